"""What the index holds: an entry a work, with the texts of every language that everybody may see."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from typing import Any

from core.search_entry import Section

KIND, LANGUAGE, TOPIC = "kind", "language", "topic"
TERM = "term"  # the kind of an entry that is a term


@dataclass(frozen=True)
class Text:
    """A work in one language, as plain text. `visible_until` (aware, None: for ever) is when readers lose it."""

    language_code: str
    url: str
    title: str
    summary: str = ""
    details: str = ""
    keywords: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    visible_until: dt.datetime | None = None


@dataclass(frozen=True)
class Entry:
    """A work or a term: `work` is its translation key, or `term:` and the term's key."""

    work: str
    kind: str
    texts: tuple[Text, ...]
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date: dt.date | None = None
    is_sample: bool = False
    drawing: tuple = ()

    def text(self, language_code: str) -> Text:
        """The text in a language, else the first in another."""
        return next((text for text in self.texts if text.language_code == language_code), self.texts[0])

    def filter_values(self) -> dict[str, tuple[str, ...]]:
        """What filters count: the page's own facets, its kind, the languages that it has."""
        languages = tuple(sorted(text.language_code for text in self.texts))
        return {**self.facets, KIND: (self.kind,), LANGUAGE: languages}


@dataclass(frozen=True)
class Period:
    """The entry as it is between two moments (seconds since 1970, the second one excluded)."""

    start: float
    end: float
    entry: Entry


FOR_EVER = 1e18


def list_periods(entry: Entry) -> Iterator[Period]:
    """The entry cut at the moments when one of its texts expires.

    Engines store every period and ask for the one that holds now, so a text is gone at its minute although nothing
    happens then: words, counts and languages of the work are those of the texts that are left.
    """
    ends = sorted({_seconds(text.visible_until) for text in entry.texts})
    start = 0.0
    for end in ends:
        left = tuple(text for text in entry.texts if _seconds(text.visible_until) >= end)
        yield Period(start, end, replace(entry, texts=left))
        start = end


def _seconds(moment: dt.datetime | None) -> float:
    return FOR_EVER if moment is None else moment.timestamp()


def dump_entry(entry: Entry) -> str:
    """An entry as JSON, for `load_entry`."""
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"), default=_dump_value)


def _dump_value(value: Any) -> Any:
    if is_dataclass(value):
        return vars(value)  # `asdict` would copy all of it first
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)  # a lazy translation


def load_entry(stored: str) -> Entry:
    """The entry that `dump_entry` wrote; sequences come back as tuples."""
    raw = json.loads(stored)
    return Entry(
        work=raw["work"],
        kind=raw["kind"],
        texts=tuple(_load_text(text) for text in raw["texts"]),
        facets={name: tuple(values) for name, values in raw["facets"].items()},
        date=dt.date.fromisoformat(raw["date"][:10]) if raw["date"] else None,
        is_sample=raw["is_sample"],
        drawing=_as_tuple(raw["drawing"]),
    )


def _load_text(raw: dict[str, Any]) -> Text:
    until = raw["visible_until"]
    return Text(
        **{
            **raw,
            "keywords": tuple(raw["keywords"]),
            "sections": tuple(Section(**section) for section in raw["sections"]),
            "visible_until": dt.datetime.fromisoformat(until) if until else None,
        }
    )


def _as_tuple(value: Any) -> Any:
    return tuple(_as_tuple(item) for item in value) if isinstance(value, list) else value
