"""A reader's query, made a value at the door: whatever the address says, it is a query and never an error."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from search.analysis import find_words, fold, has_accents, is_stop_word, query_terms
from search.engines.base import Clause, Phrase, Sort, Word
from search.entries import LANGUAGE

LONGEST_QUERY = 200  # characters
MOST_CLAUSES = 32
MOST_PAGES = 100_000
ANALYSED_LANGUAGES = ("hu", "en")

_QUOTES = '"„“”«»‟″'
_PART = re.compile(
    rf"(?<!\S)(?P<minus>-?)(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?:[{_QUOTES}]|$)|(?P<words>\S+))|\S+"
)


@dataclass(frozen=True)
class Part:
    """A part of the query as it was typed: one word or one phrase, wanted or not."""

    words: tuple[str, ...]
    is_phrase: bool = False
    is_unwanted: bool = False


@dataclass(frozen=True)
class SearchForm:
    """What a reader asks for. `filters` maps a facet to the chosen values, which are all known ones."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1

    @classmethod
    def read(cls, parameters: QueryDict, known: Mapping[str, Iterable[str]]) -> "SearchForm":
        """The form in the address; `known` gives each facet's values. What is unknown counts as not there."""
        filters = {}
        for name, values in known.items():
            chosen = set(parameters.getlist(name))
            kept = tuple(value for value in values if value in chosen)
            if kept:
                # One language at a time: every work has at least one, so several would filter nothing.
                filters[name] = kept[:1] if name == LANGUAGE else kept
        return cls(
            text=clean_text(parameters.get("q", "")),
            filters=filters,
            sort=Sort.DATE if parameters.get("sort") == Sort.DATE else Sort.RELEVANCE,
            page=_read_page(parameters.get("page", "")),
        )

    @property
    def parts(self) -> tuple[Part, ...]:
        """The query as words and phrases."""
        return tuple(list_parts(self.text))

    @property
    def is_empty(self) -> bool:
        """Nothing is asked."""
        return not self.parts and not self.filters

    def with_filter(self, name: str, values: tuple[str, ...]) -> "SearchForm":
        """The form with other values of one facet, on its first page."""
        filters = {key: kept for key, kept in self.filters.items() if key != name}
        if values:
            filters[name] = values
        return replace(self, filters=filters, page=1)

    def toggle(self, name: str, value: str) -> "SearchForm":
        """The form with one filter value added, or taken away where it is chosen."""
        chosen = self.filters.get(name, ())
        if value in chosen:
            return self.with_filter(name, tuple(each for each in chosen if each != value))
        return self.with_filter(name, (value,) if name == LANGUAGE else (*chosen, value))

    def query_string(self) -> str:
        """The form as the part of an address after `?`; what is not chosen is left out."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name, value) for name, values in self.filters.items() for value in values]
        if self.sort != Sort.RELEVANCE:
            pairs.append(("sort", self.sort))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return urlencode(pairs)


def clean_text(text: str) -> str:
    """A query without control characters and surrogates, composed, spaces single, at most 200 characters."""
    text = "".join(
        " " if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} else letter
        for letter in text[:10_000]
    )
    return " ".join(unicodedata.normalize("NFC", text).split())[:LONGEST_QUERY].rstrip()


def _read_page(value: str) -> int:
    return (
        min(int(value), MOST_PAGES)
        if value.isascii() and value.isdigit() and 0 < len(value) < 7 and int(value)
        else 1
    )


def list_parts(text: str) -> Iterator[Part]:
    """The words and phrases of a query in order.

    Quotation marks of any kind make a phrase (one that is never closed reaches to the end), a hyphen before a word or
    a phrase unwants it. What has no letter or digit is nothing.
    """
    for match in _PART.finditer(text):
        is_unwanted = match["minus"] == "-"
        if match["phrase"] is not None:
            words = tuple(word for _, _, word in find_words(match["phrase"]))
            if words:
                yield Part(words, is_phrase=True, is_unwanted=is_unwanted)
            continue
        for _, _, word in find_words(match["words"] or match.group()):
            yield Part((word,), is_unwanted=is_unwanted)


def list_wanted_words(text: str) -> list[str]:
    """The words of a query without what is not wanted, in order, those of phrases too."""
    return [word for part in list_parts(text) if not part.is_unwanted for word in part.words]


@dataclass(frozen=True)
class Clauses:
    """A query as the engines take it."""

    wanted: tuple[Clause, ...] = ()
    without: tuple[Clause, ...] = ()


def make_clauses(parts: Iterable[Part], *, folded: bool = False) -> Clauses:
    """What has to be found and what must not be there. Stop words have to only where there is nothing else.

    A word typed with accents means itself; `folded` also takes the same letters without them.
    """
    parts = list(parts)
    return Clauses(
        _unique(make_clause(part, folded=folded) for part in list_telling(parts)),
        _unique(make_clause(part, folded=False) for part in parts if part.is_unwanted and _is_telling(part)),
    )


def list_telling(parts: Iterable[Part]) -> list[Part]:
    """The wanted parts that have to be found: all but stop words, which have to only where there is nothing else."""
    wanted = [part for part in parts if not part.is_unwanted]
    return list(filter(_is_telling, wanted)) or wanted


def _is_telling(part: Part) -> bool:
    return part.is_phrase or not is_stop_word(part.words[0])


def make_clause(part: Part, *, folded: bool) -> Word | Phrase:
    """A part of the query as the engines take it; `folded` also takes the same letters without accents."""
    if part.is_phrase:
        if not folded and has_accents(" ".join(part.words)):
            return Phrase(tuple((word,) for word in part.words))
        return Phrase(tuple((fold(word), f"~{fold(word)}") for word in part.words))
    word = part.words[0]
    return Word(tuple((code, query_terms(word, code, folded=folded)) for code in ANALYSED_LANGUAGES))


def _unique(clauses: Iterator[Clause]) -> tuple[Clause, ...]:
    return tuple(dict.fromkeys(clauses))[:MOST_CLAUSES]
