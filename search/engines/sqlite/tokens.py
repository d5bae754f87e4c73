"""Written columns (search.engines.columns) on their way into FTS5: the tokenizer that reads them.

FTS5 keeps the alternatives of a position as colocated tokens.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

import apsw

from search.analysis import REMEMBERED_WORDS
from search.engines.columns import ALTERNATIVE

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
