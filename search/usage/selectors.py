"""What the counts can be asked. No answer tells of a query that hardly anybody searched."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from search.models import ClickCount, QueryCount
from search.usage.counting import FEWEST_SEARCHES, KEPT_WEEKS, monday


def first_week(weeks: int) -> dt.date:
    """The Monday from which on so many weeks are looked at, the present one being the last."""
    return monday() - dt.timedelta(weeks=weeks - 1)


def list_queries(weeks: int = KEPT_WEEKS, language_code: str = "") -> QuerySet:
    """Each query that readers searched at least three times in these weeks, as a row.

    `key`, `language_code`; `wording` as it was typed last; `total` searches, and `last_week` those of the last whole
    week; `newest_found` and `newest_matched`, works found last and those with all words (None: not known); `clicked`,
    works opened.
    """
    since = first_week(weeks)
    last_week = monday() - dt.timedelta(weeks=1)
    newest = QueryCount.objects.filter(key=OuterRef("key"), language_code=OuterRef("language_code")).order_by(
        "-week"
    )
    clicks = (
        ClickCount.objects.filter(
            query__key=OuterRef("key"), query__language_code=OuterRef("language_code"), query__week__gte=since
        )
        .order_by()
        .values("query__key")
        .annotate(number=Sum("clicks"))
    )
    rows = QueryCount.objects.filter(week__gte=since).exclude(key="").order_by()
    if language_code:
        rows = rows.filter(language_code=language_code)
    return (
        rows.values("key", "language_code")
        .annotate(total=Sum("searches"), last_week=Coalesce(Sum("searches", filter=Q(week=last_week)), 0))
        .filter(total__gte=FEWEST_SEARCHES)
        .annotate(
            wording=Subquery(newest.values("text")[:1]),
            newest_found=Subquery(newest.filter(found__isnull=False).values("found")[:1]),
            newest_matched=Subquery(newest.filter(found__isnull=False).values("matched")[:1]),
            clicked=Coalesce(Subquery(clicks.values("number")[:1]), 0),
        )
    )


def count_all(weeks: int, language_code: str = "") -> int:
    """All searches of these weeks, also those whose words are not shown."""
    rows = QueryCount.objects.filter(week__gte=first_week(weeks))
    if language_code:
        rows = rows.filter(language_code=language_code)
    return int(rows.aggregate(number=Sum("searches"))["number"] or 0)


def list_weeks(key: str, language_code: str) -> QuerySet[QueryCount]:
    """The weeks of a query, newest first, each with its `clicked`; none where hardly anybody searched it."""
    weeks = QueryCount.objects.filter(key=key, language_code=language_code, week__gte=first_week(KEPT_WEEKS))
    total = weeks.aggregate(number=Sum("searches"))["number"] or 0
    if not key or total < FEWEST_SEARCHES:
        return QueryCount.objects.none()
    return weeks.annotate(clicked=Coalesce(Sum("clicks__clicks"), 0)).order_by("-week")


def find_clicks(
    queries: Iterable[dict[str, Any]], weeks: int = KEPT_WEEKS
) -> dict[tuple[str, str], list[tuple[UUID, int]]]:
    """For queries (`key` and `language_code`) the works opened from their results, with how often; most often first."""
    keys = {row["key"] for row in queries}
    counts = ClickCount.objects.filter(query__week__gte=first_week(weeks), query__key__in=keys)
    rows = (
        counts.order_by().values("query__key", "query__language_code", "work").annotate(number=Sum("clicks"))
    )
    found: dict[tuple[str, str], list[tuple[UUID, int]]] = defaultdict(list)
    for row in rows.order_by("-number", "work"):
        found[row["query__key"], row["query__language_code"]].append((row["work"], row["number"]))
    return found
