"""How an entry is written for an engine, and a clause of a query in the same writing.

Analysed words become positions that stand apart by spaces; the alternatives of one position stand apart by `|`. What
an engine has to bring is an index that keeps the alternatives of a position at one place: then a phrase of a single
position with several alternatives finds a text by any one of them and counts it once, where `a OR b` would add up the
scores of both (tried on apsw 3.54 and on Elasticsearch 9.4).
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from search.analysis import (
    REMEMBERED_WORDS,
    all_terms,
    find_surfaces,
    fold,
    list_joined,
    list_words,
    normalise,
)
from search.engines.base import Phrase, Word
from search.engines.weights import BODY, EXACT, HEADINGS, RELATED, SUMMARY, TITLE, WEIGHTS
from search.entries import Entry, Text
from search.names import Name

ALTERNATIVE, POSITION = "|", " "
# Stands between languages and between parts of a text, so that no phrase reaches across.
SEPARATOR = "/"
PREFIXES = {"hu": "h:", "en": "e:"}


def list_written(entry: Entry) -> set[str]:
    """The words of an entry as they are written, normalised."""
    return {
        word
        for text in entry.texts
        for parts in text_columns(text).values()
        for part in parts
        for word in list_words(part)
    }


def column_texts(entry: Entry) -> dict[str, str]:
    """An entry as written columns, one for each of `WEIGHTS`."""
    columns: dict[str, list[str]] = {name: [] for name in WEIGHTS}
    for text in entry.texts:
        written = _written_words(text.language_code)
        for name, parts in text_columns(text).items():
            terms: list[str] = []
            for part in parts:
                words = list(map(written.__getitem__, find_surfaces(part)))
                # Columns of words instead of words: joined without a look at each, where most of a rebuild's time goes.
                own, related, exact = zip(*words, strict=True) if words else ((), (), ())
                terms.append(POSITION.join(own))
                columns[EXACT].append(POSITION.join(exact))
                columns[RELATED].append(POSITION.join(filter(None, related)))
                columns[RELATED].append(POSITION.join([written[each].terms for each in list_joined(part)]))
            columns[name].append(separate(terms))
    return {name: separate(parts) for name, parts in columns.items()}


def separate(parts: list[str]) -> str:
    """Several written texts in one column."""
    return f"{POSITION}{SEPARATOR}{POSITION}".join(part for part in parts if part)


def write_clause(clause: Word | Phrase) -> str:
    """A clause in the writing of the columns: a word is one position of all its alternatives in every language.

    Terms hold letters, digits, `'` and `~` only, so nothing needs escaping.
    """
    if isinstance(clause, Phrase):
        return POSITION.join(ALTERNATIVE.join(words) for words in clause.positions)
    return ALTERNATIVE.join(
        _prefix(code) + term for code, alternatives in clause.alternatives for term in alternatives
    )


def write_name(name: Name) -> str:
    """A name as positions: each word without its accents, as its beginning is typed, before its terms."""
    written = _written_words(name.language_code)
    return POSITION.join(
        f"{fold(normalise(surface))}{ALTERNATIVE}{written[surface].terms}"
        for surface in find_surfaces(name.text)
    )


def text_columns(text: Text) -> dict[str, list[str]]:
    """The parts of a text by the column in which their words stand."""
    return {
        TITLE: [text.title],
        HEADINGS: [*text.keywords, *(section.heading for section in text.sections)],
        SUMMARY: [text.summary, text.details],
        BODY: [section.text for section in text.sections],
    }


def _prefix(language_code: str) -> str:
    return PREFIXES.get(language_code, f"{language_code}:")


class _Written(NamedTuple):
    """A word as positions: its terms, parts of a compound and bases of a derivation, as it is written with its twin.

    Where it is not related to any word, there is no position.
    """

    terms: str
    related: str
    exact: str


class _WrittenWords(dict[str, _Written]):
    """The words of a language by how they stand in a text; what is not known is written.

    A text of a thousand words asks for each: a dictionary that fills itself answers at a third of what calls of
    remembering functions cost.
    """

    def __init__(self, language_code: str) -> None:
        self._language_code = language_code

    def __missing__(self, surface: str) -> _Written:
        if len(self) >= REMEMBERED_WORDS:
            self.clear()
        code, word = self._language_code, normalise(surface)
        folded = fold(word)
        own, related = all_terms(word, code)
        written = self[surface] = _Written(
            _position(own, code),
            _position(related, code),
            word if folded == word else f"{word}{ALTERNATIVE}~{folded}",
        )
        return written


@lru_cache(maxsize=16)
def _written_words(language_code: str) -> _WrittenWords:
    return _WrittenWords(language_code)


def forget() -> None:
    """Write every word anew."""
    _written_words.cache_clear()


def _position(terms: Iterable[str], language_code: str) -> str:
    prefix = _prefix(language_code)
    return ALTERNATIVE.join([prefix + term for term in terms])
