"""Facets: the filters of a list that is read as a whole and filtered, counted and linked in memory.

A work is whatever a room lists, {language: text} for instance; a facet knows which of its values a work has. Values of
one facet are alternatives, facets narrow one another.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import QueryDict

from core.filters import FilterGroup, FilterOption, FilterTag, toggled_url

Work = TypeVar("Work")
Chosen = Mapping[str, tuple[str, ...]]  # the values that a reader has chosen, by facet
Held = Mapping[str, set[str]]  # the values that one work has, by facet
Labels = Mapping[str, Mapping[str, str]]  # what readers call the values, by facet and value


@dataclass(frozen=True)
class Facet(Generic[Work]):
    """One filter: its parameter, what it may be, and which of these a work has."""

    name: str
    keys: tuple[str, ...]
    values_of: Callable[[Work], Iterable[str]]


@dataclass(frozen=True)
class FacetCounts:
    """How many works each value would give, by facet and value.

    `counts` are the works that have a value, `added` those that it would add to what its facet already lets through.
    """

    counts: dict[str, dict[str, int]]
    added: dict[str, dict[str, int]]


def read_chosen(data: QueryDict, facets: Iterable[Facet[Work]]) -> dict[str, tuple[str, ...]]:
    """The values that an address chooses; unknown ones are ignored."""
    return {
        facet.name: tuple(dict.fromkeys(key for key in data.getlist(facet.name) if key in facet.keys))
        for facet in facets
    }


def write_chosen(data: QueryDict, chosen: Chosen) -> QueryDict:
    """`data` with the chosen values as parameters of an address."""
    for name, keys in chosen.items():
        if keys:
            data.setlist(name, list(keys))
    return data


def held_values(work: Work, facets: Iterable[Facet[Work]]) -> dict[str, set[str]]:
    """What a work has of each facet."""
    return {facet.name: set(facet.values_of(work)) for facet in facets}


def passes(values: Held, chosen: Chosen, but: str = "") -> bool:
    """A work with these values is let through by the chosen ones; the facet `but` lets everything through."""
    return all(name == but or not keys or not values[name].isdisjoint(keys) for name, keys in chosen.items())


def count_values(held: Iterable[Held], facets: Sequence[Facet[Work]], chosen: Chosen) -> FacetCounts:
    """Count the works that have the values `held`, each beside the other facets' choices.

    A facet's counts ignore its own choice, so that they stay true while one of its values is chosen.
    """
    counts = {facet.name: dict.fromkeys(facet.keys, 0) for facet in facets}
    added = {facet.name: dict.fromkeys(facet.keys, 0) for facet in facets}
    for values in held:
        is_new = not passes(values, chosen)
        for facet in facets:
            if not passes(values, chosen, facet.name):
                continue
            for key in values[facet.name].intersection(facet.keys):
                counts[facet.name][key] += 1
                added[facet.name][key] += is_new
    return FacetCounts(counts, added)


def find_filter_to_drop(names: Iterable[str], count: Callable[[str], int]) -> tuple[str, int] | None:
    """Of the filters in use that without which most works would be left, and how many; None where no single one helps.

    `count` says how many works there are without the filter of a name.
    """
    best = max(((name, count(name)) for name in names), key=lambda each: each[1], default=("", 0))
    return best if best[1] else None


def filter_groups(
    facets: Iterable[Facet[Work]],
    headings: Mapping[str, str],
    labels: Labels,
    icons: Labels,
    query: QueryDict,
    chosen: Chosen,
    counted: FacetCounts,
) -> list[FilterGroup]:
    """The facets with their links and counts; `query` is all that is asked. A facet may have no `icons`.

    Once a value is chosen, the others of its facet say how many works they would add.
    """
    return [
        _filter_group(
            facet,
            headings[facet.name],
            labels[facet.name],
            icons.get(facet.name, {}),
            query,
            chosen[facet.name],
            counted,
        )
        for facet in facets
    ]


def _filter_group(
    facet: Facet[Work],
    heading: str,
    labels: Mapping[str, str],
    icons: Mapping[str, str],
    query: QueryDict,
    chosen: tuple[str, ...],
    counted: FacetCounts,
) -> FilterGroup:
    return FilterGroup(
        name=facet.name,
        heading=heading,
        options=[
            FilterOption(
                key=key,
                label=labels[key],
                count=(counted.added if chosen and key not in chosen else counted.counts)[facet.name][key],
                url=toggled_url(query, facet.name, key, chosen),
                is_chosen=key in chosen,
                icon=icons.get(key, ""),
                is_added=bool(chosen) and key not in chosen,
            )
            for key in facet.keys
        ],
    )


def filter_tags(query: QueryDict, chosen: Chosen, labels: Labels) -> list[FilterTag]:
    """The chosen values, each with the address of the list without it."""
    return [
        FilterTag(labels[name][key], toggled_url(query, name, key, keys))
        for name, keys in chosen.items()
        for key in keys
    ]
