"""Which requests count: a reader's new search, and a page opened from its results. Nothing about the reader is kept.

A click needs no address of its own and no script: the browser says from which address of this site a page was opened
(`Referer`; `SECURE_REFERRER_POLICY` lets it), and that address holds the query. It is only ever used to raise a number
that stands beside a query already counted, so a forged one can do no more.
"""

import functools
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation

from search.engines.base import EngineResult
from search.query import SearchForm
from search.usage import counting
from search.usage.wording import Wording, word_query

# Programs that say what they are; a browser begins with "Mozilla/" too, so only their own words tell them. CUBOT makes
# telephones.
_PROGRAM = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|scrape|fetch|preview|monitor|uptime|headless|lighthouse|archive|facebookexternalhit"
    r"|\b(?:curl|wget|python|java|go-http-client|libwww|httpx?|okhttp|axios|node|ruby|perl|php)\b",
    re.IGNORECASE,
)
MOST_PARAMETERS = 50


def count_search(
    request: HttpRequest, response: HttpResponse, form: SearchForm, result: EngineResult
) -> None:
    """Count a search once its answer has been sent.

    Not counted: later pages, the same query with other filters or another order, programs, and editors who come from
    the admin.
    """
    if form.page != 1 or response.status_code != 200 or not _is_reader(request) or _is_from_admin(request):
        return
    wording = word_query(form.text)
    if wording is None:
        return
    before = _find_search(request)
    if before and before[1] == wording:
        return
    language_code = translation.get_language()
    # What filters leave says little about the words.
    found, matched = (None, None) if form.filters else (result.total, result.total_direct)
    _after(response, lambda: counting.add_search(language_code, wording, found, matched))


def count_opened_page(page: Any, request: HttpRequest, response: HttpResponseBase) -> None:
    """Count that a page was opened from the results, once it has been sent."""
    if "HTTP_REFERER" not in request.META or response.status_code != 200 or not _is_reader(request):
        return
    before = _find_search(request)
    if before:
        language_code, wording = before
        _after(response, lambda: counting.add_click(language_code, wording, page.translation_key))


def _is_reader(request: HttpRequest) -> bool:
    """Somebody looks at it: no HEAD, no program, nothing fetched ahead."""
    purpose = request.headers.get("Sec-Purpose") or request.headers.get("Purpose") or ""
    program = request.headers.get("User-Agent", "")
    is_ahead = "prefetch" in purpose or "prerender" in purpose
    return request.method == "GET" and not is_ahead and bool(program) and not _PROGRAM.search(program)


def _is_from_admin(request: HttpRequest) -> bool:
    return _own_referer(request)[0].startswith(reverse("wagtailadmin_home"))


def _find_search(request: HttpRequest) -> tuple[str, Wording] | None:
    """The search from whose page the request comes: its language and query. Filters alone are none."""
    path, query = _own_referer(request)
    language_code = _search_paths().get(path)
    if language_code is None:
        return None
    try:
        values = parse_qs(query, max_num_fields=MOST_PARAMETERS).get("q", [""])
    except ValueError:
        return None
    wording = word_query(values[-1])
    return (language_code, wording) if wording else None


def _own_referer(request: HttpRequest) -> tuple[str, str]:
    """Path and query of the page of this site that the request comes from; empty where it comes from elsewhere."""
    try:
        address = urlsplit(request.META.get("HTTP_REFERER", ""))
    except ValueError:
        return "", ""
    return (address.path, address.query) if address.netloc == request.get_host() else ("", "")


@functools.cache
def _search_paths() -> dict[str, str]:
    """The language of each search page by its path."""
    paths = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            paths[reverse("search")] = code
    return paths


def _after(response: HttpResponseBase, job: Callable[[], None]) -> None:
    """Do something when the server has sent the response: it then closes it. The reader does not wait for it."""
    close = response.close

    def do_and_close() -> None:
        try:
            job()
        finally:
            close()

    response.close = do_and_close  # type: ignore[method-assign]
