"""What is said to somebody who does not get what was asked for; but for 404 without a question to the database."""

from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.text import slugify

from core.requests import find_language_of_browser
from home.menus import find_section
from methodology.components import catalogue_row
from methodology.models import GuideIndexPage, Topic
from methodology.selectors import in_language, list_guides

NEAR_GUIDES = 3


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 for what cannot be read: more parameters than Django takes, a broken form, a foreign host."""
    return _render_without_queries(request, "400.html", 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose protection against forgery does not hold: mostly an old page or a browser without cookies.

    `reason` is for the log, where Django has written it.
    """
    return _render_without_queries(request, "403_csrf.html", 403)


def locked_out(request: HttpRequest, original: Any = None, credentials: Any = None) -> HttpResponse:
    """429 after too many failed logins, in the place of django-axes' own line of English text."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return _render_without_queries(request, "429.html", 429, minutes=minutes)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without a query: whatever broke may be the database."""
    return _render_without_queries(request, "500.html", 500)


def _render_without_queries(
    request: HttpRequest, template_name: str, status: int, **context: Any
) -> HttpResponse:
    """A page of the site in the language of the address, else of the browser, with no word from the database."""
    prefix = request.path.split("/", 2)[1]
    language_code = prefix if prefix in dict(settings.LANGUAGES) else find_language_of_browser(request)
    with translation.override(language_code):
        return render(request, template_name, {"language_code": language_code, **context}, status=status)


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
