"""Filters and their counts over the rows that match the words of a query."""

import heapq
import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from search.engines.base import Sort


class Row(NamedTuple):
    """A row of the index that matches the words.

    `tier` is what it was found by (see `Match`).
    """

    id: int
    score: float
    work: str
    date: str
    facets: str
    tier: int = 0


@dataclass
class Tally:
    """What filters leave of the rows, and what each filter value would leave."""

    rows: list[Row] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    added: dict[str, Counter[str]] = field(default_factory=dict)
    totals_without: dict[str, int] = field(default_factory=dict)


@lru_cache(maxsize=50_000)
def _load_facets(facets: str) -> dict[str, list[str]]:
    return json.loads(facets)


def tally(rows: list[Row], filters: Mapping[str, frozenset[str]]) -> Tally:
    """Apply filters and count.

    Works with the same values are counted together. A work that fails one facet's filter alone still counts among
    that facet's own values: it would be there if that value were chosen too.
    """
    result = Tally(added={name: Counter() for name in filters}, totals_without=dict.fromkeys(filters, 0))
    passing = set()
    for facets, number in Counter(row.facets for row in rows).items():
        values = _load_facets(facets)
        failed = [name for name, wanted in filters.items() if wanted.isdisjoint(values.get(name, ()))]
        if not failed:
            passing.add(facets)
            names = list(values)
        elif len(failed) == 1:
            result.totals_without[failed[0]] += number
            names = failed
        else:
            continue
        for name in names:
            for value in values.get(name, ()):
                result.counts[name][value] += number
                if failed:
                    result.added[name][value] += number
    result.rows = [row for row in rows if row.facets in passing]
    for name in filters:
        result.totals_without[name] += len(result.rows)
    return result


def window(rows: list[Row], sort: Sort, offset: int, limit: int) -> list[Row]:
    """The rows from `offset`, in order. Ties go to the newer work, then by its id, so that pages never overlap."""
    if sort == Sort.DATE:
        return heapq.nsmallest(offset + limit, rows, key=_by_date)[offset:]
    return heapq.nsmallest(offset + limit, rows, key=_by_relevance)[offset:]


def _by_date(row: Row) -> tuple:
    return _newest_first(row.date), -row.score, row.work


def _by_relevance(row: Row) -> tuple:
    return row.tier, -row.score, _newest_first(row.date), row.work


def _newest_first(date: str) -> int:
    """An ISO date as a number that is smaller for later days; no date comes last."""
    return -int(date.replace("-", "")) if date else 0
