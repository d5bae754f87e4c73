"""What the search is compared with: the same engine over words as they are written, and over plain Snowball."""

import contextlib
from collections.abc import Iterator
from unittest.mock import patch

import Stemmer

from search.analysis import fold, terms
from search.analysis.readings import Reading
from search.engines import columns

STEMMERS = {"hu": Stemmer.Stemmer("hungarian"), "en": Stemmer.Stemmer("english")}


def _read_as_written(word: str, language_code: str) -> Reading:
    return Reading((word,), (fold(word),))


def _read_with_snowball(word: str, language_code: str) -> Reading:
    """One pass of Snowball, as engines bring it; the folded twin is that of the stem."""
    stem = STEMMERS[language_code].stemWord(word) if language_code in STEMMERS else word
    return Reading((stem,), (fold(stem),))


READERS = {"no stemming": _read_as_written, "Snowball": _read_with_snowball}


@contextlib.contextmanager
def analysis_by(name: str) -> Iterator[None]:
    """Let `search.analysis` read words in another way; an index that is built within belongs to it."""
    reader = READERS[name]
    forget()
    with (
        patch.object(terms, "RULES", f"baseline {name}"),
        patch.object(terms, "_read", lambda word, language_code, **_kept: reader(word, language_code)),
        patch.object(terms, "relate", lambda word, language_code: ((), ())),
        patch.object(terms, "_read_unaccented", lambda plain, code: reader(plain, code).folded),
    ):
        yield
    forget()


def forget() -> None:
    """Forget the terms of every word."""
    for function in (
        terms.document_terms,
        terms.query_terms,
        terms.query_relations,
        terms.related_terms,
    ):
        function.cache_clear()
    columns.forget()
