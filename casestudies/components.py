"""Values that templates show of case studies: rows, facts, results, costs, criteria."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from casestudies.choices import Currency
from casestudies.models.case_study import CRITERIA
from core import formatting
from core.translation.links import reader_url
from methodology.components import Fact


@dataclass(frozen=True)
class CaseStudyRow:
    """A case study in a list."""

    title: str
    url: str
    summary: str
    place: str
    period: str
    participants: str
    status: str
    is_good_practice: bool
    language_code: str
    is_other_language: bool
    is_sample: bool
    remark: str
    drawing: tuple[Any, ...]


@dataclass(frozen=True)
class Criterion:
    """One of the four criteria with its statement; `key` names its hole of the button."""

    key: str
    label: str
    statement: str


@dataclass(frozen=True)
class ResultLine:
    """A result as text: "23 varieties", when, by whom, from what."""

    indicator: str
    value: str
    unit: str
    measured_on: str
    measured_by: str
    source: str


@dataclass(frozen=True)
class CostLine:
    """A cost as text."""

    item: str
    year: str
    amount: str


def period(page: Any) -> str:
    """When it was: "since 2023", "2024–2026", "2025. október"."""
    started = formatting.partial_date(page.started)
    if page.ongoing:
        return _("since %(date)s") % {"date": started}
    if page.ended and page.ended != page.started:
        ended = formatting.partial_date(page.ended)
        return (
            f"{started}{formatting.EN_DASH}{ended}" if len(started + ended) == 8 else f"{started} – {ended}"
        )
    return started


def case_study_row(page: Any, language_code: str) -> CaseStudyRow:
    """A case study as a row of a list read in `language_code`."""
    own = page.locale.language_code
    is_other = own != language_code
    return CaseStudyRow(
        title=page.title,
        url=reader_url(page, language_code),
        summary=page.summary,
        place=page.public_place,
        period=period(page),
        participants=formatting.people(page.participants) if page.participants else "",
        status=page.get_status_display(),
        is_good_practice=page.is_good_practice,
        language_code=own,
        is_other_language=is_other,
        is_sample=page.is_sample,
        remark=(_("only in Hungarian") if own == "hu" else _("only in English")) if is_other else "",
        drawing=page.drawing,
    )


def criteria(page: Any) -> list[Criterion]:
    """The criteria that have a statement."""
    return [
        Criterion(
            name.removeprefix("criterion_"), str(page._meta.get_field(name).verbose_name), getattr(page, name)
        )
        for name in CRITERIA
        if getattr(page, name)
    ]


def money(amount: Decimal, currency: str) -> str:
    """An amount with its currency: "64 500 Ft"."""
    return f"{formatting.number(amount)} {Currency(currency).label}"


def result_lines(page: Any) -> list[ResultLine]:
    """The results in the editor's order."""
    return [
        ResultLine(
            indicator=result.indicator,
            value=formatting.number(result.value),
            unit=result.unit,
            measured_on=formatting.partial_date(result.measured_on),
            measured_by=result.measured_by,
            source=result.source,
        )
        for result in page.results.all()
    ]


def cost_lines(costs: list[Any]) -> list[CostLine]:
    """The costs in the editor's order."""
    return [
        CostLine(
            cost.item, str(cost.year) if cost.year else _("every year"), money(cost.amount, cost.currency)
        )
        for cost in costs
    ]


def cost_totals(costs: list[Any]) -> list[str]:
    """What it cost in all, an amount for each currency."""
    totals: dict[str, Decimal] = {}
    for cost in costs:
        totals[cost.currency] = totals.get(cost.currency, Decimal(0)) + cost.amount
    return [money(amount, currency) for currency, amount in totals.items()]


def case_study_facts(page: Any, community: Any, guides: list[Any], totals: list[str]) -> list[Fact]:
    """The facts of a case study's packet that are plain text; community and guides are links beside them."""
    facts = [Fact(_("Where"), page.public_place or _("not given"), ""), Fact(_("When"), period(page), "")]
    if page.participants:
        facts.append(Fact(_("How many"), formatting.people(page.participants), page.participants_note))
    if totals:
        facts.append(Fact(_("How much"), " + ".join(totals), _("all costs together")))
    return facts
