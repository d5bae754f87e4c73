"""A file of the library as values: what a reader of the format gets and everything after it works with."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class PageRef:
    """Another work, by the path of its folder: `guides/vetomagcsere`."""

    path: str


@dataclass(frozen=True)
class ConceptRef:
    """A topic or term, by its key."""

    kind: str
    key: str


@dataclass(frozen=True)
class ImageRef:
    """An image file in the work's own folder, with its alternative text in the language of the file."""

    name: str
    alt: str = ""


@dataclass(frozen=True)
class DocumentRef:
    """A file to download in the work's own folder."""

    name: str


@dataclass(frozen=True)
class Located:
    """A value and the line it stands on."""

    value: Any
    line: int


@dataclass
class Item:
    """One entry of an inline list: a role, a step, a topic."""

    line: int
    values: dict[str, Located] = field(default_factory=dict)


@dataclass
class Block:
    """One block of a body. Its value is a text, a `Rich`, a reference, or lists and dictionaries of these."""

    kind: str
    value: Any
    line: int


@dataclass
class Text:
    """One language of a work. Names are those of the model's fields and relations, not those in the file.

    `lines` has the line of every field, list and section that the file names. `declared` has the older source text that
    a translation was made from (`translated_from`), by the place of the text: ("summary",) or ("steps", 0, "title").
    """

    file: str
    language_code: str
    values: dict[str, Located] = field(default_factory=dict)
    lists: dict[str, list[Item]] = field(default_factory=dict)
    streams: dict[str, list[Block]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    declared: dict[tuple, Located] = field(default_factory=dict)

    def line(self, name: str) -> int:
        """The line to name for a field: its own, or the first of the file."""
        return self.lines.get(name, 1)
