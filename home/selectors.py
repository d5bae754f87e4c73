"""What the home room can be asked: the agenda."""

import datetime
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core import formatting
from core.translation.links import group_texts, pick_language, reader_url
from home.models import EventPage, NewsPage


@dataclass(frozen=True)
class AgendaRow:
    """An event or a piece of news on a list; `time` is empty for news.

    Only an event that an editor is still writing is without `date` and `last_date`.
    """

    title: str
    url: str
    summary: str
    date: datetime.date | None
    last_date: datetime.date | None
    time: str
    place: str
    language_code: str
    is_other_language: bool
    is_sample: bool
    is_past: bool
    remark: str


def agenda_row(page: Any, language_code: str) -> AgendaRow:
    """An event or a piece of news as a row of a list read in `language_code`."""
    own = page.locale.language_code
    is_other = own != language_code
    is_event = page.kind == "event"
    first = last = page.day if is_event else page.date
    time = ""
    if is_event and page.start and page.end:
        start, end = timezone.localtime(page.start), timezone.localtime(page.end)
        last = end.date()
        if first == last:
            time = f"{formatting.clock(start)}{formatting.EN_DASH}{formatting.clock(end)}"
    return AgendaRow(
        title=page.title,
        url=reader_url(page, language_code),
        summary=page.summary,
        date=first,
        last_date=last,
        time=time,
        place=page.place if is_event else "",
        language_code=own,
        is_other_language=is_other,
        is_sample=page.is_sample,
        is_past=is_event and page.is_past,
        remark=(_("only in Hungarian") if own == "hu" else _("only in English")) if is_other else "",
    )


# What a row of the agenda shows.
EVENT_IN_A_ROW = ("summary", "is_sample", "start", "end", "place")
NEWS_IN_A_ROW = ("summary", "is_sample", "date")


def _rows(pages: Any, language_code: str, most: int | None = None) -> list[AgendaRow]:
    shown = islice(pick_language(group_texts(pages).values(), language_code, fallback=True), most)
    return [agenda_row(page, language_code) for page in shown]


def _events() -> Any:
    return EventPage.objects.visible_to_everyone().for_lists(*EVENT_IN_A_ROW)


def list_upcoming_events(language_code: str, most: int | None = None) -> list[AgendaRow]:
    """Events that are not over, soonest first; at most so many."""
    return _rows(_events().filter(end__gt=timezone.now()).order_by("start", "pk"), language_code, most)


def list_past_events(language_code: str) -> list[AgendaRow]:
    """Events that are over, latest first."""
    return _rows(_events().filter(end__lte=timezone.now()).order_by("-start", "-pk"), language_code)


def list_news(language_code: str) -> list[AgendaRow]:
    """News, newest first."""
    news = NewsPage.objects.visible_to_everyone().for_lists(*NEWS_IN_A_ROW)
    return _rows(news.order_by("-date", "-pk"), language_code)
