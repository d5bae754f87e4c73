"""What a page tells the reader's search about itself: plain values, so that no engine needs to know a page type."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Section:
    """A part of a page that a hit can lead to: its anchor in the page, its heading and its plain text."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True)
class SearchEntry:
    """One page (one language of a work) as plain text and filter values.

    `facets` maps a filter's name to the keys that the page has ("topic": ("food",)). `details` is the line under the
    title of a hit. `drawing` holds the arguments of the work's picture (`core.drawing.picture`).
    """

    kind: str
    title: str
    summary: str
    sections: tuple[Section, ...] = ()
    keywords: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date: datetime.date | None = None
    is_sample: bool = False
    details: str = ""
    drawing: tuple = ()
