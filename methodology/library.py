"""The library's list: filtered, counted and sorted guides."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from methodology.choices import Difficulty, Ingredient, Stage
from methodology.fit import ORDER, Fit, Situation, Verdict, find_fit
from methodology.models import GuidePage, Topic

Work = dict[str, GuidePage]
FACETS = ("topic", "stage", "ingredient", "difficulty", "language")
SITUATION = ("time", "people", "setting")
SORTS = ("recommended", "shortest", "newest")
FAR_AWAY = 10**9


@dataclass(frozen=True)
class Facet:
    """One filter: its parameter, what it may be, and which of these a work has."""

    name: str
    keys: tuple[str, ...]
    values_of: Callable[[Work], Iterable[str]]


def _any_text(work: Work) -> GuidePage:
    return next(iter(work.values()))


def list_facets(topics: list[Topic]) -> list[Facet]:
    """The library's filters in the order in which they are shown."""
    return [
        Facet("topic", tuple(topic.key for topic in topics), lambda work: _any_text(work).topic_keys()),
        Facet("stage", tuple(Stage.values), lambda work: _any_text(work).stages),
        Facet("ingredient", tuple(Ingredient.values), lambda work: _any_text(work).ingredients),
        Facet("difficulty", tuple(Difficulty.values), lambda work: [_any_text(work).difficulty]),
        Facet("language", ("hu", "en"), list),
    ]


@dataclass(frozen=True)
class LibraryFilter:
    """What a reader filters by: chosen values of each facet, the situation and the order."""

    chosen: dict[str, tuple[str, ...]]
    situation: Situation
    sort: str

    @classmethod
    def read(cls, data: QueryDict, facets: list[Facet], situation: Situation) -> "LibraryFilter":
        """Unknown values are ignored."""
        chosen = {
            facet.name: tuple(dict.fromkeys(key for key in data.getlist(facet.name) if key in facet.keys))
            for facet in facets
        }
        sort = data.get("sort", "")
        return cls(chosen, situation, sort if sort in SORTS else SORTS[0])

    @property
    def is_active(self) -> bool:
        """Anything is filtered at all."""
        return self.situation.is_asked or any(self.chosen.values())

    @property
    def query(self) -> QueryDict:
        """The filter as the parameters of an address: only what is known, each value as it is meant."""
        data = QueryDict(mutable=True)
        for name in SITUATION:
            if getattr(self.situation, name) is not None:
                data[name] = str(getattr(self.situation, name))
        if self.sort != SORTS[0]:
            data["sort"] = self.sort
        for name, keys in self.chosen.items():
            if keys:
                data.setlist(name, list(keys))
        return data

    def without(self, name: str) -> "LibraryFilter":
        """The same question with one filter dropped: a facet's values or a fact of the situation."""
        if name in SITUATION:
            return replace(self, situation=replace(self.situation, **{name: None}))
        return replace(self, chosen=self.chosen | {name: ()})

    def list_active(self) -> list[str]:
        """The names of the filters that are in use, facts of the situation first."""
        asked = [name for name in SITUATION if getattr(self.situation, name) is not None]
        return asked + [name for name, keys in self.chosen.items() if keys]


@dataclass(frozen=True)
class Listing:
    """The answer: what fits, what almost does, of how many, and how many each filter value would give.

    `counts` are the works that have a value, `added` those that it would add to what its facet already lets through.
    """

    matches: list[tuple[Work, Fit]]
    almost: list[tuple[Work, Fit]]
    total: int
    counts: dict[str, dict[str, int]]
    added: dict[str, dict[str, int]]


def find_listing(works: list[Work], facets: list[Facet], wanted: LibraryFilter) -> Listing:
    """Filter `works`. Values of one facet are alternatives, facets narrow one another.

    A facet's counts ignore its own choice, so that they stay true while one of its values is chosen.
    """
    fits = [(work, find_fit(_any_text(work).facts, wanted.situation)) for work in works]
    held = [{facet.name: set(facet.values_of(work)) for facet in facets} for work in works]

    found = [pair for pair, values in zip(fits, held, strict=True) if _passes(values, wanted)]
    counts = {facet.name: dict.fromkeys(facet.keys, 0) for facet in facets}
    added = {facet.name: dict.fromkeys(facet.keys, 0) for facet in facets}
    for (_work, fit), values in zip(fits, held, strict=True):
        if not fit.is_match:
            continue
        is_new = not _passes(values, wanted)
        for facet in facets:
            if not _passes(values, wanted, facet.name):
                continue
            for key in values[facet.name].intersection(facet.keys):
                counts[facet.name][key] += 1
                added[facet.name][key] += is_new
    matches = _sorted([pair for pair in found if pair[1].is_match], wanted.sort)
    near = (Verdict.ALMOST, Verdict.UNKNOWN)
    almost = sorted(
        (pair for pair in found if pair[1].verdict in near), key=lambda pair: ORDER[pair[1].verdict]
    )
    return Listing(matches, almost, len(works), counts, added)


def _passes(values: dict[str, set[str]], wanted: LibraryFilter, but: str = "") -> bool:
    """A work with these values is let through by the chosen ones; the facet `but` lets everything through."""
    return all(
        name == but or not keys or not values[name].isdisjoint(keys) for name, keys in wanted.chosen.items()
    )


def count_situations(
    works: list[Work], facets: list[Facet], wanted: LibraryFilter, options: Mapping[str, Iterable[Any]]
) -> dict[str, dict[Any, int]]:
    """How many works would match with each of the `options` of a fact of the situation, by fact and option.

    The chosen facets and the other facts narrow them; the fact's own choice is replaced.
    """
    passing = [
        _any_text(work).facts
        for work in works
        if _passes({facet.name: set(facet.values_of(work)) for facet in facets}, wanted)
    ]

    def count(name: str, option: Any) -> int:
        situation = replace(wanted.situation, **{name: option})
        return sum(find_fit(facts, situation).is_match for facts in passing)

    return {name: {option: count(name, option) for option in values} for name, values in options.items()}


def find_filter_to_drop(
    works: list[Work], facets: list[Facet], wanted: LibraryFilter
) -> tuple[str, int] | None:
    """The filter without which most works would fit, and how many; None where no single one helps."""
    counted = [
        (name, len(find_listing(works, facets, wanted.without(name)).matches))
        for name in wanted.list_active()
    ]
    best = max(counted, key=lambda each: each[1], default=("", 0))
    return best if best[1] else None


def _sorted(pairs: list[tuple[Work, Fit]], sort: str) -> list[tuple[Work, Fit]]:
    if sort == "shortest":
        return sorted(pairs, key=lambda pair: _length(_any_text(pair[0])))
    if sort == "newest":
        return sorted(pairs, key=lambda pair: _published(pair[0]), reverse=True)
    return sorted(pairs, key=lambda pair: ORDER[pair[1].verdict])  # stable: then the editors' order


def _length(guide: GuidePage) -> tuple[bool, int]:
    """For sorting: what one occasion is enough for comes before what goes on."""
    return bool(guide.rhythm), guide.duration_max or FAR_AWAY


def _published(work: Work) -> Any:
    return max(
        text.first_published_at.timestamp() if text.first_published_at else 0 for text in work.values()
    )
