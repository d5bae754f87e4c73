"""The addresses of what can be followed: `feed.atom` and `calendar.ics` below a page's own, of a search, and of changes."""

from collections.abc import Sequence
from urllib.parse import quote

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.addresses import UNQUOTED
from core.requests import read_only
from linking.conditional import answer_unless_known
from linking.feeds import atom, calendars
from linking.feeds.changes import add_changes, list_changes
from linking.feeds.search import FoundWorks, find_works
from linking.feeds.texts import EVENT, INDEX, TextRow, below, find_place, list_texts, with_pages
from linking.feeds.works import add_works
from linking.permalinks.answers import gone
from linking.permalinks.finding import find_address, find_live_text

FEED, CALENDAR = "feed.atom", "calendar.ics"
ENTRIES = 50
LONGEST_NUMBER = 18  # digits: what surely fits a primary key
RETRY_SECONDS = 300


@read_only
def listing(request: HttpRequest, path: str) -> HttpResponse:
    """The works of a list, the last changed first: of the page at the address of the feed, in its language alone.

    The feed follows its page wherever that moves; 404 below what is no list, 410 below one that is gone.
    """
    page = _find_page(request, FEED)
    if isinstance(page, HttpResponse):
        return page
    if _kind(page) != INDEX:
        raise Http404
    language_code = page.locale.language_code
    rows = list_texts(below(page), language_code, most=ENTRIES)
    url = f"{page.full_url}{FEED}"

    def make() -> bytes:
        feed = atom.AtomFeed(
            page.title,
            language_code=language_code,
            url=url,
            page_url=page.full_url,
            tag=f"list/{page.translation_key}/{language_code}",
        )
        add_works(feed, rows, language_code)
        return feed.write_to_bytes()

    return answer_unless_known(request, (url, page.title, rows), make, atom.TYPE, page.changed)


@read_only
def calendar(request: HttpRequest, path: str) -> HttpResponse:
    """The events at and below the page at the address of the calendar: one event, or all of a list."""
    page = _find_page(request, CALENDAR)
    if isinstance(page, HttpResponse):
        return page
    model = page.specific_class
    if not getattr(model, "has_calendar", False):
        raise Http404
    language_code = page.locale.language_code
    rows = list_texts(below(page), language_code, kind=EVENT)

    def make() -> bytes:
        return calendars.make_calendar(page.title, language_code, with_pages(rows))

    response = answer_unless_known(request, (page.title, rows), make, calendars.TYPE, page.changed)
    response["Content-Disposition"] = f'inline; filename="{page.slug}.ics"'
    return response


@read_only
def search(request: HttpRequest) -> HttpResponse:
    """What a search finds in the language of the address, newest first; a topic is a search for nothing but that."""
    language_code = translation.get_language()
    found = find_works(request.GET, language_code)
    if found is None:
        response = HttpResponse(status=503)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    address = f"{settings.BASE_URL}{reverse('search_feed')}"
    url = f"{address}?{found.query}" if found.query else address

    def make() -> bytes:
        return _make_search_feed(found, url, language_code)

    response = answer_unless_known(request, (url, found), make, atom.TYPE)
    response["X-Robots-Tag"] = "noindex"
    return response


def _make_search_feed(found: FoundWorks, url: str, language_code: str) -> bytes:
    feed = atom.AtomFeed(
        found.title,
        language_code=language_code,
        url=url,
        page_url=f"{settings.BASE_URL}{reverse('search')}" + (f"?{found.query}" if found.query else ""),
        tag=f"search/{language_code}?{found.query}",
    )
    rows: Sequence[TextRow] = list_texts(Q(translation_key__in=found.keys), language_code)
    add_works(feed, rows, language_code)
    return feed.write_to_bytes()


@read_only
def changes(request: HttpRequest) -> HttpResponse:
    """What became of works, fifty changes a page; `?before=` asks for those before the change with this number."""
    language_code = translation.get_language()
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_NUMBER else None
    shown = list_changes(language_code, before, ENTRIES + 1)
    shown, more = shown[:ENTRIES], shown[ENTRIES:]
    address = f"{settings.BASE_URL}{reverse('changes_feed')}"

    def make() -> bytes:
        feed = atom.AtomFeed(
            _("What has changed: Small Communities in Transition"),
            language_code=language_code,
            url=f"{address}?before={before}" if before is not None else address,
            page_url=f"{settings.BASE_URL}/{language_code}/",
            tag=f"changes/{language_code}",
            next_url=f"{address}?before={shown[-1].pk}" if more else None,
        )
        add_changes(feed, shown, language_code)
        return feed.write_to_bytes()

    newest = shown[0].happened_at if shown else None
    fingerprint = (address, [(change.pk, change.last) for change in shown])
    return answer_unless_known(request, fingerprint, make, atom.TYPE, newest if before is None else None)


def _kind(page: Page) -> str:
    return str(getattr(page.specific_class, "kind", ""))


def _find_page(request: HttpRequest, name: str) -> Page | HttpResponse:
    """The page below whose address `name` is asked for, with its language active; else where it is now, or that it is gone.

    Raises Http404 where there never was one, and where only some may see it.
    """
    address = quote(request.path.removesuffix(name), safe=UNQUOTED)
    page = find_place(address)
    if page is None:
        known = find_address(address)
        if known is None or find_live_text(known.permalink.translation_key, known.language_code):
            raise Http404
        return gone(request, known.permalink, known.language_code)
    if page.url != address:
        response = HttpResponsePermanentRedirect(f"{page.url}{name}")
        response["Cache-Control"] = "no-cache"
        return response
    return page
