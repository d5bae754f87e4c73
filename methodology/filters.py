"""The library's filters as a reader sees them: their names, links with counts, tags."""

from typing import Any

from django.utils.translation import gettext as _

from core import formatting
from core.facets import filter_tags
from core.filters import FilterGroup, FilterOption, FilterTag, FilterToDrop, query_url
from methodology.choices import Difficulty, Ingredient, Setting, Stage
from methodology.fit import Situation
from methodology.forms import TIMES
from methodology.library import LibraryFilter, Work, count_situations
from methodology.models import Topic

GROUP_SIZES = (8, 12, 20, 40)


def facet_labels(topics: list[Topic]) -> dict[str, dict[str, str]]:
    """The names of all filter values in the current language, by filter and key."""
    return {
        "topic": {topic.key: topic.name for topic in topics},
        "stage": {key: str(label) for key, label in Stage.choices},
        "ingredient": {key: str(label) for key, label in Ingredient.choices},
        "difficulty": {key: str(label) for key, label in Difficulty.choices},
        "language": {"hu": _("in Hungarian"), "en": _("in English")},
    }


def facet_headings() -> dict[str, str]:
    """The headings of the library's filters."""
    return {
        "topic": _("About what?"),
        "stage": _("Where is the group?"),
        "ingredient": _("Ingredient"),
        "difficulty": _("Difficulty"),
        "language": _("Language"),
    }


def facet_icons(topics: list[Topic]) -> dict[str, dict[str, str]]:
    """The pictures of filter values, by filter and key: a topic by its form, stages and ingredients by themselves."""
    return {
        "topic": {topic.key: topic.form for topic in topics},
        "stage": {key: key for key in Stage.values},
        "ingredient": {key: key for key in Ingredient.values},
    }


def situation_groups(works: list[Work], wanted: LibraryFilter) -> list[FilterGroup]:
    """The facts of the situation as filters beside the sentence form; one value takes another's place.

    `works` are those that the chosen facets let through.
    """
    situation, query = wanted.situation, wanted.query
    options: dict[str, dict[Any, str]] = {
        "time": {option["minutes"]: option["label"] for option in time_options(situation.time)},
        "people": {
            size: formatting.people(size)
            for size in sorted({*GROUP_SIZES, *([situation.people] if situation.people else [])})
        },
        "setting": {key: str(label) for key, label in Setting.choices},
    }
    counts = count_situations(works, wanted.situation, options)
    headings = {"time": _("How much time?"), "people": _("How many people?"), "setting": _("Where?")}
    groups = []
    for name, labels in options.items():
        chosen = getattr(situation, name)
        groups.append(
            FilterGroup(
                name,
                headings[name],
                [
                    FilterOption(
                        key=str(key),
                        label=label,
                        count=counts[name][key],
                        url=query_url(query, **{name: None if key == chosen else str(key)}),
                        is_chosen=key == chosen,
                    )
                    for key, label in labels.items()
                ],
            )
        )
    return groups


def filter_to_drop(
    wanted: LibraryFilter,
    found: tuple[str, int] | None,
    labels: dict[str, dict[str, str]],
) -> FilterToDrop | None:
    """The filter to drop, `found` by name and count, as a reader calls it and with the address without it."""
    if found is None:
        return None
    name, count = found
    called = situation_labels(wanted.situation)
    label = called.get(name) or ", ".join(labels[name][key] for key in wanted.chosen[name])
    return FilterToDrop(label, count, query_url(wanted.query, **{name: None}))


def situation_labels(situation: Situation) -> dict[str, str]:
    """What the reader said of their situation, by name: "at most 3 hours", "12 people", "indoors"."""
    labels = {}
    if situation.time is not None:
        labels["time"] = _("at most %(duration)s") % {"duration": formatting.duration(situation.time)}
    if situation.people is not None:
        labels["people"] = formatting.people(situation.people)
    if situation.setting is not None:
        labels["setting"] = str(Setting(situation.setting).label)
    return labels


def library_tags(wanted: LibraryFilter, labels: dict[str, dict[str, str]]) -> list[FilterTag]:
    """The active filters, each with the address of the list without it."""
    query = wanted.query
    tags = [
        FilterTag(label, query_url(query, **{name: None}))
        for name, label in situation_labels(wanted.situation).items()
    ]
    return [*tags, *filter_tags(query, wanted.chosen, labels)]


def time_options(chosen: int | None) -> list[dict[str, Any]]:
    """The times of the sentence form as minutes and label; a time that a link asks for is one of them."""
    minutes = sorted({*TIMES, *([chosen] if chosen else [])})
    return [{"minutes": each, "label": formatting.duration(each)} for each in minutes]
