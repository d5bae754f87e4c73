"""Whether a translation says what its source says now."""

import datetime
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from core.translation.links import visible_languages


@dataclass(frozen=True)
class TranslationState:
    """What a reader of a translation should know: `kind` is "stale" or "incomplete"."""

    kind: str
    source: Any
    changed_at: datetime.datetime | None


def is_stale(translation: Page, source: Page) -> bool:
    """The live source's text differs from the text that the live translation was made from."""
    return bool(translation.source_digest) and translation.source_digest != source.strings_digest


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
