"""Filters as a reader sees them: plain links with counts, and removable tags. No script is needed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

LONGEST_VALUE = 200  # characters
MOST_VALUES = 50  # of one parameter


@dataclass(frozen=True)
class FilterOption:
    """One value of a filter. `url` chooses it, or drops it where it is chosen; `icon` names its picture.

    With `is_added` the count is what the value would add to the works that the filter's chosen values let through.
    """

    key: str
    label: str
    count: int
    url: str
    is_chosen: bool
    icon: str = ""
    is_added: bool = False


@dataclass(frozen=True)
class FilterGroup:
    """One filter with its values."""

    name: str
    heading: str
    options: list[FilterOption]


@dataclass(frozen=True)
class FilterTag:
    """An active filter; `url` is the same list without it."""

    label: str
    url: str


@dataclass(frozen=True)
class FilterToDrop:
    """A filter that stands in the way: its values as readers call them, the works without it, the list without it."""

    label: str
    count: int
    url: str


def clean_query(request: HttpRequest, *names: str) -> QueryDict:
    """What a request asks for under these names: distinct values, without control characters, none longer than 200.

    Every link of a list repeats the question, so what a list does not know is left out of it: a long address must not
    come back a hundred times.
    """
    data = QueryDict(mutable=True)
    for name in names:
        values = (
            "".join(sign for sign in value[:LONGEST_VALUE] if sign.isprintable())
            for value in request.GET.getlist(name)[:MOST_VALUES]
        )
        kept = list(dict.fromkeys(value for value in values if value))
        if kept:
            data.setlist(name, kept)
    return data


def make_query(values: Mapping[str, str]) -> QueryDict:
    """Single values as the parameters of an address."""
    data = QueryDict(mutable=True)
    data.update(values)
    return data


def query_url(data: QueryDict, **changes: str | list[str] | None) -> str:
    """The same question with changed parameters, always from its first page; None drops a parameter."""
    changed = data.copy()
    changed.pop("page", None)
    for name, value in changes.items():
        if value is None or value == []:
            changed.pop(name, None)
        elif isinstance(value, list):
            changed.setlist(name, value)
        else:
            changed[name] = value
    for name in [name for name in changed if not any(changed.getlist(name))]:
        del changed[name]
    encoded = changed.urlencode()
    return f"?{encoded}" if encoded else "?"


def toggled_url(data: QueryDict, name: str, key: str, chosen: tuple[str, ...]) -> str:
    """The same question with one value of a filter added, or dropped where it is chosen."""
    keys = [each for each in chosen if each != key] if key in chosen else [*chosen, key]
    return query_url(data, **{name: keys})
