"""Forgetting: counts after twelve months, the words of what hardly anybody searched much sooner."""

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.db.models import F, Max, QuerySet, Sum

from search.batches import batches
from search.models import QueryCount
from search.usage.counting import FEWEST_SEARCHES, KEPT_WEEKS, monday

WEEKS_FOR_RARE = 4  # after the last search


def forget() -> int:
    """Forget what is due and give the number of rows that went; asks only, and writes nothing, where nothing is.

    Counts older than twelve months go. Of a query that came too seldom to be shown, and not in the last four weeks,
    only the number stays, beside the other searches without words.
    """
    forgotten = _forget_rare()
    old = QueryCount.objects.filter(week__lt=monday() - dt.timedelta(weeks=KEPT_WEEKS - 1))
    if old.exists():
        forgotten += old.count()
        old.delete()
    return forgotten


def _forget_rare() -> int:
    queries = QueryCount.objects.exclude(key="").order_by().values("key", "language_code")
    rare = queries.annotate(number=Sum("searches"), last=Max("week")).filter(
        number__lt=FEWEST_SEARCHES, last__lte=monday() - dt.timedelta(weeks=WEEKS_FOR_RARE)
    )
    keys: dict[str, list[str]] = defaultdict(list)
    for row in rare:
        keys[row["language_code"]].append(row["key"])
    for language_code, of_language in keys.items():
        for some in batches(of_language):
            with transaction.atomic():
                _keep_only_numbers(QueryCount.objects.filter(language_code=language_code, key__in=some))
    return sum(map(len, keys.values()))


def _keep_only_numbers(rows: QuerySet[QueryCount]) -> None:
    numbers: dict[tuple[dt.date, str], int] = defaultdict(int)
    for week, language_code, searches in rows.values_list("week", "language_code", "searches"):
        numbers[week, language_code] += searches
    rows.delete()
    for (week, language_code), searches in numbers.items():
        count, _created = QueryCount.objects.get_or_create(week=week, language_code=language_code, key="")
        QueryCount.objects.filter(pk=count.pk).update(searches=F("searches") + searches)
