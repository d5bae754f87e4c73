"""Translations as wagtail-localize has them: source, strings, and the page published through the guard."""

from collections.abc import Iterable

from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from core.models import BasePage
from linking.library.mirrors import Pair
from linking.library.segments import keep_source


def write_translation(page: BasePage, locale: Locale, pairs: Iterable[Pair]) -> Translation:
    """Take the strings of `page` (as it is in memory) as the source, and translate those of `pairs`."""
    source = keep_source(page)
    Translation.objects.get_or_create(source=source, target_locale=locale)
    _write_strings(source, locale, {(pair.path, pair.source): pair.translation for pair in pairs})
    return find_translation(page, locale)


def find_translation(page: BasePage, locale: Locale) -> Translation:
    """The translation, fresh: one that was read before its source changed still holds the old source."""
    return Translation.objects.select_related("source", "target_locale").get(
        source__object_id=page.translation_key, source__locale_id=page.locale_id, target_locale=locale
    )


def has_translation_source(page: BasePage) -> bool:
    """Whether the page was ever sent for translation."""
    return TranslationSource.objects.filter(object_id=page.translation_key, locale_id=page.locale_id).exists()


def _write_strings(
    source: TranslationSource, locale: Locale, translations: dict[tuple[str, str], str]
) -> None:
    """Make the translations what they should be; those that are right already stay untouched."""
    segments = StringSegment.objects.filter(source=source).select_related("string", "context")
    known = {
        (string.translation_of_id, string.context_id): string
        for string in StringTranslation.objects.filter(context__object_id=source.object_id, locale=locale)
    }
    new: list[StringTranslation] = []
    for segment in segments:
        data = translations.get((segment.context.path, segment.string.data))
        if data is None:
            continue
        key = (segment.string_id, segment.context_id)
        stored = known.get(key)
        if stored is None:
            # Made in bulk, so without the signals of each: the draft title and the proposed address, which are set by
            # publishing and by the strings themselves.
            known[key] = StringTranslation(
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                locale=locale,
                data=data,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
            new.append(known[key])
        elif stored.data != data or stored.has_error:
            stored.data, stored.has_error, stored.field_error = data, False, ""
            stored.save()
    StringTranslation.objects.bulk_create(new)


def strings_differ(page: BasePage, locale: Locale, pairs: Iterable[Pair]) -> bool:
    """Whether the stored translations say otherwise than `pairs` (asked when an import overwrites an editor)."""
    stored = {
        (string.context.path, string.translation_of.data): string.data
        for string in StringTranslation.objects.filter(
            context__object_id=page.translation_key, locale=locale, has_error=False
        ).select_related("context", "translation_of")
    }
    return any(stored.get((pair.path, pair.source)) != pair.translation for pair in pairs)
