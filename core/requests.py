"""What views of every room ask of a request: that it only reads, and the language of its browser."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]
READING = ("GET", "HEAD", "OPTIONS")


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
