"""The names of our Wagtail hooks: how a room to the left adds to a page of a room to its right.

Register with `wagtail.hooks.register(NAME)`; collect with `collect`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail import hooks

# fn(page, request) -> Mapping: more template context for a page, at one query a registration.
PAGE_CONTEXT = "kka_page_context"

# fn(paths) -> Mapping[str, UUID]: of the addresses ("/hu/modszertar/"), those at which a work was once public, with the
# work's translation key.
ADDRESS_OWNERS = "kka_address_owners"

# fn(word, language_code) -> list[str] | None: the word cut at its compound boundaries, None where it is not known.
SPLIT_COMPOUND = "kka_split_compound"


def register_after_serving(note: Callable[[Any, HttpRequest, HttpResponseBase], None]) -> None:
    """Let `note(page, request, response)` hear of every page that is served to somebody.

    It stands within the check of restrictions, Wagtail's own hook of this name: what it hears of was shown.
    """

    def serve(serve_page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        def serve_and_note(page: Any, request: HttpRequest, args: list, kwargs: dict) -> HttpResponseBase:
            response = serve_page(page, request, args, kwargs)
            note(page, request, response)
            return response

        return serve_and_note

    hooks.register("on_serve_page", serve, order=10)


def collect_page_context(page: Any, request: Any) -> dict[str, Any]:
    """The context that all registered rooms add to `page`; a later registration wins a name."""
    context: dict[str, Any] = {}
    for contribute in hooks.get_hooks(PAGE_CONTEXT):
        added: Mapping[str, Any] | None = contribute(page, request)
        context.update(added or {})
    return context
