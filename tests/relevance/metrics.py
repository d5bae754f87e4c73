"""How good a ranking is, by graded answers (nDCG, recall, reciprocal rank at ten)."""

import math
from collections.abc import Mapping, Sequence

DEPTH = 10
RELEVANT = 2  # from this grade on a work answers the query


def ndcg(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten, from 0 to 1.

    Gain 2^grade − 1, discount log2(rank + 1), over the best possible order (Burges et al., 2005). Where nothing is an
    answer, finding nothing is perfect.
    """
    if not grades:
        return float(not ranking)
    gained = sum(_gain(grades.get(work, 0), rank) for rank, work in enumerate(ranking[:DEPTH], start=1))
    best = sum(
        _gain(grade, rank)
        for rank, grade in enumerate(sorted(grades.values(), reverse=True)[:DEPTH], start=1)
    )
    return gained / best


def _gain(grade: int, rank: int) -> float:
    return (2**grade - 1) / math.log2(rank + 1)


def recall(ranking: Sequence[str], grades: Mapping[str, int]) -> float | None:
    """The part of the answers (of ten at most) that is among the first ten; None where there are none."""
    wanted = {work for work, grade in grades.items() if grade >= RELEVANT}
    return len(wanted & set(ranking[:DEPTH])) / min(DEPTH, len(wanted)) if wanted else None


def reciprocal_rank(ranking: Sequence[str], grades: Mapping[str, int]) -> float | None:
    """One over the rank of the first answer, 0 where none is among the first ten; None where there are none."""
    if not grades:
        return None
    ranks = (rank for rank, work in enumerate(ranking[:DEPTH], start=1) if grades.get(work, 0) >= RELEVANT)
    return 1 / next(ranks, math.inf)
