"""What a page says in its `Link` header, for programs that read no HTML (RFC 8288)."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.choices import Licence


def add_links(page: Any, request: HttpRequest, response: HttpResponseBase) -> None:
    """Add the permalink as the address to cite (RFC 8574), the licence, and each other format of the page.

    They are those of the page's context, so nothing is asked of the database.
    """
    context = getattr(response, "context_data", None) or {}
    if not context.get("permalink"):
        return
    links = [f'<{context["permalink"]}>; rel="cite-as"']
    licence = Licence(page.licence).url
    if licence:
        links.append(f'<{licence}>; rel="license"')
    links += [
        f'<{url}>; rel="alternate"; type="{each.media_type}"' for each, url in context.get("formats", ())
    ]
    response["Link"] = ", ".join(links)
