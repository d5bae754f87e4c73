"""How a score is made: one definition for every engine.

A work's score is the sum over the clauses of the query of how telling the clause is (`telling`) times how well the work
says it, plus what neighbouring words add by standing near one another.

- How well: the best of the clause's ways, each by its weight; of a way of several words, their mean. A work that says a
  thing in two ways says it no better (disjunction maximum, as Lucene's `dis_max`).
- A word gives f / (f + SATURATION), f being its occurrences weighted by field: BM25F with one saturation over all fields
  (Robertson, Zaragoza and Taylor, 2004, "Simple BM25 extension to multiple weighted fields").
- A term of the term base counts TERM_SHARE of it: its name alone would otherwise outweigh every guide about it.
- Without normalisation by length (b = 0): works here are a term of two sentences or a guide of two thousand words, and
  length is scope rather than verbosity; BM25 is known to wrong long documents (Lv and Zhai, 2011, "When documents are
  very long, BM25 fails!"). What a long text has by chance is told from what it is about by nearness (Tao and Zhai, 2007,
  "An exploration of proximity measures in information retrieval").
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from search.engines.base import Clause, Either, Phrase, Way, Word

# What a word that most texts have still counts: next to nothing, yet enough to put texts in order that have nothing else.
FLOOR = 1e-3


def telling(number: int, total: int) -> float:
    """How telling it is that a text has what `number` of `total` texts have: its inverse document frequency.

    The formula of BM25 (Robertson and Spärck Jones, 1976), never below `FLOOR`.
    """
    return max(math.log((total - number + 0.5) / (number + 0.5)), FLOOR)


def list_ways(clause: Clause) -> tuple[Way, ...]:
    """The ways to say a clause; a bare word or phrase has one."""
    return clause.ways if isinstance(clause, Either) else (Way((clause,)),)


def typed_way(clause: Clause) -> Way:
    """How the reader said it: how telling a clause is depends on this way, where any text has it."""
    return list_ways(clause)[0]


@dataclass(frozen=True)
class Pair:
    """Two neighbouring clauses, by their numbers, and what stands near in a text that says them together."""

    first: int
    second: int
    words: tuple[Word, Word]


def list_pairs(clauses: Sequence[Clause]) -> list[Pair]:
    """The neighbouring clauses that single words can say."""
    words = [_any_word(clause) for clause in clauses]
    return [
        Pair(number, number + 1, (one, other))
        for number, (one, other) in enumerate(itertools.pairwise(words))
        if one and other
    ]


def _any_word(clause: Clause) -> Word | None:
    """A word that stands for every single word by which a clause can be said; None where there is none."""
    alternatives: dict[str, dict[str, None]] = {}
    for way in list_ways(clause):
        if len(way.words) > 1 or isinstance(way.words[0], Phrase):
            continue
        for code, terms in way.words[0].alternatives:
            alternatives.setdefault(code, {}).update(dict.fromkeys(terms))
    if not alternatives:
        return None
    return Word(tuple((code, tuple(terms)) for code, terms in alternatives.items()))
