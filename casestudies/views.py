"""What the pages of the case studies room show."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from casestudies import components
from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from casestudies.selectors import list_case_studies, list_guides_used
from communities.selectors import find_community
from core.choices import Licence
from core.filters import FilterOption, clean_query, make_query, query_url
from core.translation.links import language_links
from core.visibility import find_visible_parent
from methodology.choices import Stage
from methodology.components import work_link


def case_study_context(page: CaseStudyPage, request: HttpRequest) -> dict[str, Any]:
    """A case study: `facts`, `community`, `guides`, `results`, `timeline`, `costs`, `criteria`."""
    guides = list_guides_used(page)
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
        "citation": page.citation(),
        "parent": find_visible_parent(page),
    }


def case_study_index_context(page: CaseStudyIndexPage, request: HttpRequest) -> dict[str, Any]:
    """All case studies: `rows`, `total`, and `statuses` to filter by."""
    language_code = page.language_code
    case_studies = list_case_studies(language_code)
    wants_good_practice = clean_query(request, "status").get("status") == "good_practice"
    query = make_query({"status": "good_practice"} if wants_good_practice else {})
    chosen = [each for each in case_studies if each.is_good_practice or not wants_good_practice]
    return {
        "language_links": language_links(page, query.urlencode()),
        "rows": [components.case_study_row(each, language_code) for each in chosen],
        "total": len(case_studies),
        "statuses": [
            FilterOption(
                "", _("all"), len(case_studies), query_url(query, status=None), not wants_good_practice
            ),
            FilterOption(
                "good_practice",
                _("good practices"),
                sum(each.is_good_practice for each in case_studies),
                query_url(query, status="good_practice"),
                wants_good_practice,
            ),
        ],
    }
