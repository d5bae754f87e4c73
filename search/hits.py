"""Matches as the results page shows them: in the reader's language where that text exists."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from search.engines.base import Clause, Match
from search.engines.columns import text_columns
from search.entries import KIND, LANGUAGE, TOPIC, Entry, Text
from search.facets import ONLY_IN_LABELS, Facets
from search.highlight import Highlighter
from search.names import Title

MOST_WORDS = 3  # of a text that is not shown
ELSEWHERE_LABELS = {"hu": _("Its Hungarian text has:"), "en": _("Its English text has:")}


@dataclass(frozen=True)
class HitSection:
    """The best matching section of a hit with a link of its own."""

    url: str
    heading: SafeString
    excerpt: SafeString


@dataclass(frozen=True)
class Elsewhere:
    """Words of the query, as they stand in the work's text in `language_code`, while the text that is shown has none."""

    language_code: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Hit:
    """One work in the list. `remark` says that the text is in the other language only, else it is empty.

    `elsewhere` says why a work is found of which the shown text has no word of the query: a word is read in every
    language, so “fun” also finds a Hungarian text with “fű”.
    """

    work: str
    url: str
    kind: str
    kind_label: str
    topics: tuple[str, ...]
    title: SafeString
    summary: SafeString
    details: str
    section: HitSection | None
    elsewhere: Elsewhere | None
    language_code: str
    reader_code: str
    remark: str
    date: dt.date | None
    is_sample: bool
    drawing: tuple
    initial: str
    score: float


def make_hits(
    matches: Iterable[Match], clauses: Iterable[Clause], facets: Facets, language_code: str
) -> list[Hit]:
    """Matches as hits for a reader of `language_code`; no question to the database."""
    highlighter = Highlighter(clauses)
    return [_make_hit(match, highlighter, facets, language_code) for match in matches]


def _make_hit(match: Match, highlighter: Highlighter, facets: Facets, reader_code: str) -> Hit:
    entry = match.entry
    text = entry.text(reader_code)
    code = text.language_code
    is_foreign = code != reader_code
    return Hit(
        work=match.work,
        url=reader_address(text, reader_code),
        kind=entry.kind,
        kind_label=facets.label(KIND, entry.kind),
        topics=tuple(facets.label(TOPIC, key) for key in entry.facets.get(TOPIC, ()) if key in facets.topics),
        title=highlighter.mark(text.title, code),
        summary=highlighter.mark(text.summary, code),
        details=text.details,
        section=_section(text, highlighter, reader_code),
        elsewhere=_find_elsewhere(entry, text, highlighter),
        language_code=code,
        reader_code=reader_code,
        remark=str(ONLY_IN_LABELS.get(code, facets.label(LANGUAGE, code))) if is_foreign else "",
        date=entry.date,
        is_sample=entry.is_sample,
        drawing=entry.drawing,
        initial=text.title[:1].upper(),
        score=match.score,
    )


def _section(text: Text, highlighter: Highlighter, reader_code: str) -> HitSection | None:
    best = highlighter.best_section(text.sections, text.language_code)
    if best is None:
        return None
    return HitSection(reader_address(text, reader_code, best.anchor), best.heading, best.excerpt)


def _find_elsewhere(entry: Entry, shown: Text, highlighter: Highlighter) -> Elsewhere | None:
    """The words that the query found in another text of the work; None where the shown text has some itself."""
    if len(entry.texts) == 1 or _find_words(shown, highlighter):
        return None
    for text in entry.texts:
        words = _find_words(text, highlighter)
        if words:
            return Elsewhere(text.language_code, str(ELSEWHERE_LABELS[text.language_code]), words)
    return None


def _find_words(text: Text, highlighter: Highlighter) -> tuple[str, ...]:
    """The first words of a text that the query found, each once."""
    found: dict[str, None] = {}
    for parts in text_columns(text).values():
        for part in parts:
            for span in highlighter.find(part, text.language_code):
                found[part[span.start : span.end].lower()] = None
                if len(found) == MOST_WORDS:
                    return tuple(found)
    return tuple(found)


def reader_address(text: Text | Title, reader_code: str, anchor: str = "") -> str:
    """The text's address; a text in the other language is told where the reader comes from."""
    path, _, own_anchor = text.url.partition("#")
    if text.language_code != reader_code:
        path += ("&" if "?" in path else "?") + urlencode({"from": reader_code})
    anchor = anchor or own_anchor
    return f"{path}#{anchor}" if anchor else path
