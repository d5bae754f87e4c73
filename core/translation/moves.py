"""A work stands at the same place in every language: a move, and a change of order, is followed by the others."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from wagtail.models import Page

from core.addresses import find_free_slug
from core.translation.guard import ensure_parent
from core.translation.works import find_other_languages

_following: ContextVar[bool] = ContextVar("following_a_move", default=False)


@contextmanager
def _following_a_move() -> Iterator[None]:
    token = _following.set(True)
    try:
        yield
    finally:
        _following.reset(token)


def page_moved(instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """A page was moved below another parent or among its siblings: its other languages follow."""
    if _following.get() or parent_page_after.is_root():
        return
    with _following_a_move(), transaction.atomic():
        for page in find_other_languages(instance):
            _follow(page, instance, parent_page_after)


def _follow(page: Page, moved: Page, new_parent: Page) -> None:
    parent = _parent_of(page, moved, new_parent)
    if parent is None:
        return
    if page.get_parent().pk != parent.pk:
        _free_slug(page, parent)
        page.move(parent, pos="last-child")
    before = _nearest_sibling_before(page, moved)
    page = Page.objects.get(pk=page.pk)
    if before is not None:
        if page.get_prev_sibling() is None or page.get_prev_sibling().pk != before.pk:
            page.move(before, pos="right")
    elif page.get_prev_sibling() is not None:
        page.move(Page.objects.get(pk=parent.pk), pos="first-child")


def _parent_of(page: Page, moved: Page, new_parent: Page) -> Page | None:
    ensure_parent(moved, page.locale)
    return Page.objects.filter(translation_key=new_parent.translation_key, locale_id=page.locale_id).first()


def _free_slug(page: Page, parent: Page) -> None:
    """A page whose address is taken under its new parent gets a free one; otherwise it could not follow."""
    free = find_free_slug(page, parent, page.slug)
    if free != page.slug:
        page.slug = free
        page.save(clean=False)


def _nearest_sibling_before(page: Page, moved: Page) -> Page | None:
    """Of the siblings that stand before `moved`, the last one that has a text in the language of `page`."""
    parent = Page.objects.get(pk=page.pk).get_parent()
    keys = [sibling.translation_key for sibling in Page.objects.get(pk=moved.pk).get_prev_siblings()]
    texts = {
        text.translation_key: text
        for text in parent.get_children().filter(translation_key__in=keys, locale_id=page.locale_id)
    }
    return next((texts[key] for key in keys if key in texts), None)
