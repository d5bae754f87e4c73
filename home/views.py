"""What the pages of the home room show."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from casestudies.components import case_study_row, result_lines
from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from casestudies.selectors import find_featured
from communities.components import advertisements
from communities.models import CommunityIndexPage
from communities.selectors import county_tiles, find_community, list_communities, list_offers
from core import formatting
from core.filters import FilterGroup, FilterOption
from core.visibility import find_visible_parent
from home.menus import find_section
from home.models import EventPage, HomePage, NewsIndexPage, NewsPage
from home.selectors import AgendaRow, agenda_row, list_news, list_past_events, list_upcoming_events
from methodology.choices import Setting
from methodology.components import catalogue_row, picture_link, work_link
from methodology.filters import facet_headings, facet_icons, facet_labels
from methodology.fit import Situation
from methodology.forms import TIMES, USUAL_PEOPLE
from methodology.library import LibraryFilter, find_listing, list_facets
from methodology.models import GuideIndexPage, Topic
from methodology.selectors import in_language, list_guides

# With the cell that is left free they fill rows of 4 and of 8; fewer than one row are all shown.
NUMBERS_OF_PICTURES = (31, 23, 15, 7)
MOST_PICTURES = NUMBERS_OF_PICTURES[0]
GUIDES_TO_BEGIN = 6
SHOWN_OFFERS = 6
SHOWN_EVENTS = 4
SHOWN_RESULTS = 3
USUAL_TIME = 180


def home_context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """The front page: the sentence form, `frieze`, `guides`, `case_study`, `filters`, `advertisements`, `tiles`, `events`."""
    language_code = page.language_code
    topics = list(Topic.objects.all())
    works = list_guides(topics)
    library = find_section(request, GuideIndexPage)
    communities = list_communities(language_code)
    offers = list_offers(communities)
    case_study, case_study_count = find_featured(page.case_study_id, language_code)
    return {
        "library": library,
        "times": [{"minutes": minutes, "label": formatting.duration(minutes)} for minutes in TIMES],
        "settings": Setting.choices,
        "situation": Situation(time=USUAL_TIME, people=USUAL_PEOPLE, setting="indoors"),
        "frieze": [
            picture_link(guide, language_code) for guide in in_language(pick_pictures(works), language_code)
        ],
        "guides": [
            catalogue_row(guide, language_code)
            for guide in in_language(pick_guides(page, works), language_code)
        ],
        "guide_count": len(works),
        "case_study": featured_case_study(case_study, language_code),
        "case_study_index": find_section(request, CaseStudyIndexPage),
        "case_study_count": case_study_count,
        "filters": browse_filters(works, topics, library.url if library else ""),
        "advertisements": advertisements(
            offers[:SHOWN_OFFERS], language_code, in_language(works, language_code)
        ),
        "advertisement_count": len(offers),
        "tiles": county_tiles(each.county for each in communities),
        "community_count": len(communities),
        "community_index": find_section(request, CommunityIndexPage),
        "events": list_upcoming_events(language_code, SHOWN_EVENTS),
    }


def pick_guides(page: HomePage, works: list[Any]) -> list[Any]:
    """The editors' guides to begin with that everybody may see; else the first of the library."""
    by_key = {next(iter(work.values())).translation_key: work for work in works}
    chosen = page.featured_guides.values_list("guide__translation_key", flat=True)
    return [by_key[key] for key in dict.fromkeys(chosen) if key in by_key] or works[:GUIDES_TO_BEGIN]


def pick_pictures(works: list[Any]) -> list[Any]:
    """The works of the frieze, as many as fill its rows: the newest of each topic in turn where not all are shown."""
    most = next((number for number in NUMBERS_OF_PICTURES if number <= len(works)), len(works))
    if len(works) == most:
        return works
    newest_first = sorted(
        works,
        key=lambda work: max(
            (text.first_published_at for text in work.values() if text.first_published_at),
            default=timezone.now(),
        ),
        reverse=True,
    )
    by_topic: dict[str, list[Any]] = {}
    for work in newest_first:
        by_topic.setdefault((next(iter(work.values())).topic_keys() or [""])[0], []).append(work)
    picked: list[Any] = []
    while len(picked) < most and any(by_topic.values()):
        picked.extend(queue.pop(0) for queue in by_topic.values() if queue)
    return picked[:most]


def featured_case_study(text: CaseStudyPage | None, language_code: str) -> dict[str, Any] | None:
    """The chosen case study as `row`, its first `results` and what `failed`; None where nobody may see it."""
    if text is None:
        return None
    return {
        "row": case_study_row(text, language_code),
        "results": result_lines(text)[:SHOWN_RESULTS],
        "failed": text.what_failed,
    }


def browse_filters(works: list[Any], topics: list[Topic], url: str) -> list[FilterGroup]:
    """The library's topics, stages and ingredients with their counts, as links into the library."""
    facets = [facet for facet in list_facets(topics) if facet.name in ("topic", "stage", "ingredient")]
    listing = find_listing(works, facets, LibraryFilter({}, Situation(), "recommended"))
    labels, headings = facet_labels(topics), facet_headings()
    icons = facet_icons(topics)
    return [
        FilterGroup(
            facet.name,
            headings[facet.name],
            [
                FilterOption(
                    key,
                    labels[facet.name][key],
                    listing.counted.counts[facet.name][key],
                    f"{url}?{facet.name}={key}",
                    False,
                    icons[facet.name][key],
                )
                for key in facet.keys
            ],
        )
        for facet in facets
    ]


def event_context(page: EventPage, request: HttpRequest) -> dict[str, Any]:
    """An event: `row` and the `community` that invites."""
    community = find_community(page.community_id, page.language_code)
    return {
        "row": agenda_row(page, page.language_code),
        "community": work_link(community, page.language_code) if community else None,
        "parent": find_visible_parent(page),
    }


def news_context(page: NewsPage, request: HttpRequest) -> dict[str, Any]:
    """A piece of news: the list that it stands in, where everybody may see that, as `parent`."""
    return {"parent": find_visible_parent(page)}


def news_index_context(page: NewsIndexPage, request: HttpRequest) -> dict[str, list[AgendaRow]]:
    """What comes, what is new, what was: `upcoming`, `news`, `past`."""
    return {
        "upcoming": list_upcoming_events(page.language_code),
        "news": list_news(page.language_code),
        "past": list_past_events(page.language_code),
    }
