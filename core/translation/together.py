"""What holds for a work holds in every language at once: restrictions, expiry, unpublishing, moves, deletion.

Done by signals of the models, so that it holds from the admin, a bulk action, the scheduler and code alike. Restrictions,
expiry and moves go both ways. Unpublishing or deleting the source takes its translations along; a translation alone can
be withdrawn without taking its source away (docs/adr/0006).
"""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move
from wagtail_localize.models import LocaleSynchronization, StringSegment, StringTranslation, TranslationSource

from core.text import plain_text
from core.translation import aliases, moves, restrictions
from core.translation.expiry import expiry_is_changing
from core.translation.slugs import keep_slug, propose_slug
from core.translation.works import find_translations


def page_saved(instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A page was made: if it is another language of a work, what holds for the work holds for it."""
    if created and not raw and isinstance(instance, Page):
        restrictions.restrict_like_other_languages(instance)


def page_taken_offline(instance: Page, **kwargs: Any) -> None:
    """A source was unpublished (also by the scheduler when it expired): so are its translations, planned ones too."""
    for page in find_translations(instance):
        page.revisions.update(approved_go_live_at=None)
        if page.live:
            page.unpublish(set_expired=instance.expired)


def source_is_going(instance: Any, **kwargs: Any) -> None:
    """A source is about to be deleted: its translations go first, with everything below them."""
    if type(instance) is not Page:
        return  # each deleted page sends this once more as its own type
    for page in find_translations(instance):
        page.delete()
    TranslationSource.objects.filter(
        object_id=instance.translation_key, locale_id=instance.locale_id
    ).delete()


def string_translated(instance: StringTranslation, raw: bool = False, **kwargs: Any) -> None:
    """A translator has saved a string; a title proposes the address."""
    if not raw and instance.context_id and instance.context.path == "title":
        propose_slug(instance)


def string_is_saving(instance: StringTranslation, raw: bool = False, **kwargs: Any) -> None:
    """Wagtail-localize stores what a browser sent as it came.

    PostgreSQL refuses a NUL byte, which nobody ever types. What has nothing to read is no translation: it is marked as a
    mistake, which wagtail-localize neither counts nor publishes.
    """
    if raw:
        return
    instance.data = instance.data.replace("\0", "")
    if not plain_text(instance.data):
        instance.has_error = True
        instance.field_error = _("There is nothing to read in this translation.")


def segment_extracted(instance: StringSegment, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A source was read again; another address is no work for translators."""
    if created and not raw and instance.context.path == "slug":
        keep_slug(instance)


def connect() -> None:
    """Connect every signal; called once when the apps are ready."""
    pre_save.connect(aliases.page_is_saving)
    pre_save.connect(aliases.synchronisation_is_saving, sender=LocaleSynchronization)
    pre_save.connect(expiry_is_changing)
    post_save.connect(page_saved)
    post_save.connect(restrictions.restriction_saved, sender=PageViewRestriction)
    post_delete.connect(restrictions.restriction_deleted, sender=PageViewRestriction)
    m2m_changed.connect(restrictions.restriction_groups_changed, sender=PageViewRestriction.groups.through)
    page_unpublished.connect(page_taken_offline)
    post_page_move.connect(moves.page_moved)
    pre_delete.connect(source_is_going)
    pre_save.connect(string_is_saving, sender=StringTranslation)
    post_save.connect(string_translated, sender=StringTranslation)
    post_save.connect(segment_extracted, sender=StringSegment)
