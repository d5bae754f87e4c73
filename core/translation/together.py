"""What holds for a work holds in every language at once: restrictions, expiry, unpublishing, moves, deletion.

Done by signals of the models, so that it holds from the admin, a bulk action, the scheduler and code alike. Restrictions
and moves go both ways. Unpublishing or deleting the source takes its translations along; a translation alone can be
withdrawn without taking its source away (docs/adr/0006).
"""

from typing import Any

from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from core.translation.guard import ensure_parent
from core.translation.slugs import propose_slug

RULE_FIELDS = ("restriction_type", "password")


def _other_languages(page: Page) -> list[Page]:
    return list(Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk))


def _translations(page: Page) -> list[Page]:
    locales = Translation.objects.filter(
        source__object_id=page.translation_key, source__locale_id=page.locale_id
    ).values_list("target_locale_id", flat=True)
    return list(Page.objects.filter(translation_key=page.translation_key, locale_id__in=list(locales)))


def _mirror_restriction(restriction: PageViewRestriction) -> None:
    groups = set(restriction.groups.values_list("pk", flat=True))
    for page in _other_languages(restriction.page):
        mirrored = page.view_restrictions.first() or PageViewRestriction(page=page)
        if mirrored.pk is None or any(getattr(mirrored, name) != getattr(restriction, name) for name in RULE_FIELDS):
            for name in RULE_FIELDS:
                setattr(mirrored, name, getattr(restriction, name))
            mirrored.save()
        if set(mirrored.groups.values_list("pk", flat=True)) != groups:
            mirrored.groups.set(groups)


def restriction_saved(instance: PageViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    """A restriction was set or changed in one language."""
    if not raw:
        _mirror_restriction(instance)


def restriction_groups_changed(instance: Any, action: str, reverse: bool, **kwargs: Any) -> None:
    """The groups of a restriction were changed in one language."""
    if action.startswith("post_") and not reverse:
        _mirror_restriction(instance)


def restriction_deleted(instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    """A restriction was lifted in one language. One that goes because its page is deleted lifts nothing elsewhere."""
    cause = origin.model if isinstance(origin, models.QuerySet) else type(origin)
    if origin is None or not issubclass(cause, PageViewRestriction):
        return
    PageViewRestriction.objects.filter(page__in=_other_languages(instance.page)).delete()


def page_taken_offline(instance: Page, **kwargs: Any) -> None:
    """A source was unpublished (also by the scheduler when it expired): so are its translations."""
    for page in _translations(instance):
        if page.live:
            page.specific.unpublish(set_expired=instance.expired)


def page_moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """A page was moved to another parent: its other languages move below that parent's other languages."""
    if parent_page_before.pk == parent_page_after.pk:
        return
    for page in _other_languages(instance):
        with transaction.atomic():
            parent = _parent_in(instance, parent_page_after, page)
            if parent is not None and page.get_parent().pk != parent.pk:
                page.move(parent, pos="last-child")


def _parent_in(moved: Page, new_parent: Page, page: Page) -> Page | None:
    if not new_parent.has_translation(page.locale):
        ensure_parent(moved, page.locale)
    return Page.objects.filter(translation_key=new_parent.translation_key, locale_id=page.locale_id).first()


def source_is_going(instance: models.Model, **kwargs: Any) -> None:
    """A source is about to be deleted: its translations go first."""
    if type(instance) is not Page:
        return  # each deleted page sends this once more as its own type
    for page in _translations(instance):
        fresh = Page.objects.filter(pk=page.pk).first()
        if fresh is not None:
            fresh.specific.delete()
    TranslationSource.objects.filter(object_id=instance.translation_key, locale_id=instance.locale_id).delete()


def string_translated(instance: StringTranslation, raw: bool = False, **kwargs: Any) -> None:
    """A translator has saved a string; a title proposes the address."""
    if not raw and instance.context_id and instance.context.path == "title":
        propose_slug(instance)


def connect() -> None:
    """Connect every signal; called once when the apps are ready."""
    post_save.connect(restriction_saved, sender=PageViewRestriction)
    post_delete.connect(restriction_deleted, sender=PageViewRestriction)
    m2m_changed.connect(restriction_groups_changed, sender=PageViewRestriction.groups.through)
    page_unpublished.connect(page_taken_offline)
    post_page_move.connect(page_moved)
    pre_delete.connect(source_is_going)
    post_save.connect(string_translated, sender=StringTranslation)
