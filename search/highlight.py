"""Which words of a text a query found, and which part of the text answers it best.

Worked out from stored text for the shown works only, by the same analysis as the index, so it is the same on every
engine. All texts are plain; all answers are safe HTML.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.search_entry import Section
from search.analysis import document_terms, find_words, fold, related_terms
from search.engines.base import Clause, Phrase, Word, list_leaves

EXCERPT = 150  # characters
LEAD = 40  # characters before the first marked word of an excerpt
ELLIPSIS = "…"


class Span(NamedTuple):
    """A found word or phrase: characters from `start` to before `end`, and the number of its clause."""

    start: int
    end: int
    clause: int


@dataclass(frozen=True)
class BestSection:
    """The section of a hit that answers best, ready to show."""

    anchor: str
    heading: SafeString
    excerpt: SafeString


class Highlighter:
    """Marks what the clauses of one query find; remembers every word it has looked at."""

    def __init__(self, clauses: Iterable[Clause]) -> None:
        self._words: list[tuple[int, dict[str, frozenset[str]]]] = []
        self._phrases: list[tuple[int, Phrase]] = []
        for number, clause in enumerate(clauses):
            for each in list_leaves((clause,)):
                if isinstance(each, Word):
                    terms = {code: frozenset(alternatives) for code, alternatives in each.alternatives}
                    self._words.append((number, terms))
                else:
                    self._phrases.append((number, each))
        self._known: dict[tuple[str, str], int | None] = {}

    def find(self, text: str, language_code: str) -> list[Span]:
        """Where the clauses are in a text, in order."""
        places = list(find_words(text))
        spans = [
            Span(start, end, clause)
            for start, end, word in places
            if (clause := self._clause_of(word, language_code)) is not None
        ]
        for number, phrase in self._phrases:
            spans += _find_phrase(number, phrase, places)
        return sorted(spans)

    def mark(self, text: str, language_code: str) -> SafeString:
        """The whole text with `<mark>` around what was found."""
        return _mark(text, self.find(text, language_code))

    def best_section(self, sections: Iterable[Section], language_code: str) -> BestSection | None:
        """The section where most clauses are found, those close together counting most; None where none is found."""
        best: tuple[tuple, Section, list[Span], int] | None = None
        for section in sections:
            in_heading = self.find(section.heading, language_code)
            in_text = self.find(section.text, language_code)
            if not in_heading and not in_text:
                continue
            start, close = _densest(in_text)
            in_all = len({span.clause for span in (*in_heading, *in_text)})
            in_reach = len({span.clause for span in in_heading} | close)
            rank = (in_reach, in_all, len({span.clause for span in in_heading}))
            if best is None or rank > best[0]:
                best = rank, section, in_text, start
        if best is None:
            return None
        _, section, spans, start = best
        return BestSection(
            section.anchor, self.mark(section.heading, language_code), _excerpt(section.text, spans, start)
        )

    def _clause_of(self, word: str, language_code: str) -> int | None:
        """The first clause that finds a word of a text in this language."""
        key = word, language_code
        if key not in self._known:
            # A compound that is found by a part of it, or a word by its base, is marked as a whole.
            terms = (*document_terms(word, language_code), *related_terms(word, language_code))
            self._known[key] = next(
                (
                    number
                    for number, wanted in self._words
                    if not wanted.get(language_code, _NONE).isdisjoint(terms)
                ),
                None,
            )
        return self._known[key]


_NONE: frozenset[str] = frozenset()


def _find_phrase(number: int, phrase: Phrase, places: list[tuple[int, int, str]]) -> list[Span]:
    length = len(phrase.positions)
    spans = []
    for first in range(len(places) - length + 1):
        found = places[first : first + length]
        if all(
            word in wanted or f"~{fold(word)}" in wanted
            for (_, _, word), wanted in zip(found, phrase.positions, strict=True)
        ):
            spans.append(Span(found[0][0], found[-1][1], number))
    return spans


def _densest(spans: list[Span]) -> tuple[int, set[int]]:
    """Where the excerpt with most clauses begins, and these clauses."""
    best_start, best = 0, set[int]()
    for position, first in enumerate(spans):
        reached = set()
        for span in spans[position:]:
            if span.end > first.start - LEAD + EXCERPT:
                break
            reached.add(span.clause)
        if len(reached) > len(best):
            best_start, best = first.start, reached
    return best_start, best


def _excerpt(text: str, spans: list[Span], around: int) -> SafeString:
    """About 150 characters of a text around a place, cut between words."""
    start = max(0, around - LEAD)
    if start:
        start = text.rfind(" ", 0, start) + 1 if text.rfind(" ", max(0, start - LEAD), start) >= 0 else start
    end = min(len(text), start + EXCERPT)
    if end < len(text):
        cut = text.rfind(" ", start + LEAD, end)
        end = cut if cut > around else end
    end = max([end, *(span.end for span in spans if span.start <= around < span.end)])
    inside = [
        Span(span.start - start, span.end - start, 0)
        for span in spans
        if start <= span.start and span.end <= end
    ]
    marked = _mark(text[start:end], inside)
    return mark_safe((ELLIPSIS if start else "") + marked.strip() + (ELLIPSIS if end < len(text) else ""))


def _mark(text: str, spans: list[Span]) -> SafeString:
    pieces, position = [], 0
    for span in spans:
        if span.end <= position:
            continue
        start = max(span.start, position)
        pieces += [escape(text[position:start]), "<mark>", escape(text[start : span.end]), "</mark>"]
        position = span.end
    pieces.append(escape(text[position:]))
    return mark_safe("".join(pieces))
