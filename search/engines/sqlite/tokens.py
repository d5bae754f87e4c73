"""Ready-made terms on their way through FTS5: how a column is written, and the tokenizer that reads it.

Positions stand apart by spaces, the alternatives of one position by `|`. FTS5 keeps alternatives as colocated tokens:
a phrase whose position has several of them finds a document by any one and counts it once, where `a OR b` would add
up the scores of both (tried on apsw 3.54).
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

import apsw

from search.analysis import PART, REMEMBERED_WORDS, document_terms, fold, related_terms
from search.engines.base import Clause, Either, Phrase, Word
from search.engines.weights import EXACT, RELATED, TITLE, WORD_FIELDS

TOKENIZER = "kka_terms"
ALTERNATIVE, POSITION = "|", " "
# Stands between languages and between parts of a text, so that no phrase reaches across.
SEPARATOR = "/"
# Stands in every row, so that what is optional can be joined to what has to match.
EVERYWHERE = "."
PREFIXES = {"hu": "h:", "en": "e:"}


def make_tokenizer(connection: apsw.Connection, arguments: list[str]) -> Callable:
    """The factory for `register_fts5_tokenizer`; it has to be registered on every connection."""

    def tokenize(utf8: bytes, flags: int, locale: str | None) -> Iterator[tuple]:
        start = 0
        for position in utf8.split(b" "):
            end = start + len(position)
            if position:
                yield (start, end, *_alternatives(position))
            start = end + 1

    return tokenize


@lru_cache(maxsize=REMEMBERED_WORDS)
def _alternatives(position: bytes) -> tuple[str, ...]:
    return tuple(position.decode().split(ALTERNATIVE))


def _prefix(language_code: str) -> str:
    return PREFIXES.get(language_code, f"{language_code}:")


@lru_cache(maxsize=REMEMBERED_WORDS)
def _word_position(word: str, language_code: str) -> str:
    prefix = _prefix(language_code)
    terms = document_terms(word, language_code)
    return ALTERNATIVE.join(prefix + term for term in terms if not term.startswith(PART))


@lru_cache(maxsize=REMEMBERED_WORDS)
def _related_position(word: str, language_code: str) -> str:
    prefix = _prefix(language_code)
    return ALTERNATIVE.join(prefix + term for term in related_terms(word, language_code))


@lru_cache(maxsize=REMEMBERED_WORDS)
def _exact_position(word: str) -> str:
    folded = fold(word)
    return word if folded == word else f"{word}{ALTERNATIVE}~{folded}"


def write_terms(words: list[str], language_code: str) -> str:
    """Words as positions of terms, marked with their language."""
    return POSITION.join([_word_position(word, language_code) for word in words])


def write_related(words: list[str], language_code: str) -> str:
    """The parts of compounds and the bases of derivations, a position a word that has any."""
    return POSITION.join(filter(None, [_related_position(word, language_code) for word in words]))


def write_exact(words: list[str]) -> str:
    """Words as they are written, accented ones with their folded twin, as positions."""
    return POSITION.join([_exact_position(word) for word in words])


def separate(parts: list[str]) -> str:
    """Several written texts in one column."""
    return f"{POSITION}{SEPARATOR}{POSITION}".join(part for part in parts if part)


def match_expression(clauses: tuple[Clause, ...], without: tuple[Clause, ...], operator: str = "AND") -> str:
    """The FTS5 query for clauses. Terms hold letters, digits, `'` and `~` only, so nothing needs escaping.

    A word in the title counts once more by itself: beside the weights, which saturate, so that a long guide about
    something comes before a short text that mentions it.
    """
    titles = [_clause_expression(word, (TITLE,)) for clause in clauses for word in _words(clause)]
    wanted = f" {operator} ".join(_clause_expression(clause) for clause in clauses)
    if titles:
        wanted = f'({wanted}) AND ({RELATED} : "{EVERYWHERE}" OR {" OR ".join(titles)})'
    if not without:
        return wanted
    return f"({wanted}) NOT ({any_expression(without)})"


def _words(clause: Clause) -> list[Word]:
    if isinstance(clause, Either):
        return [word for way in clause.ways for each in way for word in _words(each)]
    return [clause] if isinstance(clause, Word) else []


def any_expression(clauses: tuple[Clause, ...]) -> str:
    """The FTS5 query for any one of some clauses, whatever the order of what it finds."""
    return " OR ".join(_clause_expression(clause) for clause in clauses)


def _clause_expression(clause: Clause, fields: tuple[str, ...] = WORD_FIELDS) -> str:
    if isinstance(clause, Either):
        ways = (" AND ".join(_clause_expression(each, fields) for each in way) for way in clause.ways)
        return f"({' OR '.join(f'({way})' for way in ways)})"
    if isinstance(clause, Phrase):
        columns = EXACT
        positions = [ALTERNATIVE.join(words) for words in clause.positions]
    else:
        columns = POSITION.join(fields)
        terms = [_prefix(code) + term for code, alternatives in clause.alternatives for term in alternatives]
        positions = [ALTERNATIVE.join(terms)]
    return f'{{{columns}}} : "{POSITION.join(positions)}"'
