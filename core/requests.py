"""What views of every room ask of a request: that it only reads, whether a reader sends it, and the language of its browser."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_from_request
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]
READING = ("GET", "HEAD", "OPTIONS")
# Programs that say what they are; a browser begins with "Mozilla/" too, so only their own words tell them. CUBOT makes
# telephones.
_PROGRAM = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|scrape|fetch|preview|monitor|uptime|headless|lighthouse|archive|facebookexternalhit"
    r"|\b(?:curl|wget|python|java|go-http-client|libwww|httpx?|okhttp|axios|node|ruby|perl|php)\b",
    re.IGNORECASE,
)


def read_only(view: View) -> View:
    """`view`, answering 405 to whatever is no reading.

    Without the exemption Django would look for the token of a form first, and answer 403 about cookies. There is nothing
    to protect: the view is never reached.
    """

    @csrf_exempt
    @require_http_methods(READING)
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return answer


def find_language_of_browser(request: HttpRequest) -> str:
    """The language of the site that the browser asks for by `Accept-Language`; the site's first where none matches."""
    language_code = get_language_from_request(request)
    return language_code if language_code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def is_reader(request: HttpRequest) -> bool:
    """Somebody looks at the answer: no HEAD, no program, nothing fetched ahead."""
    purpose = request.headers.get("Sec-Purpose") or request.headers.get("Purpose") or ""
    program = request.headers.get("User-Agent", "")
    is_ahead = "prefetch" in purpose or "prerender" in purpose
    return request.method == "GET" and not is_ahead and bool(program) and not _PROGRAM.search(program)


def do_after(response: HttpResponseBase, job: Callable[[], None]) -> None:
    """Do something when the server has sent the response: it then closes it. The reader does not wait for it."""
    close = response.close

    def do_and_close() -> None:
        try:
            job()
        finally:
            close()

    response.close = do_and_close  # type: ignore[method-assign]
