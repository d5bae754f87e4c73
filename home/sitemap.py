"""The sitemap: every text that exists and everybody may see, with the languages it exists in."""

from typing import Any

from wagtail.models import Page

from core.visibility import VisiblePageQuerySet


def list_sitemap_urls() -> list[dict[str, Any]]:
    """Each public text as `location`, `lastmod` and, where the work has two, `alternates` (Django's sitemap.xml)."""
    pages = list(
        VisiblePageQuerySet(Page)
        .visible_to_everyone()
        .filter(depth__gt=1)
        .select_related("locale")
        .order_by("path")
    )
    texts: dict[Any, list[dict[str, str]]] = {}
    for page in pages:
        if page.full_url:
            texts.setdefault(page.translation_key, []).append(
                {"lang_code": page.locale.language_code, "location": page.full_url}
            )
    return [
        {
            "location": page.full_url,
            "lastmod": page.last_published_at,
            "alternates": texts[page.translation_key] if len(texts[page.translation_key]) > 1 else [],
        }
        for page in pages
        if page.full_url
    ]
