"""What a page says to everybody, as plain values: each field of `core.public_shapes` as JSON could hold it.

Rich text is HTML whose links are absolute and lead only to what everybody may see. A work is a `NamedWork`, so that who
knows permalinks can put one in its place; what not everybody may see is None, and left out of lists.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import prefetch_related_objects
from django.utils import timezone, translation
from wagtail.blocks import Block, ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from core.choices import Licence
from core.public_shapes import PublicField, ValueType, public_shape
from core.references import Reference, find_images, find_pages, list_references, reading_these
from core.richtext import without_dead_links

# One of the sizes that pages show (core.templatetags.photograph_tags), in the format that everything reads.
SHOWN_SIZE = "width-1200|format-jpeg"
OWN_LINK = re.compile(r'(?<=\shref=")/(?!/)')


@dataclass(frozen=True)
class NamedWork:
    """A work that a page names, in the language of the page where it exists, else in another; everybody may see it."""

    key: UUID
    title: str
    language_code: str
    url: str


def public_fields(page: Any) -> dict[str, Any]:
    """The public fields of a page by name, in the page's language."""
    with translation.override(page.language_code):
        return {field.name: _value(page, field, page.language_code) for field in public_shape(type(page))}


def public_html(html: str) -> str:
    """Rich text as HTML for other sites: its links are absolute."""
    return OWN_LINK.sub(f"{settings.BASE_URL}/", without_dead_links(expand_db_html(html)))


@contextmanager
def reading_public(pages: Sequence[Any]) -> Iterator[None]:
    """While it runs, `public_fields` of these pages asks nothing more: what they name is read once for all of them.

    Some queries for each type of page, whatever the number of pages.
    """
    for model, of_model in _by_model(pages).items():
        prefetch_related_objects(of_model, *_lookups(model))
    with reading_these(lambda: (found for page in pages for found in _list_named(page))):
        yield


def share_concepts(pages: Sequence[Any], kind: str) -> None:
    """Let each of the pages know the topics, or the terms, that it names: a query or two for each type of page."""
    for model, of_model in _by_model(pages).items():
        for field in public_shape(model):
            if field.is_list and field.parts[0].concept == kind:
                prefetch_related_objects(of_model, f"{field.source}__{field.parts[0].source}")


def _by_model(pages: Sequence[Any]) -> dict[type[Any], list[Any]]:
    by_model: dict[type[Any], list[Any]] = {}
    for page in pages:
        by_model.setdefault(type(page), []).append(page)
    return by_model


def _lookups(model: type[models.Model]) -> Iterator[str]:
    for field in public_shape(model):
        if field.is_list:
            yield field.source
            yield from (f"{field.source}__{part.source}" for part in field.parts if part.concept)


def _list_named(owner: models.Model) -> Iterator[Reference]:
    """What a page and its parts name."""
    yield from list_references(owner)
    for field in public_shape(type(owner)):
        if field.value_type == ValueType.WORK:
            page_id = getattr(owner, f"{field.source}_id")
            if page_id is not None:
                yield Page, page_id
        elif field.is_list:
            for part in getattr(owner, field.source).all():
                yield from _list_named(part)


def _value(owner: Any, field: PublicField, language_code: str) -> Any:
    if field.value_type == ValueType.WORK:
        return _work(getattr(owner, f"{field.source}_id"), language_code)
    if field.value_type == ValueType.IMAGE:
        return _image(getattr(owner, f"{field.source}_id"))
    value = getattr(owner, field.source)
    if field.value_type == ValueType.RECORDS:
        return [{part.name: _value(row, part, language_code) for part in field.parts} for row in value.all()]
    if field.value_type == ValueType.LIST:
        found = (_value(row, field.parts[0], language_code) for row in value.all())
        return [each for each in found if each is not None]
    if field.value_type == ValueType.BLOCKS:
        return _block(value.stream_block, value, language_code)
    if field.value_type == ValueType.HTML:
        return public_html(value)
    if field.value_type == ValueType.CONCEPT:
        return value.key if value is not None else None
    if field.value_type == ValueType.COORDINATES:
        return [float(each) for each in value] if value else None
    return as_plain(value)


def as_plain(value: Any) -> Any:
    """A value as JSON holds it. Raises TypeError for what it cannot hold."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return [as_plain(each) for each in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"{value!r} has no public form: see core.public_values")


def _work(page_id: int | None, language_code: str) -> NamedWork | None:
    if page_id is None:
        return None
    page = find_pages({page_id}).find_visible(page_id, language_code, fallback=True)
    if page is None or not page.url:
        return None
    return NamedWork(
        page.translation_key, page.title, page.locale.language_code, urljoin(settings.BASE_URL, page.url)
    )


def _image(image_id: int | None) -> dict[str, Any] | None:
    """The picture as pages show it; None where there is none, or its file is gone."""
    image = find_images({image_id}).get(image_id) if image_id is not None else None
    if image is None:
        return None
    try:
        shown = image.get_rendition(SHOWN_SIZE)
    except SourceImageIOError:
        return None
    return {
        "url": urljoin(settings.BASE_URL, shown.url),
        "width": shown.width,
        "height": shown.height,
        "alt": image.default_alt_text,
        "alt_language": image.alt_language or translation.get_language(),
        **_rights(image),
    }


def _document(document: Any) -> dict[str, Any]:
    return {"url": urljoin(settings.BASE_URL, document.url), **_rights(document)}


def _rights(file: Any) -> dict[str, Any]:
    return {"credit": file.credit, "licence": describe_licence(file.licence)}


def describe_licence(key: str) -> dict[str, str]:
    """A licence by key, name and the address of its deed; the address is empty where there is none."""
    licence = Licence(key)
    return {"key": licence.value, "name": str(licence.label), "url": licence.url}


def _block(block: Block, value: Any, language_code: str) -> Any:
    """A block's value; of what was chosen and is gone or hidden, None."""
    if isinstance(block, StreamBlock):
        told = ((child, _block(child.block, child.value, language_code)) for child in value)
        return [{"type": child.block_type, "value": each} for child, each in told if each not in (None, [])]
    if isinstance(block, ListBlock):
        values = (_block(block.child_block, each, language_code) for each in value)
        return [each for each in values if each is not None]
    if isinstance(block, StructBlock):
        told_parts = {
            name: _block(child, value[name], language_code) for name, child in block.child_blocks.items()
        }
        is_gone = any(
            told_parts[name] is None and isinstance(child, ChooserBlock)
            for name, child in block.child_blocks.items()
        )
        return None if is_gone else told_parts
    if isinstance(block, RichTextBlock):
        return public_html(value.source)
    if isinstance(block, ChooserBlock):
        return _chosen(value, language_code)
    return as_plain(value)


def _chosen(value: Any, language_code: str) -> Any:
    if value is None:
        return None
    if isinstance(value, Page):
        return _work(value.pk, language_code)
    if isinstance(value, get_image_model()):
        return _image(value.pk)
    if isinstance(value, get_document_model()):
        return _document(value)
    raise TypeError(f"{value!r} has no public form: see core.public_values")
