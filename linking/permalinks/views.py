"""The addresses of permalinks: `/p/CODE`, `/p/CODE/hu`, `/p/CODE/hu/3`; and addresses that pages once had."""

from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers

from core.addresses import UNQUOTED
from core.requests import find_language_of_browser, read_only
from linking.formats.registry import find_accepted
from linking.models import Permalink
from linking.permalinks.answers import answer, refuse
from linking.permalinks.codes import is_code, normalise_code
from linking.permalinks.finding import find_address, find_permalink, find_public_text
from linking.permalinks.versions import page_of_version

LANGUAGES = dict(settings.LANGUAGES)


@read_only
def work(request: HttpRequest, code: str, language_code: str = "") -> HttpResponse:
    """The work in the language of the address, of `?lang=`, else of the reader's browser.

    A program that accepts another format rather than a page is led to that (RFC 9110, section 12.1).
    """
    query = request.GET.copy()
    asked = query.pop("lang", [""])[-1]
    language = language_code or (asked if asked in LANGUAGES else find_language_of_browser(request))
    permalink = find_permalink(normalise_code(code))
    if permalink is None:
        return unknown(request, code)
    wanted = find_accepted(request)
    if wanted is not None:
        response: HttpResponse = HttpResponseRedirect(wanted.url(permalink.code, language))
    else:
        response = answer(request, permalink, language, query.urlencode())
    patch_vary_headers(response, ("Accept",) if language_code else ("Accept", "Accept-Language"))
    return response


@read_only
def version(request: HttpRequest, code: str, language_code: str, number: str) -> HttpResponse:
    """A text of a work as it was once public; 410 where it was withdrawn, or the work is gone."""
    permalink = find_permalink(normalise_code(code))
    if permalink is None:
        return unknown(request, code)
    found = permalink.versions.filter(language_code=language_code, number=number).first()
    if found is None:
        return unknown(request, code)
    text = find_public_text(permalink.translation_key, language_code)
    if text is None:
        return answer(request, permalink, language_code)
    shown = None
    if text.locale.language_code == language_code and found.withdrawn_at is None:
        shown = page_of_version(found, text)
    if shown is None:
        context = {"version": found, "text": text}
        return refuse(request, "pages/linking/withdrawn.html", language_code, context)
    with translation.override(language_code):
        return shown.serve(request)


@read_only
def unknown(request: HttpRequest, code: str) -> HttpResponse:
    """404: the code was never given out; a typing mistake is told where it can be."""
    last = request.path.rstrip("/").rpartition("/")[2]
    language_code = last if last in LANGUAGES else find_language_of_browser(request)
    context = {"code": code[:40], "is_mistyped": not is_code(normalise_code(code))}
    return refuse(request, "pages/linking/unknown.html", language_code, context, status=404)


def old_address(request: HttpRequest) -> HttpResponse | None:
    """The answer to an address that some page once had and none has now; None where no page ever had it."""
    address = find_address(quote(request.path, safe=UNQUOTED))
    if address is None:
        return None
    response = answer(request, address.permalink, address.language_code, request.META.get("QUERY_STRING", ""))
    if response.status_code == 302 and _is_moved(address.permalink, address.language_code):
        response.status_code = 301
        # A page may come back to an address it has left; a browser that remembered the way would go round for ever.
        response["Cache-Control"] = "no-cache"
    return response


def _is_moved(permalink: Permalink, language_code: str) -> bool:
    text = find_public_text(permalink.translation_key, language_code)
    return text is not None and text.locale.language_code == language_code


def not_found_or_old(request: HttpRequest, error: Http404) -> HttpResponse:
    """The answer to an address where there is no page: what is known of it, else the error."""
    response = old_address(request)
    if response is None:
        raise error
    return response
