"""What readers search, for editors; and the pages that readers open from the results."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail import hooks

from search.usage import count_opened_page

ServePage = Callable[[Any, HttpRequest, list, dict], HttpResponseBase]


@hooks.register("on_serve_page", order=10)
def count_what_is_opened(serve_page: ServePage) -> ServePage:
    """Within the check of restrictions, Wagtail's own hook of this name: what is counted was shown."""

    def serve_and_count(page: Any, request: HttpRequest, args: list, kwargs: dict) -> HttpResponseBase:
        response = serve_page(page, request, args, kwargs)
        count_opened_page(page, request, response)
        return response

    return serve_and_count
