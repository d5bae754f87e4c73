"""The filters of the list of case studies: which there are, what they let through, and how readers see them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies.choices import Status
from casestudies.models import CaseStudyPage
from core.choices import County
from core.facets import (
    Facet,
    FacetCounts,
    Labels,
    count_values,
    filter_groups,
    find_filter_to_drop,
    held_values,
    passes,
    write_chosen,
)
from core.filters import FilterGroup, FilterToDrop, query_url
from methodology.choices import Stage
from methodology.filters import facet_headings as library_headings
from methodology.filters import facet_icons, facet_labels
from methodology.models import Topic

Work = dict[str, CaseStudyPage]
FACETS = ("topic", "status", "stage", "county", "language")


def _any_text(work: Work) -> CaseStudyPage:
    return next(iter(work.values()))


def list_facets(topics: Iterable[Topic]) -> list[Facet[Work]]:
    """The filters in the order in which they are shown."""
    return [
        Facet("topic", tuple(topic.key for topic in topics), lambda work: _any_text(work).topic_keys()),
        Facet("status", (Status.GOOD_PRACTICE, Status.STORY), lambda work: [_any_text(work).status]),
        Facet("stage", tuple(Stage.values), lambda work: [_any_text(work).stage]),
        Facet("county", tuple(County.values), lambda work: [_any_text(work).county]),
        Facet("language", ("hu", "en"), list),
    ]


@dataclass(frozen=True)
class Listing:
    """The case studies that the chosen values let through, of how many, and how many each value would give."""

    matches: list[Work]
    total: int
    counted: FacetCounts
    filter_to_drop: tuple[str, int] | None


def find_listing(works: list[Work], facets: list[Facet[Work]], chosen: dict[str, tuple[str, ...]]) -> Listing:
    """Filter `works`; where nothing is left, say without which filter most would be."""
    held = [held_values(work, facets) for work in works]
    matches = [work for work, values in zip(works, held, strict=True) if passes(values, chosen)]
    active = [] if matches else [name for name, keys in chosen.items() if keys]
    return Listing(
        matches=matches,
        total=len(works),
        counted=count_values(held, facets, chosen),
        filter_to_drop=find_filter_to_drop(
            active, lambda name: sum(passes(values, chosen, name) for values in held)
        ),
    )


def case_study_labels(topics: list[Topic]) -> dict[str, dict[str, str]]:
    """The names of all filter values in the current language, by filter and key."""
    return facet_labels(topics) | {
        "status": {key: str(label) for key, label in Status.choices},
        "county": {key: str(label) for key, label in County.choices},
    }


def case_study_groups(
    facets: list[Facet[Work]],
    chosen: dict[str, tuple[str, ...]],
    works: list[Work],
    counted: FacetCounts,
    labels: Labels,
    topics: list[Topic],
) -> list[FilterGroup]:
    """The filters with their links and counts. Of counties only those are shown in which some case study is."""
    headings = library_headings() | {"status": _("Story or good practice?"), "county": _("County")}
    present = {_any_text(work).county for work in works} | {*chosen["county"]}
    shown = [
        replace(facet, keys=tuple(key for key in facet.keys if key in present))
        if facet.name == "county"
        else facet
        for facet in facets
    ]
    query = write_chosen(QueryDict(mutable=True), chosen)
    return filter_groups(shown, headings, labels, facet_icons(topics), query, chosen, counted)


def filter_to_drop(
    found: tuple[str, int] | None, chosen: dict[str, tuple[str, ...]], query: QueryDict, labels: Labels
) -> FilterToDrop | None:
    """The filter to drop, `found` by name and count, as a reader calls it and with the address without it."""
    if found is None:
        return None
    name, count = found
    label = ", ".join(labels[name][key] for key in chosen[name])
    return FilterToDrop(label, count, query_url(query, **{name: None}))


def match_count(count: int, total: int, is_filtered: bool) -> str:
    """The heading of the list: "3 of 12 case studies", or "12 case studies" where nothing is asked."""
    if not is_filtered:
        return ngettext("%(total)d case study", "%(total)d case studies", total) % {"total": total}
    text = ngettext("%(count)d of %(total)d case study", "%(count)d of %(total)d case studies", total)
    return text % {"count": count, "total": total}
