"""Where the words of a text are, and how they are written in the index."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# A letter or digit may be followed by combining marks (text pasted from some systems is decomposed) and soft hyphens;
# an apostrophe joins ("group's"), an underscore and a hyphen part ("2023-ban" is "2023" and "ban").
_LETTERS = r"[^\W_]+(?:[\u0300-\u036f\u00ad]+[^\W_]*)*"
WORD = re.compile(rf"{_LETTERS}(?:['\u2019]{_LETTERS})?")
_HYPHENS = "-\u2010\u2011"
_HYPHEN = re.compile(f"[{_HYPHENS}]")
_JOINED = re.compile(rf"{_LETTERS}(?:[-\u2010\u2011]{_LETTERS})+")

# Longer strings of letters are not words: a base64 block must not become a term.
LONGEST_WORD = 64
# Of a longer chain only the beginning is read as words written apart.
MOST_JOINED = 5
# How many distinct words a process remembers the analysis of.
REMEMBERED_WORDS = 200_000

_TO_PLAIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_NOT_WRITTEN = str.maketrans({"\u00ad": None, "\u2019": "'"})


@lru_cache(maxsize=REMEMBERED_WORDS)
def normalise(surface: str) -> str:
    """A word as the index writes it: composed, lower case, without soft hyphens."""
    return unicodedata.normalize("NFC", surface.lower().translate(_NOT_WRITTEN))[:LONGEST_WORD]


def fold(word: str) -> str:
    """A lower-case word without its accents: `közösség` → `kozosseg`."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word.translate(_TO_PLAIN))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def has_accents(text: str) -> bool:
    """Whether folding would change the text: its writer types accents."""
    lower = text.lower()
    return fold(lower) != unicodedata.normalize("NFC", lower)


def find_surfaces(text: str) -> list[str]:
    """The words of a text as they stand there."""
    return WORD.findall(text)


def list_words(text: str) -> list[str]:
    """The normalised words of a text."""
    return [normalise(surface) for surface in find_surfaces(text)]


def list_joined(text: str) -> list[str]:
    """The words that hyphens join, each run of two or more written as one: of `szén-monoxid-jelző` also `szénmonoxid`."""
    # Few texts have any, and the search for one would look at every word of every text.
    if not any(hyphen in text for hyphen in _HYPHENS):
        return []
    chunks = filter(_HYPHEN.search, text.split())
    return [
        written for chunk in chunks for joined in _JOINED.findall(chunk) for written in _list_runs(joined)
    ]


def _list_runs(joined: str) -> Iterator[str]:
    parts = _HYPHEN.split(joined)[:MOST_JOINED]
    for start in range(len(parts) - 1):
        for end in range(start + 2, len(parts) + 1):
            yield normalise("".join(parts[start:end]))


def find_words(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of a text as (start, end, normalised word)."""
    for match in WORD.finditer(text):
        yield match.start(), match.end(), normalise(match.group())
