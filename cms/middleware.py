"""Middleware of the site."""

import itertools
import re
from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware import locale
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.datastructures import MultiValueDictKeyError

# How Python and Django say that a text is no number, with the text as `repr` gives it.
NO_NUMBER = re.compile(
    r"(?:invalid literal for int\(\) with base 10: |expected a number but got )(?P<value>'.*'|\".*\")"
)


class LocaleMiddleware(locale.LocaleMiddleware):
    """Django's, with two exceptions.

    A page below /hu/ or /en/ is no different for readers with other language settings. And what a route of the site's
    own says is not there is not looked for below a language either.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Only the unprefixed addresses depend on what the browser prefers."""
        if response.status_code == 404 and request.resolver_match:
            response.headers.setdefault("Content-Language", translation.get_language())
            return response
        response = super().process_response(request, response)
        if request.path_info == "/":
            patch_vary_headers(response, ("Accept-Language",))
        return response


class ForgedFormMiddleware:
    """400 where Wagtail would fail at a form that no page sends: without its own fields, or with words for numbers.

    Wagtail uses the numbers of blocks and of what was chosen as they come.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Everything goes on as it came."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Raises SuspiciousOperation, which Django notes and answers with 400, where the fault is the form's."""
        if request.method == "POST" and (
            isinstance(exception, MultiValueDictKeyError) or self._quotes_a_value(exception, request)
        ):
            raise SuspiciousOperation(f"A form that no page sends: {exception!r}") from exception

    def _quotes_a_value(self, exception: Exception, request: HttpRequest) -> bool:
        """Whether it says that something is no number, and that was posted."""
        found = NO_NUMBER.search(str(exception)) if isinstance(exception, ValueError) else None
        values = itertools.chain.from_iterable(values for _name, values in request.POST.lists())
        return found is not None and found["value"] in map(repr, values)
