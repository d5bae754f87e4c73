"""The sitemap (sitemaps.org): every text that exists and everybody may see, with the languages it exists in.

One file for each language, in parts where it grows long, and a file that names them.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Max, OuterRef, Subquery
from django.urls import reverse
from wagtail.models import Page

from core.visibility import VisiblePageQuerySet
from linking.models import PublicVersion

MOST = 10_000  # texts in a file; the protocol allows 50,000 and 50 MB, in which each names its other language


def list_sitemaps() -> list[dict[str, Any]]:
    """The files, as `location` and `last_mod` (Django's sitemap_index.xml): two queries."""
    numbers = _visible().order_by().values_list("locale__language_code").annotate(Count("pk"))
    changed = dict(
        PublicVersion.objects.order_by().values_list("language_code").annotate(Max("published_at"))
    )
    return [
        {
            "location": f"{settings.BASE_URL}{reverse('sitemap_part', args=[code, part])}",
            "last_mod": changed.get(code),
        }
        for code, number in sorted(numbers)
        for part in range(1, (number - 1) // MOST + 2)
    ]


def list_sitemap_urls(language_code: str, part: int) -> list[dict[str, Any]]:
    """The texts of a file as `location`, `lastmod` and, where the work has two, `alternates` (Django's sitemap.xml).

    Two queries, whatever their number.
    """
    versions = PublicVersion.objects.filter(
        permalink__translation_key=OuterRef("translation_key"), language_code=language_code
    ).order_by("-number")
    pages = list(
        _visible()
        .filter(locale__language_code=language_code)
        .annotate(changed=Subquery(versions.values("published_at")[:1]))
        .order_by("pk")[(part - 1) * MOST : part * MOST]
    )
    texts = _find_texts([page.translation_key for page in pages])
    return [
        {
            "location": page.full_url,
            "lastmod": _last_change(page),
            "alternates": texts[page.translation_key] if len(texts[page.translation_key]) > 1 else [],
        }
        for page in pages
        if page.full_url
    ]


def _visible() -> VisiblePageQuerySet:
    return VisiblePageQuerySet(Page).visible_to_everyone().filter(depth__gt=1).for_lists("last_published_at")


def _find_texts(keys: Sequence[UUID]) -> dict[UUID, list[dict[str, str]]]:
    texts: dict[UUID, list[dict[str, str]]] = {key: [] for key in keys}
    for page in _visible().filter(translation_key__in=keys).order_by("-locale__language_code"):
        if page.full_url:
            texts[page.translation_key].append(
                {"lang_code": page.locale.language_code, "location": page.full_url}
            )
    return texts


def _last_change(page: Any) -> dt.datetime | None:
    """Since when the text says what it says; a front page can be older than the record of it."""
    changed: dt.datetime | None = page.changed or page.last_published_at
    return changed
