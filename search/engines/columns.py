"""How an entry is written for an engine, and a clause of a query in the same writing.

Analysed words become positions that stand apart by spaces; the alternatives of one position stand apart by `|`. What
an engine has to bring is an index that keeps the alternatives of a position at one place: then a phrase of a single
position with several alternatives finds a text by any one of them and counts it once, where `a OR b` would add up the
scores of both (tried on apsw 3.54 and on Elasticsearch 9.4).
"""

from functools import lru_cache

from search.analysis import (
    REMEMBERED_WORDS,
    document_terms,
    fold,
    list_joined,
    list_words,
    related_terms,
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
        for parts in _text_columns(text).values()
        for part in parts
        for word in list_words(part)
    }


def column_texts(entry: Entry) -> dict[str, str]:
    """An entry as written columns, one for each of `WEIGHTS`."""
    columns: dict[str, list[str]] = {name: [] for name in WEIGHTS}
    for text in entry.texts:
        for name, parts in _text_columns(text).items():
            words = [list_words(part) for part in parts]
            columns[name].append(separate([_write_terms(part, text.language_code) for part in words]))
            columns[EXACT] += [_write_exact(part) for part in words]
            columns[RELATED] += [_write_related(part, text.language_code) for part in words]
            columns[RELATED] += [_write_terms(list_joined(part), text.language_code) for part in parts]
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
    return POSITION.join(
        f"{fold(word)}{ALTERNATIVE}{_word_position(word, name.language_code)}"
        for word in list_words(name.text)
    )


def _text_columns(text: Text) -> dict[str, list[str]]:
    return {
        TITLE: [text.title],
        HEADINGS: [*text.keywords, *(section.heading for section in text.sections)],
        SUMMARY: [text.summary, text.details],
        BODY: [section.text for section in text.sections],
    }


def _write_terms(words: list[str], language_code: str) -> str:
    """Words as positions of terms, marked with their language."""
    return POSITION.join([_word_position(word, language_code) for word in words])


def _write_related(words: list[str], language_code: str) -> str:
    """The parts of compounds and the bases of derivations, a position a word that has any."""
    return POSITION.join(filter(None, [_related_position(word, language_code) for word in words]))


def _write_exact(words: list[str]) -> str:
    """Words as they are written, accented ones with their folded twin, as positions."""
    return POSITION.join([_exact_position(word) for word in words])


def _prefix(language_code: str) -> str:
    return PREFIXES.get(language_code, f"{language_code}:")


@lru_cache(maxsize=REMEMBERED_WORDS)
def _word_position(word: str, language_code: str) -> str:
    prefix = _prefix(language_code)
    return ALTERNATIVE.join(prefix + term for term in document_terms(word, language_code))


@lru_cache(maxsize=REMEMBERED_WORDS)
def _related_position(word: str, language_code: str) -> str:
    prefix = _prefix(language_code)
    return ALTERNATIVE.join(prefix + term for term in related_terms(word, language_code))


@lru_cache(maxsize=REMEMBERED_WORDS)
def _exact_position(word: str) -> str:
    folded = fold(word)
    return word if folded == word else f"{word}{ALTERNATIVE}~{folded}"
