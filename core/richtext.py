"""Links inside rich text: they lead only to pages that everybody may see."""

import re
from typing import Any

from django.db.models import ExpressionWrapper
from django.db.models.fields import BooleanField
from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from core.visibility import LINK_FIELDS, visible_to_everyone

# Wagtail's rewriter replaces only the beginning of a link; this is what it leaves of one that leads nowhere.
NO_LINK = "<a>"
LINK_WITHOUT_TARGET = re.compile(r"<a>(.*?)</a>", re.DOTALL)


class VisiblePageLinkHandler(PageLinkHandler):
    """As Wagtail's, in one query a text; a page that not everybody may see is no link."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """The opening tag of each link: to the page in the reader's language, else as it was chosen, else `NO_LINK`."""
        addresses = find_addresses({str(attrs.get("id")) for attrs in attrs_list})
        links = [addresses.get(str(attrs.get("id"))) for attrs in attrs_list]
        return [f'<a href="{escape(address)}">' if address else NO_LINK for address in links]


def find_addresses(page_ids: set[str]) -> dict[str, str]:
    """By the id of a page where a link to it leads in the current language; without those that lead nowhere."""
    chosen = Page.objects.filter(pk__in=[page_id for page_id in page_ids if page_id.isdecimal()])
    texts = list(
        Page.objects.filter(translation_key__in=chosen.values("translation_key"))
        .select_related("locale")
        .only(*LINK_FIELDS)
        .annotate(is_visible=ExpressionWrapper(visible_to_everyone(), output_field=BooleanField()))
    )
    visible = {(text.translation_key, text.locale.language_code): text for text in texts if text.is_visible}
    targets: dict[str, Any] = {
        str(text.pk): visible.get((text.translation_key, get_language() or "hu"))
        or (text if text.is_visible else None)
        for text in texts
    }
    return {page_id: target.url for page_id, target in targets.items() if target is not None and target.url}


def without_dead_links(html: str) -> str:
    """Rich text as HTML, with only the words of those links that lead nowhere."""
    return LINK_WITHOUT_TARGET.sub(r"\1", html)
