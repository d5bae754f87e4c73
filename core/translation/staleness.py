"""Whether a translation says what its source says now."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.translation.digest import digest_of
from core.translation.links import visible_languages
from core.translation.rules import rules_of

_upstream_status = Translation.get_status_display


@dataclass(frozen=True)
class TranslationState:
    """What a reader of a translation should know: `kind` is "stale" or "incomplete"."""

    kind: str
    source: Any
    changed_at: datetime.datetime | None


def is_stale(translation: Page, source: Page) -> bool:
    """The live source's text differs from the text that the live translation was made from."""
    known = bool(translation.source_digest and source.strings_digest)
    return known and translation.source_digest != source.strings_digest


def translation_state(page: Page) -> TranslationState | None:
    """None for a source and for a translation that is complete and up to date."""
    if not page.source_digest:
        return None
    source = next((text for text in visible_languages(page) if not text.source_digest), None)
    if source is None:
        return None
    if is_stale(page, source):
        return TranslationState("stale", source, source.strings_changed_at)
    if page.is_incomplete_translation:
        return TranslationState("incomplete", source, None)
    return None


def note_text(page: Page) -> None:
    """Record what the text of the live `page` is now, and since when, if it has changed; called whenever it is saved."""
    saved = type(page)._default_manager.get(pk=page.pk)
    digest = digest_of(saved)
    if digest != saved.strings_digest:
        now = timezone.now()
        type(page)._default_manager.filter(pk=page.pk).update(strings_digest=digest, strings_changed_at=now)
        page.strings_digest, page.strings_changed_at = digest, now
    else:
        page.strings_digest, page.strings_changed_at = saved.strings_digest, saved.strings_changed_at


def status_of(translation: Translation) -> str:
    """What editors read of a translation in lists; upstream calls a stale one "up to date" until it is synced."""
    model = translation.source.specific_content_type.model_class()
    if rules_of(model) and issubclass(model, Page):
        live = model._default_manager.live().filter(translation_key=translation.source.object_id)
        pages = {page.locale_id: page for page in live}
        source, target = pages.get(translation.source.locale_id), pages.get(translation.target_locale_id)
        if source is not None and target is not None and is_stale(target, source):
            return _("The original has changed since")
    return _upstream_status(translation)


def install() -> None:
    """Put our status in the place of wagtail-localize's."""
    Translation.get_status_display = status_of
