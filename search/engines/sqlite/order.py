"""The order of found rows: which of them are on the page that was asked for."""

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from search.engines.base import Sort
from search.engines.sqlite.rows import Rows

T = TypeVar("T")
Scored = tuple[int, float]
"""A row and its score (larger is better)."""


@dataclass(frozen=True)
class Ranked:
    """A row of the page with its work, and the tier by which it was found."""

    row: int
    score: float
    tier: int
    work: str


def window(
    tiers: Iterable[tuple[int, Sequence[Scored]]],
    rows: Rows,
    find_work: Callable[[int], str],
    sort: Sort,
    offset: int,
    limit: int,
) -> list[Ranked]:
    """The rows from `offset`, in order. `tiers` are read only as far as the page reaches.

    Ties go to the newer work, then by its name, so that pages never overlap.
    """
    if sort == Sort.DATE:
        everything = [(row, score, tier) for tier, scored in tiers for row, score in scored]
        nearest = _nearest(everything, [rows.dates[row] for row, _, _ in everything], offset + limit)
        dated = [(-rows.dates[row], -score, find_work(row), row, tier) for row, score, tier in nearest]
        return [
            Ranked(row, -score, tier, work)
            for _, score, work, row, tier in sorted(dated)[offset : offset + limit]
        ]
    found: list[Ranked] = []
    tiers = iter(tiers)
    while (wanted := offset + limit - len(found)) > 0 and (following := next(tiers, None)):
        tier, scored = following
        best = _nearest(scored, [score for _, score in scored], wanted)
        keyed = sorted((-score, -rows.dates[row], find_work(row), row) for row, score in best)
        found += [Ranked(row, -score, tier, work) for score, _, work, row in keyed[:wanted]]
    return found[offset:]


def _nearest(items: Sequence[T], keys: Sequence[float], number: int) -> Sequence[T]:
    """The items with the `number` largest keys and all that equal the last of them; only these need to be compared."""
    if len(items) <= number:
        return items
    least = heapq.nlargest(number, keys)[-1]
    return [item for item, key in zip(items, keys, strict=True) if key >= least]
