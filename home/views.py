"""What the pages of the home room show, and the addresses that belong to no page."""

from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from wagtail.models import Site
from wagtail.views import serve as wagtail_serve

from casestudies.components import case_study_row, result_lines
from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from casestudies.selectors import find_featured
from communities.components import advertisements
from communities.models import CommunityIndexPage
from communities.selectors import county_tiles, find_community, list_communities, list_offers
from core import formatting
from core.filters import FilterGroup, FilterOption
from core.requests import read_only
from core.visibility import find_visible_parent
from home.menus import find_section
from home.models import EventPage, HomePage, NewsIndexPage, NewsPage
from home.selectors import AgendaRow, agenda_row, list_news, list_past_events, list_upcoming_events
from home.sitemap import list_sitemap_urls
from methodology.choices import Setting
from methodology.components import catalogue_row, picture_link, work_link
from methodology.fit import Situation
from methodology.forms import TIMES, USUAL_PEOPLE
from methodology.library import LibraryFilter, find_listing, list_facets
from methodology.models import GuideIndexPage, Topic
from methodology.selectors import in_language, list_guides
from methodology.views import facet_headings, facet_labels

# With the cell that is left free they fill rows of 4 and of 8; fewer than one row are all shown.
NUMBERS_OF_PICTURES = (31, 23, 15, 7)
MOST_PICTURES = NUMBERS_OF_PICTURES[0]
GUIDES_TO_BEGIN = 6
SHOWN_OFFERS = 6
SHOWN_EVENTS = 4
SHOWN_RESULTS = 3
NEAR_GUIDES = 3
USUAL_TIME = 180
ICON_SECONDS = 24 * 60 * 60  # the icon's own address changes with its content


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
    forms = {topic.key: topic.form for topic in topics}
    return [
        FilterGroup(
            facet.name,
            headings[facet.name],
            [
                FilterOption(
                    key,
                    labels[facet.name][key],
                    listing.counts[facet.name][key],
                    f"{url}?{facet.name}={key}",
                    False,
                    forms.get(key, key) if facet.name == "topic" else key,
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


@read_only
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's view, with a shorter way to the page.

    Wagtail reads the site's front page, its language, its text in that language and that text's own type before it
    looks for the page. It also shows the Hungarian page at an English address while there is no English front page.
    """
    site = Site.find_for_request(request)
    if site is not None and site.root_page.specific_class is HomePage:
        # Where Wagtail remembers the way for the rest of the request.
        request._wagtail_route_for_request = _find_route(request, site, path)  # type: ignore[attr-defined]
    return wagtail_serve(request, path)


def _find_route(request: HttpRequest, site: Site, path: str) -> Any:
    home = (
        HomePage.objects.filter(
            translation_key=site.root_page.translation_key, locale__language_code=translation.get_language()
        )
        .select_related("locale")
        .first()
    )
    try:
        return home and home.route(request, [part for part in path.split("/") if part])
    except Http404:
        return None


@read_only
def to_language(request: HttpRequest) -> HttpResponse:
    """`/` leads to the reader's language by `Accept-Language`; Hungarian where nothing matches."""
    response = HttpResponseRedirect(f"/{_language_of_browser(request)}/")
    patch_vary_headers(response, ("Accept-Language",))
    return response


@read_only
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every text that exists and everybody may see, with its other language."""
    return render(request, "sitemap.xml", {"urlset": list_sitemap_urls()}, content_type="application/xml")


@read_only
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: everything but the admin and lists of search results."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /hu/kereses/",
        "Disallow: /en/search/",
        f"Sitemap: {settings.BASE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@read_only
@cache_control(public=True, max_age=ICON_SECONDS)
def favicon(request: HttpRequest) -> HttpResponse:
    """The site's icon for whoever asks at the old address without reading a page: readers of feeds, previews, crawlers."""
    return HttpResponseRedirect(static("img/favicon.svg"))


@read_only
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; for a load balancer or a supervisor."""
    return HttpResponse("ok", content_type="text/plain")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 that helps: the words of the address are already in the search field, and three guides stand near."""
    language_code = "en" if request.path.startswith("/en/") else "hu"
    with translation.override(language_code):
        works = list_guides(Topic.objects.all())
        words = slugify(unquote(request.path).rstrip("/").rpartition("/")[2]).replace("-", " ")[:200]
        library = find_section(request, GuideIndexPage)
        context = {
            "words": words,
            "library": library,
            "language_code": language_code,
            "near": [
                catalogue_row(guide, language_code)
                for guide in in_language(nearest(works, words)[:NEAR_GUIDES], language_code)
            ],
        }
        return render(request, "404.html", context, status=404)


def nearest(works: list[Any], words: str) -> list[Any]:
    """The works whose titles share most letters in a row with `words`, best first; all of them, in that order."""
    wanted = set(_triples(words))

    def likeness(work: Any) -> int:
        return max(len(wanted & set(_triples(slugify(text.title)))) for text in work.values())

    return sorted(works, key=likeness, reverse=True)


def _triples(text: str) -> list[str]:
    joined = text.replace("-", "").replace(" ", "")
    return [joined[start : start + 3] for start in range(len(joined) - 2)]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 for what cannot be read: more parameters than Django takes, a broken form, a foreign host."""
    return render_without_queries(request, "400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without a query: whatever broke may be the database."""
    return render_without_queries(request, "500.html", 500)


def render_without_queries(
    request: HttpRequest, template_name: str, status: int, **context: Any
) -> HttpResponse:
    """A page of the site in the language of the address, else of the browser, with no word from the database."""
    prefix = request.path.split("/", 2)[1]
    language_code = prefix if prefix in dict(settings.LANGUAGES) else _language_of_browser(request)
    with translation.override(language_code):
        return render(request, template_name, {"language_code": language_code, **context}, status=status)


def _language_of_browser(request: HttpRequest) -> str:
    language_code = translation.get_language_from_request(request)
    return language_code if language_code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
