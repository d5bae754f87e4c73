"""Pages of the site for programmers, which are in English alone."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation


def render_in_english(request: HttpRequest, template_name: str, context: Mapping[str, Any]) -> HttpResponse:
    """The page, whatever the language of the reader's browser."""
    with translation.override("en"):
        response = render(request, template_name, {**context, "language_code": "en"})
    response["Content-Language"] = "en"
    return response
