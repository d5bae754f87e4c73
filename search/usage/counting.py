"""Raising the counts. What cannot be written at once is not counted: no search ever waits or fails for it."""

import datetime as dt
import logging
from typing import Any
from uuid import UUID

from django.db import DatabaseError
from django.db.models import F
from django.utils import timezone

from core.database import begin_row, change_row, short_transaction
from search.models import ClickCount, QueryCount
from search.usage.wording import Wording

logger = logging.getLogger(__name__)

KEPT_WEEKS = 52  # with the present one
# A query that came less often is shown to nobody: it may be a name, and says little about what readers look for.
FEWEST_SEARCHES = 3
MOST_QUERIES = 2_000  # in a week; more is a program, and only their number is counted
MOST_WORKS = 30  # of one query in one week; the first pages of results hold no more
PATIENCE = 200  # milliseconds that another writer may take
NOT_KEPT = Wording()


def monday(day: dt.date | None = None) -> dt.date:
    """The Monday of a day's week; of the present one where none is given."""
    day = day or timezone.localdate()
    return day - dt.timedelta(days=day.weekday())


def add_search(language_code: str, wording: Wording, found: int | None, matched: int | None) -> None:
    """Count one search in the present week, with what it found (None: not known)."""
    try:
        with short_transaction(PATIENCE):
            _add_search(language_code, wording, found, matched)
    except DatabaseError as error:
        logger.info("A search is not counted: %s", error)


def _add_search(language_code: str, wording: Wording, found: int | None, matched: int | None) -> None:
    values: dict[str, Any] = {"searches": F("searches") + 1}
    if wording.key:
        values |= {"text": wording.text}
        values |= {"found": found, "matched": matched} if found is not None else {}
    else:
        values |= {"found": None}
    week = monday()
    row = {"week": week, "language_code": language_code, "key": wording.key}
    if change_row(QueryCount, row, values):
        return
    if wording.key and QueryCount.objects.filter(week=week).count() >= MOST_QUERIES:
        _add_search(language_code, NOT_KEPT, None, None)
        return
    begin_row(QueryCount, row)
    change_row(QueryCount, row, values)


def add_click(language_code: str, wording: Wording, work: UUID) -> None:
    """Count that a work was opened from the results of a query that was counted in this week or the one before."""
    if not wording.key:
        return
    rows = QueryCount.objects.filter(language_code=language_code, key=wording.key)
    try:
        query_id = (
            rows.filter(week__gte=monday() - dt.timedelta(weeks=1))
            .order_by("-week")
            .values_list("pk", flat=True)
            .first()
        )
        if query_id is not None:
            with short_transaction(PATIENCE):
                _add_click(query_id, work)
    except DatabaseError as error:
        logger.info("A click is not counted: %s", error)


def _add_click(query_id: int, work: UUID) -> None:
    row, values = {"query_id": query_id, "work": work}, {"clicks": F("clicks") + 1}
    if (
        change_row(ClickCount, row, values)
        or ClickCount.objects.filter(query_id=query_id).count() >= MOST_WORKS
    ):
        return
    begin_row(ClickCount, row)
    change_row(ClickCount, row, values)
