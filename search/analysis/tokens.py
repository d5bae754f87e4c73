"""A text as words with their terms: the public face of the analysis."""

from typing import NamedTuple

from search.analysis.terms import document_terms, part_terms
from search.analysis.words import find_words


class Token(NamedTuple):
    """A word of a text: its place (characters from `start` to before `end`), its writing, its terms.

    `~` before a term marks the accent-folded name space, `+` a part of a compound, `+~` both.
    """

    start: int
    end: int
    surface: str
    terms: tuple[str, ...]


def analyse(text: str, language_code: str) -> list[Token]:
    """The words of a text with their index terms in the given language ("hu", "en").

    A language without an analysis of its own keeps its words as they are written.
    """
    return [
        Token(
            start,
            end,
            text[start:end],
            document_terms(word, language_code) + part_terms(word, language_code),
        )
        for start, end, word in find_words(text)
    ]
