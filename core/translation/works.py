"""Which page of a work is its source, and which are its translations; as saved, and specific."""

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import Translation


def find_translation_record(page: Page, enabled_only: bool = False) -> Translation | None:
    """wagtail-localize's record of `page` being a translation; None for a source."""
    records = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id
    )
    if enabled_only:
        records = records.filter(enabled=True)
    record: Translation | None = records.select_related("source", "target_locale").first()
    return record


def find_source(page: Page) -> Any:
    """The page that `page` was translated from; None for a source."""
    record = find_translation_record(page)
    if record is None:
        return None
    return _specific(page, [record.source.locale_id]).first()


def find_translations(page: Page) -> list[Any]:
    """The pages translated from `page`; empty for a translation."""
    locales = Translation.objects.filter(
        source__object_id=page.translation_key, source__locale_id=page.locale_id
    ).values_list("target_locale_id", flat=True)
    return list(_specific(page, list(locales)))


def find_other_languages(page: Page) -> list[Page]:
    """The same work in every other language, as plain pages."""
    return list(Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).order_by("pk"))


def _specific(page: Page, locale_ids: list[int]) -> Any:
    model = page.specific_class or type(page)
    return model._default_manager.filter(
        translation_key=page.translation_key, locale_id__in=locale_ids
    ).order_by("pk")
