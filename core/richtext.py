"""Links inside rich text: they lead only to pages that everybody may see, and cost one query a page at most."""

import re
from typing import Any

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from core.references import find_documents, find_pages, read_id

# Wagtail's rewriter replaces only the beginning of a link; this is what it leaves of one that leads nowhere.
NO_LINK = "<a>"
LINK_WITHOUT_TARGET = re.compile(r"<a>(.*?)</a>", re.DOTALL)


class VisiblePageLinkHandler(PageLinkHandler):
    """As Wagtail's, in one query; a page that not everybody may see is no link."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """The opening tag of each link: to the page in the reader's language, else as it was chosen, else `NO_LINK`."""
        ids = [read_id(attrs.get("id")) for attrs in attrs_list]
        pages = find_pages({pk for pk in ids if pk is not None})
        language_code = get_language() or "hu"
        targets = [None if pk is None else pages.find_visible(pk, language_code, fallback=True) for pk in ids]
        return [_opening_tag(target) for target in targets]


class OnceReadDocumentLinkHandler(DocumentLinkHandler):
    """As Wagtail's, without a query for each text of a page."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """The opening tag of each link, `NO_LINK` where the document is gone."""
        ids = [read_id(attrs.get("id")) for attrs in attrs_list]
        documents = find_documents({pk for pk in ids if pk is not None})
        return [_opening_tag(None if pk is None else documents.get(pk)) for pk in ids]


def _opening_tag(target: Any) -> str:
    return f'<a href="{escape(target.url)}">' if target is not None and target.url else NO_LINK


def without_dead_links(html: str) -> str:
    """Rich text as HTML, with only the words of those links that lead nowhere."""
    return LINK_WITHOUT_TARGET.sub(r"\1", html)
