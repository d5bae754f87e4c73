"""What an engine is asked and what it answers. Nothing here knows how one works."""

import contextlib
import enum
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from search.entries import Entry
from search.names import Card


class EngineUnavailableError(Exception):
    """The engine cannot do it now: it is busy, gone, full or misplaced. The text says which."""


class EngineDamagedError(EngineUnavailableError):
    """The engine's index cannot be read: it has to be reset and built again."""


@dataclass(frozen=True)
class Word:
    """One word of a query: in each language the terms that it may have. They are alternatives, never a sum."""

    alternatives: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Phrase:
    """Words in a row as they are written (with `~`: accented words without their accents), each given by its alternatives."""

    positions: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Way:
    """A way to say something: a word, a phrase, or several words, which stand near one another unless `is_anywhere`.

    `weight` (above 0, at most 1) is what it counts beside the words as they were typed.
    """

    words: tuple[Word | Phrase, ...]
    weight: float = 1.0
    is_anywhere: bool = False

    @property
    def is_near(self) -> bool:
        """Whether there are words that have to stand near one another."""
        return len(self.words) > 1 and not self.is_anywhere


@dataclass(frozen=True)
class Either:
    """Ways to say one thing, of which a work needs one; the first is what the reader typed."""

    ways: tuple[Way, ...]


Clause = Word | Phrase | Either


def list_leaves(clauses: Iterable[Clause]) -> list[Word | Phrase]:
    """The words and phrases of clauses, also those within the ways of an `Either`, each once."""
    found: dict[Word | Phrase, None] = {}
    for clause in clauses:
        ways = [way.words for way in clause.ways] if isinstance(clause, Either) else [(clause,)]
        found |= dict.fromkeys(leaf for words in ways for leaf in words)
    return list(found)


@dataclass(frozen=True)
class Widened:
    """What answers too, below all that comes before it.

    With `best_partial` a work needs not match all clauses, only half as many as the one that matches most.
    """

    clauses: tuple[Clause, ...]
    best_partial: bool = False


class Sort(enum.StrEnum):
    """The order of results; the newest, or an event furthest ahead, first by DATE."""

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True)
class EngineQuery:
    """What to find. No clause finds every work.

    A work that does not match all `clauses` is found by the first of `widened` that it matches; `without` holds for
    all. `filters` maps a facet to the values of which a work needs one; `now` is in seconds since 1970. Works in
    `hidden` are neither found nor counted, whatever the index says.
    """

    now: float
    clauses: tuple[Clause, ...] = ()
    without: tuple[Clause, ...] = ()
    widened: tuple[Widened, ...] = ()
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    hidden: frozenset[str] = frozenset()
    offset: int = 0
    limit: int = 10


@dataclass(frozen=True)
class Match:
    """A found work with its score (larger is better; comparable within one answer and tier only).

    `tier` is 0 where it matches the query itself, else the number of what it was found by in `EngineQuery.widened`,
    from 1 on.
    """

    work: str
    score: float
    entry: Entry
    tier: int = 0


@dataclass(frozen=True)
class EngineResult:
    """The answer, counted in works.

    `matches` is the window that was asked for, `total` all works that match words and filters, `total_unfiltered`
    those that match the words; `total_direct` is how many of `total` match the query itself. `counts` holds for each
    facet and value how many works would remain with this value added to the other facets' filters (the facet's own
    selection is left aside), and `added` for each facet that filters how many a value would add to what its selection
    lets through. `totals_without` says for each facet
    that filters how many works there were without its filter.
    """

    matches: tuple[Match, ...] = ()
    total: int = 0
    total_unfiltered: int = 0
    total_direct: int = 0
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    added: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    totals_without: Mapping[str, int] = field(default_factory=dict)


# --- while a reader types -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NameQuery:
    """What to suggest: works with a name in which every one of `words` is.

    A word (without accents) is in a name that has a word beginning with it; with its place in `forms` also in one that
    has another form of it. Names that begin with all of `words` in a row, the last as a beginning, come first; among
    these and among the others first those in the reader's language, then the shorter. `topics` are keys of topics of
    which to say whether any work has them. `now` is in seconds since 1970; works in `hidden` count as not there.
    """

    now: float
    language_code: str
    words: tuple[str, ...]
    forms: tuple[Word, ...] = ()
    topics: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    limit: int = 8


@dataclass(frozen=True)
class NamedWork:
    """A work by the name that fits best. `is_beginning` says that the name begins as the query does."""

    work: str
    language_code: str
    name: str
    is_beginning: bool
    card: Card


@dataclass(frozen=True)
class NameAnswer:
    """The best works, each once, and those of the query's topics that a work has."""

    works: tuple[NamedWork, ...] = ()
    topics: frozenset[str] = frozenset()


# --- the state of an index ------------------------------------------------------------------------------------------


class State(enum.StrEnum):
    """How an index is: READY, MISSING (nothing was ever built), OUTDATED (by another analysis), or the two faults."""

    READY = "ready"
    MISSING = "missing"
    OUTDATED = "outdated"
    DAMAGED = "damaged"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True)
class Status:
    """The health of an index: works that readers can find, bytes on disk, whether a rebuild is under way."""

    state: State
    works: int = 0
    size: int = 0
    is_rebuilding: bool = False
    detail: str = ""


class Writer(ABC):
    """Changes of one `writing()` context; they become visible together."""

    @abstractmethod
    def index(self, entries: Iterable[Entry]) -> None:
        """Store entries in place of what was there for the same works."""

    @abstractmethod
    def remove(self, works: Iterable[str]) -> None:
        """Forget works; unknown ones are no error."""


class Rebuild(ABC):
    """A rebuild under way: readers keep the old index until the context that gave this ends without an error."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[Writer]:
        """Like `Engine.writing`, for the index that is being built."""

    @abstractmethod
    def finish(self) -> None:
        """Make the new index the one that readers use."""

    @abstractmethod
    def abandon(self) -> None:
        """Leave readers what they had."""


class Engine(ABC):
    """A place for entries. Every method raises EngineUnavailableError, and only that, when the engine fails."""

    @abstractmethod
    def search(self, query: EngineQuery) -> EngineResult:
        """Find works."""

    @abstractmethod
    def suggest(self, query: NameQuery) -> NameAnswer:
        """Find works by the beginnings of their names' words."""

    @abstractmethod
    def writing(self, wait: float = 10.0) -> AbstractContextManager[Writer]:
        """Change entries, all or none. `wait` is how long another writer may keep this one waiting (seconds).

        Compose the entries within the context: of two contexts the one that was entered later wins, so what was read
        from the database earlier never overwrites what was read later. A missing index is made (and stays `MISSING`
        until `mark_complete`).
        """

    @contextlib.contextmanager
    def rebuild(self) -> Iterator[Rebuild]:
        """Build a second index and put it in the first one's place at the end. Changes meanwhile go to both.

        A second rebuild takes over from the first.
        """
        rebuild = self.begin_rebuild()
        try:
            yield rebuild
        except BaseException:
            with contextlib.suppress(EngineUnavailableError):
                rebuild.abandon()
            raise
        rebuild.finish()

    @abstractmethod
    def begin_rebuild(self) -> Rebuild:
        """Begin an empty second index, for `rebuild`."""

    @abstractmethod
    def reset(self) -> None:
        """Throw the index away, even a damaged one, and begin an empty one."""

    @abstractmethod
    def mark_complete(self) -> None:
        """Say that every work is in the index or noted as pending, in the words of the present analysis."""

    @abstractmethod
    def list_works(self) -> set[str]:
        """All works in the index, also those whose time has run out."""

    @abstractmethod
    def find_works(self, facet: str, value: str) -> set[str]:
        """Works that have a facet value."""

    @abstractmethod
    def find_nearest_words(self, word: str, mistakes: int, shortest: int) -> Mapping[str, int]:
        """The words of texts that are nearest to a normalised word, with the number of entries that have each.

        They are as they are written (normalised) and have `shortest` letters at least; all are equally near, with at most
        `mistakes` (1 or 2) by `search.engines.nearness`. Where very many are, some may be missing. An entry whose time is
        over may still be counted until the next change.
        """

    @abstractmethod
    def status(self) -> Status:
        """The health of the index; this one never raises."""
