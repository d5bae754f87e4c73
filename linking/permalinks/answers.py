"""What a permalink and an old address are answered with: the page's address now, its sign-in form, or why it is gone."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from wagtail.models import Page
from wagtail.wagtail_hooks import check_view_restrictions

from core.translation.links import reader_url
from linking.models import Permalink
from linking.permalinks.finding import find_live_text, find_public_text, find_successor, remember


def answer(request: HttpRequest, permalink: Permalink, language_code: str, query: str = "") -> HttpResponse:
    """A redirect to the work's text in a language, else in the other one; `query` ("people=12") goes with it.

    Who may not see it is asked to sign in, and a work that is gone is answered with 410.
    """
    page = find_public_text(permalink.translation_key, language_code)
    if page is not None:
        return _lead_to(page, language_code, query)
    page = find_live_text(permalink.translation_key, language_code)
    if page is None:
        return gone(request, permalink, language_code)

    def lead_to(page: Page, *args: Any) -> HttpResponse:
        return _lead_to(page, language_code, query)

    with translation.override(page.locale.language_code):
        response: HttpResponse = check_view_restrictions(lead_to)(page.specific, request, [], {})
        return response


def gone(request: HttpRequest, permalink: Permalink, language_code: str) -> HttpResponse:
    """410 with what may still be told of the work, and its successor where an editor has named one."""
    successor = find_successor(permalink, language_code)
    context = {"remembered": remember(permalink, language_code), "successor": successor}
    return refuse(request, "pages/linking/gone.html", language_code, context)


def refuse(
    request: HttpRequest, template_name: str, language_code: str, context: dict, status: int = 410
) -> HttpResponse:
    """A page of the site that says why there is nothing to read here, in a language."""
    with translation.override(language_code):
        return render(request, template_name, {"language_code": language_code, **context}, status=status)


def _lead_to(page: Page, language_code: str, query: str) -> HttpResponse:
    url = reader_url(page, language_code)
    if query:
        url += ("&" if "?" in url else "?") + query
    return HttpResponseRedirect(url)
