"""Filters and their counts over the rows that match the words of a query."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_

from search.engines.sqlite.rows import Rows, RowSet


@dataclass(frozen=True)
class Tally:
    """The rows that filters leave, and what each filter value would leave (see `EngineResult`)."""

    passing: RowSet
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    added: dict[str, dict[str, int]] = field(default_factory=dict)
    totals_without: dict[str, int] = field(default_factory=dict)


def tally(rows: Rows, found: RowSet, filters: Mapping[str, frozenset[str]]) -> Tally:
    """Apply filters to the found rows and count.

    Under a facet that filters, its own selection is left aside: a row that fails only this one would be there if its
    value were chosen too.
    """
    chosen = {
        name: reduce(or_, (rows.values.get(name, {}).get(value, 0) for value in wanted), 0)
        for name, wanted in filters.items()
    }
    result = Tally(reduce(and_, chosen.values(), found))
    for name in filters:
        others = reduce(and_, (each for other, each in chosen.items() if other != name), found)
        result.totals_without[name] = others.bit_count()
        result.added[name] = _count(rows.values.get(name, {}), others & ~chosen[name])
        result.counts[name] = _count(rows.values.get(name, {}), others)
    for name, values in rows.values.items():
        if name not in filters:
            result.counts[name] = _count(values, result.passing)
    return result


def _count(values: Mapping[str, RowSet], among: RowSet) -> dict[str, int]:
    """How many of some rows have each value; values that none has are left out."""
    numbers = ((value, (rows & among).bit_count()) for value, rows in values.items())
    return {value: number for value, number in numbers if number}
