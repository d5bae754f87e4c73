"""The library's list: filtered, counted and sorted guides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from core.facets import (
    Facet,
    FacetCounts,
    count_values,
    find_filter_to_drop,
    held_values,
    passes,
    read_chosen,
    write_chosen,
)
from methodology.choices import Difficulty, Ingredient, Stage
from methodology.fit import ORDER, Fit, Situation, Verdict, find_fit
from methodology.models import GuidePage, Topic

Work = dict[str, GuidePage]
FACETS = ("topic", "stage", "ingredient", "difficulty", "language")
SITUATION = ("time", "people", "setting")
SORTS = ("recommended", "shortest", "newest")
FAR_AWAY = 10**9


def _any_text(work: Work) -> GuidePage:
    return next(iter(work.values()))


def list_facets(topics: list[Topic]) -> list[Facet[Work]]:
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
    def read(cls, data: QueryDict, facets: list[Facet[Work]], situation: Situation) -> "LibraryFilter":
        """Unknown values are ignored."""
        sort = data.get("sort", "")
        return cls(read_chosen(data, facets), situation, sort if sort in SORTS else SORTS[0])

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
        return write_chosen(data, self.chosen)

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

    `passing` are the works that the chosen facets let through, whether they fit or not.
    """

    passing: list[Work]
    matches: list[tuple[Work, Fit]]
    almost: list[tuple[Work, Fit]]
    total: int
    counted: FacetCounts


def find_listing(works: list[Work], facets: list[Facet[Work]], wanted: LibraryFilter) -> Listing:
    """Filter `works` and count what each filter value would give."""
    fits = [(work, find_fit(_any_text(work).facts, wanted.situation)) for work in works]
    held = [held_values(work, facets) for work in works]

    found = [pair for pair, values in zip(fits, held, strict=True) if passes(values, wanted.chosen)]
    fitting = [values for (_work, fit), values in zip(fits, held, strict=True) if fit.is_match]
    counted = count_values(fitting, facets, wanted.chosen)
    matches = _sorted([pair for pair in found if pair[1].is_match], wanted.sort)
    near = (Verdict.ALMOST, Verdict.UNKNOWN)
    almost = sorted(
        (pair for pair in found if pair[1].verdict in near), key=lambda pair: ORDER[pair[1].verdict]
    )
    return Listing([work for work, _fit in found], matches, almost, len(works), counted)


def count_situations(
    works: list[Work], asked: Situation, options: Mapping[str, Iterable[Any]]
) -> dict[str, dict[Any, int]]:
    """How many of the works would match with each of the `options` of a fact of the situation, by fact and option.

    The other facts narrow them; the fact's own choice is replaced.
    """
    facts = [_any_text(work).facts for work in works]

    def count(name: str, option: Any) -> int:
        situation = replace(asked, **{name: option})
        return sum(find_fit(each, situation).is_match for each in facts)

    return {name: {option: count(name, option) for option in values} for name, values in options.items()}


def find_library_filter_to_drop(
    works: list[Work], facets: list[Facet[Work]], wanted: LibraryFilter
) -> tuple[str, int] | None:
    """The filter without which most works would fit, and how many; None where no single one helps."""
    return find_filter_to_drop(
        wanted.list_active(), lambda name: len(find_listing(works, facets, wanted.without(name)).matches)
    )


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
