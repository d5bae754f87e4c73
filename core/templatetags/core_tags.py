"""Filters of the core: quantities as text, soft hyphens, rich text, structured data."""

import datetime
import json
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

from core import formatting, richtext
from core.hyphens import with_soft_hyphens
from core.text import keep_endings

register = template.Library()


@register.filter
def number(value: int | float | Decimal | None) -> str:
    """A number as readers read it; empty for None."""
    return "" if value is None else formatting.number(value)


@register.filter
def duration(minutes: int | None) -> str:
    """Minutes as "2 hours 30 minutes"."""
    return formatting.duration(minutes)


@register.filter
def partial_date(value: str) -> str:
    """A partial date as text: "2023-02" as "February 2023"."""
    return formatting.partial_date(value)


@register.filter
def clock(value: datetime.time | None) -> str:
    """A time of day."""
    return "" if value is None else formatting.clock(value)


@register.filter
def hyphenate(text: str, language_code: str = "hu") -> str:
    """Soft hyphens in the long words of a heading. Never for titles of documents, metadata or feeds."""
    return with_soft_hyphens(str(text), language_code)


@register.filter
def hyphenate_fact(text: str, language_code: str = "hu") -> str:
    """Soft hyphens in the long words of a fact, which stands in a narrower place than a heading."""
    return with_soft_hyphens(str(text), language_code, longest=11)


@register.filter
def without_dead_links(html: str) -> SafeString:
    """Rich text as Wagtail expands it, without the links that lead nowhere."""
    return mark_safe(richtext.without_dead_links(html))


@register.filter
def keep_together(text: str) -> SafeString:
    """Text or HTML in which a number and its Hungarian ending stay on one line."""
    return mark_safe(keep_endings(conditional_escape(text)))


@register.filter
def prose(value: RichText | str | None) -> SafeString:
    """Rich text as readers see it: links lead only where they may go, numbers and their endings stay on one line.

    As Wagtail's `richtext`, without rendering a template for each text of a page.
    """
    html = value.source if isinstance(value, RichText) else value or ""
    return mark_safe(keep_endings(richtext.without_dead_links(expand_db_html(html))))


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """Structured data for a script element of type application/ld+json; `<` cannot end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
