"""A page's first TranslationSource, made with a dozen queries instead of a dozen for every string.

The rows are those that wagtail-localize's own `refresh_segments` makes (a test compares them): a library of fifty works
has thousands of strings, and looking each one up four times made a third of an import's time.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from wagtail_localize.models import (
    OverridableSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.models import BasePage


def keep_source(page: BasePage) -> TranslationSource:
    """The TranslationSource of a page with the text that `page` has in memory; made if there is none."""
    known = TranslationSource.objects.filter(
        object_id=page.translation_key, locale_id=page.locale_id
    ).exists()
    values = extract_segments(page)
    if known or not all(
        isinstance(value, (StringSegmentValue, TemplateSegmentValue, OverridableSegmentValue))
        for value in values
    ):
        source, _created = TranslationSource.update_or_create_from_instance(page)
        return source
    translatable, _created = TranslatableObject.objects.get_or_create_from_instance(page)
    source = TranslationSource.objects.create(
        object=translatable,
        locale=page.locale,
        specific_content_type=ContentType.objects.get_for_model(type(page)),
        object_repr=str(page)[:200],
        content_json=page.to_json(),
        schema_version=get_schema_version(page._meta.app_label),
        last_updated_at=timezone.now(),
    )
    _make_segments(source, page, values)
    return source


def _make_segments(source: TranslationSource, page: BasePage, values: list[Any]) -> None:
    contexts = _keep_contexts(source, page, {value.path for value in values})
    of_strings = [value for value in values if isinstance(value, StringSegmentValue)]
    of_templates = [value for value in values if isinstance(value, TemplateSegmentValue)]
    strings = _keep_strings(source, {value.string.data for value in of_strings})
    templates = {value.template: Template.from_value(value) for value in of_templates}
    StringSegment.objects.bulk_create(
        StringSegment(
            source=source,
            context=contexts[value.path],
            order=value.order,
            string=strings[value.string.data],
            attrs=json.dumps(value.attrs, cls=DjangoJSONEncoder),
        )
        for value in of_strings
    )
    TemplateSegment.objects.bulk_create(
        TemplateSegment(
            source=source, context=contexts[value.path], order=value.order, template=templates[value.template]
        )
        for value in of_templates
    )
    OverridableSegment.objects.bulk_create(
        OverridableSegment(
            source=source,
            context=contexts[value.path],
            order=value.order,
            data_json=json.dumps(value.data, cls=DjangoJSONEncoder),
        )
        for value in values
        if isinstance(value, OverridableSegmentValue)
    )


def _keep_strings(source: TranslationSource, texts: Iterable[str]) -> dict[str, String]:
    hashes = {text: String._get_data_hash(text) for text in texts}
    strings = {
        string.data: string
        for string in String.objects.filter(locale_id=source.locale_id, data_hash__in=hashes.values())
    }
    new = [
        String(locale_id=source.locale_id, data=text, data_hash=data_hash)
        for text, data_hash in hashes.items()
        if text not in strings
    ]
    strings.update({string.data: string for string in String.objects.bulk_create(new)})
    return strings


def _keep_contexts(
    source: TranslationSource, page: BasePage, paths: Iterable[str]
) -> dict[str, TranslationContext]:
    contexts = {
        context.path: context for context in TranslationContext.objects.filter(object_id=source.object_id)
    }
    new = [_new_context(source, page, path) for path in sorted(paths) if path not in contexts]
    contexts.update({context.path: context for context in TranslationContext.objects.bulk_create(new)})
    return contexts


def _new_context(source: TranslationSource, page: BasePage, path: str) -> TranslationContext:
    context = TranslationContext(
        object_id=source.object_id, path=path, path_id=TranslationContext._get_path_id(path)
    )
    # The field path is found by the row itself, which would save itself at once.
    finder = TranslationContext(path=path, field_path="")
    finder.save = lambda **_kwargs: None
    context.field_path = finder.get_field_path(page)
    return context
