"""Quantities as readers read them, in the current language."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.fields import parse_partial_date

NO_BREAK_SPACE = "\u00a0"
EN_DASH = "–"
DAY = 24 * 60


def number(value: int | float | Decimal) -> str:
    """A number as text: four digits together (1140), five and more spaced (64 500), no empty decimals (8, 8,5)."""
    value = Decimal(str(value))
    text = f"{value.normalize():f}"
    whole, _point, decimals = text.partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    if len(digits) > 4:
        groups: list[str] = []
        while digits:
            groups.insert(0, digits[-3:])
            digits = digits[:-3]
        digits = NO_BREAK_SPACE.join(groups)
    separator = "." if get_language() == "en" else ","
    return f"{sign}{digits}{separator + decimals if decimals else ''}"


def duration(minutes: int | None) -> str:
    """Minutes as text: 150 → "2 hours 30 minutes"; empty for None."""
    if minutes is None:
        return ""
    days, rest = divmod(minutes, DAY)
    hours, rest = divmod(rest, 60)
    parts = []
    if days:
        parts.append(ngettext("%(count)d day", "%(count)d days", days) % {"count": days})
    if hours:
        parts.append(ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours})
    if rest:
        parts.append(ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest})
    return " ".join(parts)


def duration_range(shortest: int | None, longest: int | None) -> str:
    """A range of minutes as text: "2 hours", "30–60 minutes", "3–4 hours", "45 minutes – 2 hours"."""
    if shortest is None or longest is None or shortest == longest:
        return duration(longest if longest is not None else shortest)
    if shortest % DAY == 0 and longest % DAY == 0:
        return ngettext("%(range)s day", "%(range)s days", longest // DAY) % {
            "range": f"{shortest // DAY}{EN_DASH}{longest // DAY}"
        }
    if shortest % 60 == 0 and longest % 60 == 0:
        return ngettext("%(range)s hour", "%(range)s hours", longest // 60) % {
            "range": f"{shortest // 60}{EN_DASH}{longest // 60}"
        }
    if longest <= 90:
        return ngettext("%(range)s minute", "%(range)s minutes", longest) % {
            "range": f"{shortest}{EN_DASH}{longest}"
        }
    return f"{duration(shortest)} {EN_DASH} {duration(longest)}"


def people(count: int) -> str:
    """A number of people: "12 people"."""
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": number(count)}


def people_range(smallest: int | None, largest: int | None) -> str:
    """A range of people: "10–60 people", "from 10 people", "up to 60 people"; empty where nothing is known."""
    if smallest is None and largest is None:
        return ""
    if smallest is None:
        return _("up to %(people)s") % {"people": people(largest or 0)}
    if largest is None:
        return _("from %(people)s") % {"people": people(smallest)}
    if smallest == largest:
        return people(smallest)
    return ngettext("%(range)s person", "%(range)s people", largest) % {
        "range": f"{number(smallest)}{EN_DASH}{number(largest)}"
    }


def partial_date(value: str) -> str:
    """A date as precise as it is known: "2023", "2023. február", "2023. február 14."; empty for an empty value."""
    if not value:
        return ""
    try:
        date, precision = parse_partial_date(value)
    except ValueError:
        return value
    if precision == "year":
        return str(date.year)
    return formats.date_format(date, "YEAR_MONTH_FORMAT" if precision == "month" else "DATE_FORMAT")


def clock(value: datetime.time | datetime.datetime) -> str:
    """A time of day: 18.00 in Hungarian, 18:00 in English."""
    return formats.time_format(value, "TIME_FORMAT")


def time_after(start: datetime.time, minutes: int) -> datetime.time:
    """The time of day `minutes` after `start`, past midnight if need be."""
    moment = datetime.datetime.combine(datetime.date(2000, 1, 1), start) + datetime.timedelta(minutes=minutes)
    return moment.time()


def join(words: list[Any]) -> str:
    """A plain list: "indoors, online"."""
    return ", ".join(str(word) for word in words)
