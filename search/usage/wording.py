"""A query as it is counted: the same words are the same query, and what may point to a person is none."""

import re
import unicodedata
from dataclasses import dataclass

from search.analysis import fold
from search.query import clean_text, list_parts

LONGEST_KEPT = 100  # characters; a longer text is a pasted one, which no second reader types
LONGEST_WORD = 40  # characters; a longer one is a token or an address
FEWEST_DIGITS = 6  # of a telephone number, and of any number that belongs to a person

_ADDRESS = re.compile(r"@|://|\bwww\.", re.IGNORECASE)
_NUMBER = re.compile(r"\d(?:[\s./()+_-]*\d)*")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


@dataclass(frozen=True)
class Wording:
    """A query as it was typed, in lower case with single spaces, and the key that tells it from others.

    The key has no accents, since readers leave them out. Both are empty where the words are not kept.
    """

    text: str = ""
    key: str = ""


def word_query(text: str) -> Wording | None:
    """A reader's query as it is counted; None where it has no words."""
    text = clean_text(text)
    pieces = [
        "-" * part.is_unwanted + (f'"{" ".join(part.words)}"' if part.is_phrase else part.words[0])
        for part in list_parts(text)
    ]
    if not pieces:
        return None
    plain = " ".join(pieces)
    key = fold(plain)
    if max(len(plain), len(key)) > LONGEST_KEPT or is_personal(text):
        return Wording()
    return Wording(plain, key)


def is_personal(text: str) -> bool:
    """Whether a query holds what looks like an address, a telephone number or another long number or token.

    Names cannot be told from other words; what keeps them out is that a query is shown and kept only when it comes
    several times.
    """
    text = unicodedata.normalize("NFKC", text)
    if _ADDRESS.search(text) or any(len(word) > LONGEST_WORD for word in text.split()):
        return True
    return any(_is_long_number(match.group()) for match in _NUMBER.finditer(text))


def _is_long_number(number: str) -> bool:
    """From six digits on, however they are parted; "2024-2025" is a span of years."""
    groups = re.findall(r"\d+", number)
    return sum(map(len, groups)) >= FEWEST_DIGITS and not all(map(_YEAR.fullmatch, groups))
