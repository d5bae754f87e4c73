"""Written columns (search.engines.columns) on their way through FTS5: the tokenizer that reads them, and the queries.

FTS5 keeps the alternatives of a position as colocated tokens.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

import apsw

from search.analysis import REMEMBERED_WORDS
from search.engines.base import Clause, Either, Phrase, Word, list_leaves
from search.engines.columns import ALTERNATIVE, POSITION, write_clause
from search.engines.weights import EXACT, RELATED, TITLE, WORD_FIELDS

TOKENIZER = "kka_terms"
# Stands in the parts of every row, so that what is optional can be joined to what has to match.
EVERYWHERE = "."


def make_tokenizer(connection: apsw.Connection, arguments: list[str]) -> Callable:
    """The factory for `register_fts5_tokenizer`; it has to be registered on every connection."""

    def tokenize(utf8: bytes, flags: int, locale: str | None) -> Iterable[tuple[str, ...]]:
        # No offsets: the table keeps no text to find them in. All of it runs in C, at half the time of a rebuild.
        return map(_alternatives, utf8.split())

    return tokenize


@lru_cache(maxsize=REMEMBERED_WORDS)
def _alternatives(position: bytes) -> tuple[str, ...]:
    return tuple(position.decode().split(ALTERNATIVE))


def match_expression(clauses: tuple[Clause, ...], operator: str = "AND") -> str:
    """The FTS5 query for clauses.

    A word in the title counts once more by itself: beside the weights, which saturate, so that a long guide about
    something comes before a short text that mentions it.
    """
    words = [leaf for leaf in list_leaves(clauses) if isinstance(leaf, Word)]
    titles = [_clause_expression(word, (TITLE,)) for word in words]
    wanted = f" {operator} ".join(_clause_expression(clause) for clause in clauses)
    if titles:
        wanted = f'({wanted}) AND ({RELATED} : "{EVERYWHERE}" OR {" OR ".join(titles)})'
    return wanted


def any_expression(clauses: tuple[Clause, ...]) -> str:
    """The FTS5 query for any one of some clauses, whatever the order of what it finds."""
    return " OR ".join(_clause_expression(clause) for clause in clauses)


def _clause_expression(clause: Clause, fields: tuple[str, ...] = WORD_FIELDS) -> str:
    if isinstance(clause, Either):
        ways = (" AND ".join(_clause_expression(each, fields) for each in way) for way in clause.ways)
        return f"({' OR '.join(f'({way})' for way in ways)})"
    columns = EXACT if isinstance(clause, Phrase) else POSITION.join(fields)
    return f'{{{columns}}} : "{write_clause(clause)}"'
