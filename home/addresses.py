"""The addresses that belong to no page, and the way from an address to its page."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from wagtail.models import Site
from wagtail.views import serve as wagtail_serve

from core.requests import find_language_of_browser, read_only
from home.llms import write_llms
from home.models import HomePage
from home.sitemap import list_sitemap_urls, list_sitemaps
from linking.conditional import answer_unless_known
from linking.permalinks.views import not_found_or_old
from linking.public_state import find_state

XML = "application/xml"
ICON_SECONDS = 24 * 60 * 60  # the icon's own address changes with its content


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
    try:
        return wagtail_serve(request, path)
    except Http404 as error:
        return not_found_or_old(request, error)


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
    response = HttpResponseRedirect(f"/{find_language_of_browser(request)}/")
    patch_vary_headers(response, ("Accept-Language",))
    return response


@read_only
def sitemap(request: HttpRequest) -> HttpResponse:
    """The files of the sitemap; one query where the crawler has it already."""
    return _answer(request, XML, lambda: render_to_string("sitemap_index.xml", {"sitemaps": list_sitemaps()}))


@read_only
def sitemap_part(request: HttpRequest, language_code: str, part: str) -> HttpResponse:
    """Texts of a language that everybody may see, with their other language. 404 behind the last part."""

    def write() -> str:
        urls = list_sitemap_urls(language_code, int(part))
        if not urls:
            raise Http404
        return render_to_string("sitemap.xml", {"urlset": urls})

    return _answer(request, XML, write)


@read_only
def llms(request: HttpRequest) -> HttpResponse:
    """What the site is and where its parts are, for programs that read for somebody."""
    return _answer(request, "text/plain; charset=utf-8", lambda: write_llms(request))


def _answer(request: HttpRequest, content_type: str, write: Callable[[], str]) -> HttpResponse:
    """What `write` gives; one query where the asker has it already."""
    state = find_state()
    known = (request.path, state.fingerprint)
    return answer_unless_known(request, known, lambda: write().encode(), content_type, state.changed)


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
