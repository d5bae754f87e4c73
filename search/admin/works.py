"""Works as an editor may see them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.visibility import VisiblePageQuerySet

MAY = ("add", "change", "publish")


def find_pages(works: Iterable[UUID], user: Any, language_code: str) -> dict[UUID, Page]:
    """The pages of works, in a language where that exists; only what everybody may see or this user may work on."""
    pages = VisiblePageQuerySet(Page)
    own = page_permission_policy.instances_user_has_any_permission_for(user, MAY)
    visible = Q(pk__in=pages.visible_to_everyone().order_by().values("pk"))
    seen = pages.filter(visible | Q(pk__in=own.order_by().values("pk")), translation_key__in=set(works))
    found: dict[UUID, Page] = {}
    for page in seen.select_related("locale").order_by("pk"):
        if page.translation_key not in found or page.locale.language_code == language_code:
            found[page.translation_key] = page
    return found
