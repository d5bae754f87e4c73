"""What the pages of the case studies room show."""

from typing import Any

from django.http import HttpRequest, QueryDict

from casestudies import components
from casestudies.filters import (
    FACETS,
    case_study_groups,
    case_study_labels,
    filter_to_drop,
    find_listing,
    list_facets,
    match_count,
)
from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from casestudies.selectors import list_case_studies
from communities.selectors import find_community
from core.choices import Licence
from core.facets import filter_tags, read_chosen, write_chosen
from core.filters import clean_query
from core.translation.links import language_links, pick_language
from core.visibility import find_visible_parent
from methodology.choices import Stage
from methodology.components import work_link
from methodology.models import Topic


def case_study_context(page: CaseStudyPage, request: HttpRequest) -> dict[str, Any]:
    """A case study: `facts`, `community`, `guides`, `results`, `timeline`, `costs`, `criteria`."""
    guides = page.guides_used
    community = find_community(page.community_id, page.language_code)
    costs = list(page.costs.all())
    totals = components.cost_totals(costs)
    page.first_guide = guides[0] if guides else None
    return {
        "community": work_link(community, page.language_code) if community else None,
        "guides": [work_link(guide, page.language_code) for guide in guides],
        "facts": components.case_study_facts(page, community, guides, totals),
        "drawing": page.drawing,
        "results": components.result_lines(page),
        "timeline": list(page.timeline.all()),
        "costs": components.cost_lines(costs),
        "cost_totals": totals,
        "criteria": components.criteria(page),
        "stage": {"key": page.stage, "label": Stage(page.stage).label} if page.stage else None,
        "licence": Licence(page.licence),
        "parent": find_visible_parent(page),
    }


def case_study_index_context(page: CaseStudyIndexPage, request: HttpRequest) -> dict[str, Any]:
    """The list of case studies: `rows`, `count_heading`, `tags`, `filters`, `filter_to_drop`."""
    topics = list(Topic.objects.all())
    facets, works = list_facets(topics), list_case_studies(topics)
    chosen = read_chosen(clean_query(request, *FACETS), facets)
    listing, labels = find_listing(works, facets, chosen), case_study_labels(topics)
    query, is_filtered = write_chosen(QueryDict(mutable=True), chosen), any(chosen.values())
    texts = pick_language(listing.matches, page.language_code, fallback=True)
    return {
        "language_links": language_links(page, query.urlencode()),
        "rows": [components.case_study_row(text, page.language_code) for text in texts],
        "count_heading": match_count(len(listing.matches), listing.total, is_filtered),
        "is_filtered": is_filtered,
        "tags": filter_tags(query, chosen, labels),
        "clear_url": page.url,
        "filters": case_study_groups(facets, chosen, works, listing.counted, labels, topics),
        "filter_to_drop": filter_to_drop(listing.filter_to_drop, chosen, query, labels),
    }
