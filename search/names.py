"""What readers call a work: its titles, and of a term also its synonyms. Suggestions are found among these."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis import fold, list_words
from search.entries import TERM, Entry

LONGEST_NAME = 255  # characters, as of titles; a longer synonym is a sentence that nobody begins to type


@dataclass(frozen=True)
class Name:
    """A title of a work, or a name or synonym of a term, in its language."""

    language_code: str
    text: str


@dataclass(frozen=True)
class Title:
    """Where a work is in one language, and what it is called there."""

    language_code: str
    text: str
    url: str


@dataclass(frozen=True)
class Card:
    """As much of an entry as a suggestion shows."""

    kind: str
    titles: tuple[Title, ...]

    def title(self, language_code: str) -> Title:
        """The title in a language, else the first in another."""
        found = (title for title in self.titles if title.language_code == language_code)
        return next(found, self.titles[0])


def list_names(entry: Entry) -> Iterator[Name]:
    """The names of an entry, each once."""
    names = [Name(text.language_code, text.title) for text in entry.texts]
    if entry.kind == TERM:
        names += [Name(text.language_code, keyword) for text in entry.texts for keyword in text.keywords]
    for name in dict.fromkeys(names):
        if len(name.text) <= LONGEST_NAME and list_words(name.text):
            yield name


def dump_card(entry: Entry) -> str:
    """The card of an entry as JSON, for `load_card`."""
    titles = [(text.language_code, text.title, text.url) for text in entry.texts]
    return json.dumps([entry.kind, titles], ensure_ascii=False, separators=(",", ":"), default=str)


def load_card(stored: str) -> Card:
    """The card that `dump_card` wrote."""
    kind, titles = json.loads(stored)
    return Card(kind, tuple(Title(*title) for title in titles))


def fold_words(text: str) -> tuple[str, ...]:
    """The words of a text without their accents."""
    return tuple(map(fold, list_words(text)))
