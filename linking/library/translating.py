"""Translations as wagtail-localize has them: source, strings, and the page published through the guard."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from core.models import BasePage
from linking.library.mirrors import Pair
from linking.library.segments import keep_source


def write_translation(
    page: BasePage, locale: Locale, pairs: Iterable[Pair], *, keep_own: bool = False
) -> Translation:
    """Take the strings of `page` (as it is in memory) as the source, and translate those of `pairs`.

    With `keep_own` what a translator has saved in the admin stays; else nothing counts as a translator's any more.
    """
    source = keep_source(page)
    Translation.objects.get_or_create(source=source, target_locale=locale)
    if not keep_own:
        _find_own([page.translation_key]).filter(locale=locale).update(last_translated_by=None)
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


def find_source_languages(keys: Collection[UUID]) -> dict[UUID, str]:
    """Of these works those that were sent for translation, with the language that they were written in."""
    rows = Translation.objects.filter(source__object_id__in=keys)
    return dict(rows.values_list("source__object_id", "source__locale__language_code"))


def find_written_by_hand(keys: Collection[UUID]) -> set[tuple[UUID, str]]:
    """Of these works, the work and language of every translation in which somebody has saved a string in the admin."""
    rows = _find_own(keys).values_list("context__object_id", "locale__language_code")
    return set(rows.distinct())


def _find_own(keys: Collection[UUID]) -> QuerySet[StringTranslation]:
    """The strings that people have translated: an import signs none."""
    return StringTranslation.objects.filter(context__object_id__in=keys, last_translated_by__isnull=False)


def _write_strings(
    source: TranslationSource, locale: Locale, translations: dict[tuple[str, str], str]
) -> None:
    """Make the translations what they should be; those that are right already, or somebody's own, stay untouched."""
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
        elif stored.last_translated_by_id is None and (stored.data != data or stored.has_error):
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
