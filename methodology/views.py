"""What the pages of the methodology room show."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import formatting
from core.choices import Licence
from core.filters import (
    FilterGroup,
    FilterOption,
    FilterTag,
    FilterToDrop,
    clean_query,
    query_url,
    toggled_url,
)
from core.visibility import find_visible_parent
from methodology import components
from methodology.choices import Difficulty, Ingredient, Origin, Setting, Stage
from methodology.fit import Situation, Verdict, find_fit
from methodology.forms import TIMES, read_guide_question, read_situation
from methodology.library import (
    FACETS,
    SORTS,
    Facet,
    LibraryFilter,
    Listing,
    find_filter_to_drop,
    find_listing,
    list_facets,
)
from methodology.linked_guides import list_next
from methodology.models import GuideIndexPage, GuidePage, Topic
from methodology.selectors import list_guides

GROUP_SIZES = (8, 12, 20, 40)


def guide_context(page: GuidePage, request: HttpRequest) -> dict[str, Any]:
    """A guide for a group: `form`, `people`, `answer`, `facts`, `steps`, `materials`, what to read next."""
    data = clean_query(request, "people", "start")
    form, people, start = read_guide_question(data, page)
    fit = find_fit(page.facts, Situation(people=people))
    steps = components.plan_steps(list(page.steps.all()), start)
    end = formatting.time_after(start, page.planned_minutes)
    related, following = list_next(page)
    return {
        "form": form,
        "people": people,
        "start": start,
        "end": end,
        "answer": guide_answer(page, people, fit.verdict, start, end),
        "facts": components.guide_facts(page),
        "drawing": page.drawing,
        "steps": steps,
        "planned_minutes": formatting.duration(page.planned_minutes),
        "materials": components.material_lines(list(page.materials.all()), people),
        "group_sizes": [
            FilterOption(
                str(size), formatting.number(size), 0, query_url(data, people=str(size)), size == people
            )
            for size in sorted({*GROUP_SIZES, people})
        ],
        "roles": list(page.roles.all()),
        "ingredients": [{"key": key, "label": Ingredient(key).label} for key in page.ingredients],
        "stages": [{"key": key, "label": Stage(key).label} for key in page.stages],
        "origin_label": Origin(page.origin).label,
        "licence": Licence(page.licence),
        "library": find_visible_parent(page),
        "related_guides": [components.catalogue_row(guide, page.language_code) for guide in related],
        "next_guides": [components.catalogue_row(guide, page.language_code) for guide in following],
    }


def guide_answer(page: GuidePage, people: int, verdict: Verdict, start: Any, end: Any) -> dict[str, str]:
    """The answer to "can we do this?": the verdict in a word or two, and why, as `word` and `reason`."""
    if verdict in (Verdict.NO, Verdict.ALMOST, Verdict.JUST_ABOUT):
        return {"verdict": verdict.value} | outside_answer(page, people, verdict)
    word = _("It fits.") if verdict is Verdict.FITS else _("We do not know.")
    if not page.planned_minutes:
        reason = _("With %(people)s.") % {"people": formatting.people(people)}
    else:
        reason = _("With %(people)s it lasts from %(start)s to %(end)s.") % {
            "people": formatting.people(people),
            "start": formatting.clock(start),
            "end": formatting.clock(end),
        }
    if verdict is Verdict.UNKNOWN:
        reason = _("The guide does not say how many people it works for.")
    return {"verdict": verdict.value, "word": word, "reason": reason}


def outside_answer(page: GuidePage, people: int, verdict: Verdict) -> dict[str, str]:
    """The answer to a group outside the guide's group size; one a little outside hears that it can still work."""
    is_few = page.group_size_min is not None and people < page.group_size_min
    limit = formatting.people((page.group_size_min if is_few else page.group_size_max) or 0)
    if verdict is not Verdict.JUST_ABOUT:
        reason = _("It needs at least %(people)s.") if is_few else _("It works with up to %(people)s.")
        return {"word": _("It does not fit."), "reason": reason % {"people": limit}}
    reason = (
        _("It is meant for %(limit)s or more; with %(number)s it can still work.")
        if is_few
        else _("It is meant for up to %(limit)s; with %(number)s it can still work.")
    )
    return {
        "word": _("Just about."),
        "reason": reason % {"limit": limit, "number": formatting.number(people)},
    }


def library_context(page: GuideIndexPage, request: HttpRequest) -> dict[str, Any]:
    """The library: `form`, `tags`, `matches`, `almost`, `filters`, `sorts`, `total`, `filter_to_drop`."""
    data = clean_query(request, "time", "people", "setting", "sort", *FACETS)
    language_code = page.language_code
    form, situation = read_situation(data)
    topics = list(Topic.objects.all())
    facets = list_facets(topics)
    wanted = LibraryFilter.read(data, facets, situation)
    works = list_guides(topics)
    listing = find_listing(works, facets, wanted)
    labels = facet_labels(topics)

    def rows(pairs: list[Any]) -> list[components.CatalogueRow]:
        result = []
        for work, fit in pairs:
            guide = work.get(language_code) or next(iter(work.values()))
            remark = components.find_remark(guide, fit, situation)
            result.append(components.catalogue_row(guide, language_code, remark))
        return result

    return {
        "form": form,
        "situation": situation,
        "times": time_options(situation.time),
        "settings": Setting.choices,
        "tags": filter_tags(data, wanted, labels),
        "clear_url": page.url,
        "is_filtered": wanted.is_active,
        "total": listing.total,
        "count_heading": match_count(len(listing.matches), listing.total, wanted.is_active),
        "matches": rows(listing.matches),
        "almost": rows(listing.almost),
        "filters": [filter_group(facet, data, wanted, listing, labels, topics) for facet in facets],
        "filter_to_drop": None
        if listing.matches
        else filter_to_drop(data, wanted, find_filter_to_drop(works, facets, wanted), labels),
        "sorts": [
            FilterOption(
                sort, label, 0, query_url(data, sort=None if sort == SORTS[0] else sort), sort == wanted.sort
            )
            for sort, label in zip(
                SORTS, (_("recommended"), _("shorter first"), _("newest first")), strict=True
            )
        ],
        # What the form's own fields do not send themselves.
        "kept": [(name, key) for name, keys in wanted.chosen.items() for key in keys],
    }


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


def filter_group(
    facet: Facet,
    data: QueryDict,
    wanted: LibraryFilter,
    listing: Listing,
    labels: dict[str, dict[str, str]],
    topics: list[Topic],
) -> FilterGroup:
    """One filter of the library with its links and counts.

    Values of a filter are alternatives: once one is chosen, the others say how many works they would add.
    """
    forms = {topic.key: topic.form for topic in topics}
    chosen = wanted.chosen[facet.name]
    return FilterGroup(
        name=facet.name,
        heading=facet_headings()[facet.name],
        options=[
            FilterOption(
                key=key,
                label=labels[facet.name][key],
                count=(listing.added if chosen and key not in chosen else listing.counts)[facet.name][key],
                url=toggled_url(data, facet.name, key, chosen),
                is_chosen=key in chosen,
                icon=forms.get(key, key) if facet.name == "topic" else key,
                is_added=bool(chosen) and key not in chosen,
            )
            for key in facet.keys
        ],
    )


def filter_to_drop(
    data: QueryDict,
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
    return FilterToDrop(label, count, query_url(data, **{name: None}))


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


def filter_tags(data: QueryDict, wanted: LibraryFilter, labels: dict[str, dict[str, str]]) -> list[FilterTag]:
    """The active filters, each with the address of the list without it."""
    tags = [
        FilterTag(label, query_url(data, **{name: None}))
        for name, label in situation_labels(wanted.situation).items()
    ]
    for name, keys in wanted.chosen.items():
        tags.extend(FilterTag(labels[name][key], toggled_url(data, name, key, keys)) for key in keys)
    return tags


def time_options(chosen: int | None) -> list[dict[str, Any]]:
    """The times of the sentence form as minutes and label; a time that a link asks for is one of them."""
    minutes = sorted({*TIMES, *([chosen] if chosen else [])})
    return [{"minutes": each, "label": formatting.duration(each)} for each in minutes]


def match_count(count: int, total: int, is_filtered: bool) -> str:
    """The heading of the list: "8 of 16 guides fit", or "16 guides" where nothing is asked."""
    if not is_filtered:
        return ngettext("%(total)d guide", "%(total)d guides", total) % {"total": total}
    return ngettext("%(count)d of %(total)d guide fits", "%(count)d of %(total)d guides fit", total) % {
        "count": count,
        "total": total,
    }
