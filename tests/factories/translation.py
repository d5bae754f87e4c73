"""Translating as a translator does: sent, string by string, published; always through wagtail-localize."""

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from core.translation.guard import allowing_incomplete
from tests.factories.base import reloaded
from tests.factories.site import language


def translation_of(page: Any, language_code: str = "en") -> Translation:
    """The record of translating `page`, brought up to date with the page and read afresh."""
    source, _created = TranslationSource.update_or_create_from_instance(reloaded(page))
    translation, _created = Translation.objects.get_or_create(
        source=source, target_locale=language(language_code)
    )
    return Translation.objects.get(pk=translation.pk)


def write_strings(
    translation: Translation,
    texts: Mapping[str, Any] | None = None,
    leave_out: Iterable[str] = (),
    user: Any = None,
) -> None:
    """Write the translation of every string: `texts` by path (a list where a path has several), else "EN: <source>".

    Paths that begin with one of `leave_out` stay untranslated. The address is left to be proposed from the title.
    """
    code = translation.target_locale.language_code.upper()
    given = {path: [text] if isinstance(text, str) else list(text) for path, text in (texts or {}).items()}
    skipped = tuple(leave_out)
    segments = StringSegment.objects.filter(source=translation.source).select_related("context", "string")
    for segment in segments.order_by("order"):
        path = segment.context.path
        if (path == "slug" and path not in given) or path.startswith(skipped):
            continue
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={
                "data": given[path].pop(0) if given.get(path) else f"{code}: {segment.string.data}",
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": "",
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )


def save_translation(
    translation: Translation, *, publish: bool = True, incomplete: bool = False, user: Any = None
) -> Any:
    """Save what is translated, explicitly `incomplete` or not; gives the translated page as saved."""
    if incomplete:
        with allowing_incomplete():
            translation.save_target(user=user, publish=publish)
    else:
        translation.save_target(user=user, publish=publish)
    return reloaded(translation.get_target_instance())


def translate(
    page: Any,
    texts: Mapping[str, Any] | None = None,
    *,
    leave_out: Iterable[str] = (),
    publish: bool = True,
    incomplete: bool = False,
    language_code: str = "en",
    user: Any = None,
) -> Any:
    """Translate `page` as it is published now, and publish the translation; gives the translated page as saved.

    `texts`: see `write_strings`; without it every string becomes "EN: <source>". With `leave_out` something stays
    untranslated, and publishing needs `incomplete=True`.
    """
    translation = translation_of(page, language_code)
    if leave_out:
        # As it is sent: what publishing refuses stays as a draft.
        translation.save_target(user=user, publish=False)
    write_strings(translation, texts, leave_out, user)
    return save_translation(
        Translation.objects.get(pk=translation.pk), publish=publish, incomplete=incomplete, user=user
    )
