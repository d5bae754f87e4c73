"""Clauses as FTS5 queries, and which phrases of a query belong to which way of which clause."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from search.engines.base import Clause, Phrase, Way, Word
from search.engines.columns import POSITION, write_clause
from search.engines.scoring import Pair, list_pairs, list_ways
from search.engines.sqlite.tokens import EVERYWHERE
from search.engines.weights import EXACT, NEAR_DISTANCE, NEAR_FIELDS, RELATED, WORD_FIELDS

_WORDS, _NEAR = POSITION.join(WORD_FIELDS), POSITION.join(NEAR_FIELDS)


@dataclass
class Expression:
    """An FTS5 query. FTS5 numbers its phrases as they come.

    `ways` has for each clause the weight and the phrases of each way, `near` for each pair the phrases that are found
    only where the two stand near one another.
    """

    text: str = ""
    ways: list[list[tuple[float, list[int]]]] = field(default_factory=list)
    near: list[tuple[Pair, list[int]]] = field(default_factory=list)
    _phrases: int = 0

    def number(self, phrases: int) -> list[int]:
        """The numbers of the next phrases."""
        self._phrases += phrases
        return list(range(self._phrases - phrases, self._phrases))


def match_expression(clauses: Sequence[Clause], operator: str = "AND") -> Expression:
    """The FTS5 query that scores clauses, of which with `OR` one is enough."""
    found = Expression()
    for clause in clauses:
        ways = list_ways(clause)
        found.ways.append([(way.weight, found.number(len(way.words))) for way in ways])
    wanted = f" {operator} ".join(map(_clause_expression, clauses))
    pairs = list_pairs(clauses)
    if pairs:
        # What is optional is joined to what has to match.
        found.number(1)
        found.near = [(pair, found.number(len(pair.words))) for pair in pairs]
        near = " OR ".join(_near_expression(pair.words) for pair in pairs)
        wanted = f'({wanted}) AND ({RELATED} : "{EVERYWHERE}" OR {near})'
    found.text = wanted
    return found


def all_expression(clauses: Sequence[Clause]) -> str:
    """The FTS5 query for all of some clauses, whatever the order of what it finds."""
    return " AND ".join(map(_clause_expression, clauses))


def any_expression(clauses: Sequence[Clause]) -> str:
    """The FTS5 query for any one of some clauses, whatever the order of what it finds."""
    return " OR ".join(map(_clause_expression, clauses))


def way_expression(way: Way) -> str:
    """The FTS5 query for a way."""
    if way.is_near:
        return _near_expression(way.words)
    return " AND ".join(map(_leaf_expression, way.words))


def _clause_expression(clause: Clause) -> str:
    return f"({' OR '.join(f'({way_expression(way)})' for way in list_ways(clause))})"


def _leaf_expression(leaf: Word | Phrase) -> str:
    columns = EXACT if isinstance(leaf, Phrase) else _WORDS
    return f'{{{columns}}} : "{write_clause(leaf)}"'


def _near_expression(words: Sequence[Word | Phrase]) -> str:
    written = " ".join(f'"{write_clause(word)}"' for word in words)
    return f"{{{_NEAR}}} : NEAR({written}, {NEAR_DISTANCE})"
