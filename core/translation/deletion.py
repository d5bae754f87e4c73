"""Deleting a source deletes its translations: only who may delete each of them may delete it in the admin."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.translation.works import find_translations


def acts_on_pages(action: Any) -> bool:
    """Wagtail asks its hooks about every bulk action, also one on snippets, images or people."""
    return issubclass(action.model, Page)


def find_branches(pages: Iterable[Page]) -> list[str]:
    """The paths of what is deleted with `pages`: their own branches, and those of their translations."""
    branches: list[str] = []
    waiting = list(pages)
    while waiting:
        page = waiting.pop(0)
        if page.path.startswith(tuple(branches)):
            continue
        branches.append(page.path)
        records = Translation.objects.filter(
            source__object_id=OuterRef("translation_key"),
            source__locale_id=page.locale_id,
            target_locale_id=OuterRef("locale_id"),
        )
        keys = Page.objects.filter(path__startswith=page.path).values("translation_key")
        waiting.extend(Page.objects.filter(Exists(records), translation_key__in=keys).order_by("path"))
    return branches


def find_protected(page: Page, user: Any) -> Page | None:
    """A translation of `page` that `user` may not delete; a whole section of other works may stand below it."""
    translations = find_translations(page)
    return next((each for each in translations if not each.permissions_for_user(user).can_delete()), None)


def refuse_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before the page is deleted, or its deletion confirmed: back to its section, saying what stands in the way."""
    protected = find_protected(page, request.user)
    if protected is None:
        return None
    _explain(request, page, protected)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_bulk_deletion(request: HttpRequest, action_type: str, objects: list[Page], action: Any) -> None:
    """Of several pages those are left out that may not be deleted in every language."""
    if action_type != "delete" or not acts_on_pages(action):
        return
    for page in list(objects):
        protected = find_protected(page, request.user)
        if protected is not None:
            _explain(request, page, protected)
            objects.remove(page)


def _explain(request: HttpRequest, page: Page, protected: Page) -> None:
    values = {"page": page.get_admin_display_title(), "translation": protected.get_admin_display_title()}
    text = _(
        "“%(page)s” was not deleted: its translation “%(translation)s” would go with it, which you may not delete."
    )
    messages.error(request, text % values)
