"""Middleware of the site."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware import locale
from django.utils.cache import patch_vary_headers


class LocaleMiddleware(locale.LocaleMiddleware):
    """Django's, except that a page below /hu/ or /en/ is no different for readers with other language settings."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Only the unprefixed addresses depend on what the browser prefers."""
        response = super().process_response(request, response)
        if request.path_info == "/":
            patch_vary_headers(response, ("Accept-Language",))
        return response
