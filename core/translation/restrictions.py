"""View restrictions are the same in every language of a work or section, whichever language they are set in."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import TranslationSource

from core.translation.works import find_other_languages

RULE_FIELDS = ("restriction_type", "password")

# Writing the copy in the other language reports a change of its own, which must not be copied back half-made.
_copying: ContextVar[bool] = ContextVar("copying_restrictions", default=False)


@contextmanager
def _copying_restrictions() -> Iterator[None]:
    token = _copying.set(True)
    try:
        yield
    finally:
        _copying.reset(token)


def copy_restriction(restriction: PageViewRestriction, page: Page, is_new: bool = False) -> None:
    """Restrict `page` in the same way; whatever restriction it had is replaced.

    A restriction that `is_new` gets its groups only after it was saved, so it takes none away from a page that is
    already restricted in the same way.
    """
    with _copying_restrictions():
        copy = page.view_restrictions.order_by("pk").first() or PageViewRestriction(page=page)
        if copy.pk is None or any(getattr(copy, name) != getattr(restriction, name) for name in RULE_FIELDS):
            for name in RULE_FIELDS:
                setattr(copy, name, getattr(restriction, name))
            copy.save()
        elif is_new:
            return
        copy.groups.set(restriction.groups.all())


def restrict_like_other_languages(page: Page) -> None:
    """A new language of a work is restricted from its first moment."""
    for other in find_other_languages(page):
        restriction = other.view_restrictions.order_by("pk").first()
        if restriction is not None:
            copy_restriction(restriction, page)
            return


def restriction_saved(
    instance: PageViewRestriction, created: bool = False, raw: bool = False, **kwargs: Any
) -> None:
    """A restriction was set or changed in one language. A page has one: a newer one replaces what was there."""
    if raw or _copying.get():
        return
    with _copying_restrictions():
        PageViewRestriction.objects.filter(page_id=instance.page_id).exclude(pk=instance.pk).delete()
    for page in find_other_languages(instance.page):
        copy_restriction(instance, page, is_new=created)


def restriction_groups_changed(instance: Any, action: str, reverse: bool, **kwargs: Any) -> None:
    """The groups of a restriction were changed in one language."""
    if action.startswith("post_") and not reverse:
        restriction_saved(instance)


def restriction_deleted(instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    """A restriction was lifted in one language. One that goes because its page is deleted lifts nothing elsewhere."""
    cause = origin.model if isinstance(origin, models.QuerySet) else type(origin)
    if _copying.get() or origin is None or not issubclass(cause, PageViewRestriction):
        return
    with _copying_restrictions():
        PageViewRestriction.objects.filter(page__in=find_other_languages(instance.page)).delete()


def sync_view_restrictions(source: TranslationSource, original: Page, translation_page: Page) -> None:
    """In the place of upstream's: never lifts a restriction, and copies its groups too."""
    restriction = original.view_restrictions.order_by("pk").first()
    if restriction is not None:
        copy_restriction(restriction, translation_page)


def install() -> None:
    """Put our way of copying restrictions in the place of wagtail-localize's."""
    TranslationSource.sync_view_restrictions = sync_view_restrictions
