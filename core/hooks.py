"""The names of our Wagtail hooks: how a room to the left adds to a page of a room to its right.

Register with `wagtail.hooks.register(NAME)`; collect with `collect`.
"""

from collections.abc import Mapping
from typing import Any

from wagtail import hooks

# fn(page, request) -> Mapping: more template context for a page, at one query a registration.
PAGE_CONTEXT = "kka_page_context"

# fn(paths) -> Mapping[str, UUID]: of the addresses ("/hu/modszertar/"), those at which a work was once public, with the
# work's translation key.
ADDRESS_OWNERS = "kka_address_owners"

# fn(word, language_code) -> list[str] | None: the word cut at its compound boundaries, None where it is not known.
SPLIT_COMPOUND = "kka_split_compound"


def collect_page_context(page: Any, request: Any) -> dict[str, Any]:
    """The context that all registered rooms add to `page`; a later registration wins a name."""
    context: dict[str, Any] = {}
    for contribute in hooks.get_hooks(PAGE_CONTEXT):
        added: Mapping[str, Any] | None = contribute(page, request)
        context.update(added or {})
    return context
