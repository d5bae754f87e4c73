"""Which requests count: a reader's new search, and a page opened from its results. Nothing about the reader is kept.

A click needs no address of its own and no script: the browser says from which address of this site a page was opened
(`Referer`; `SECURE_REFERRER_POLICY` lets it), and that address holds the query. It is only ever used to raise a number
that stands beside a query already counted, so a forged one can do no more.
"""

import functools
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation

from core.requests import do_after, is_reader
from search.engines.base import EngineResult
from search.query import SearchForm
from search.usage import counting
from search.usage.wording import Wording, word_query

MOST_PARAMETERS = 50


def count_search(
    request: HttpRequest, response: HttpResponse, form: SearchForm, result: EngineResult
) -> None:
    """Count a search once its answer has been sent.

    Not counted: later pages, the same query with other filters or another order, programs, and editors who come from
    the admin.
    """
    if form.page != 1 or response.status_code != 200 or not is_reader(request) or _is_from_admin(request):
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
    do_after(response, lambda: counting.add_search(language_code, wording, found, matched))


def count_opened_page(page: Any, request: HttpRequest, response: HttpResponseBase) -> None:
    """Count that a page was opened from the results, once it has been sent."""
    if "HTTP_REFERER" not in request.META or response.status_code != 200 or not is_reader(request):
        return
    before = _find_search(request)
    if before:
        language_code, wording = before
        do_after(response, lambda: counting.add_click(language_code, wording, page.translation_key))


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
