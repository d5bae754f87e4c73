"""What a page says, as plain values: from its file or as it is stored, in one form, so that the two compare."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from wagtail.fields import RichTextField

from core.models import BasePage
from linking.library.blocks import Raw, ids_of, without_ids
from linking.library.html import same_html
from linking.library.shapes import ListShape, WorkShape


@dataclass
class Child:
    """An inline child: its values by column, and the row and translation key that it continues."""

    values: dict[str, Any]
    key: uuid.UUID | None = None
    pk: int | None = None


@dataclass
class Content:
    """What a page is to say: field values by column, children by relation, raw blocks by stream field."""

    values: dict[str, Any] = field(default_factory=dict)
    children: dict[str, list[Child]] = field(default_factory=dict)
    streams: dict[str, list[Raw]] = field(default_factory=dict)


def stored_content(page: BasePage, shape: WorkShape) -> Content:
    """All that a page says."""
    return Content(
        {
            each.field.attname: getattr(page, each.field.attname)
            for each in shape.fields.values()
            if not each.is_stream
        },
        {each.relation: stored_children(page, each) for each in shape.lists.values()},
        {
            each.field.name: stored_blocks(page, each.field.name)
            for each in shape.fields.values()
            if each.is_stream
        },
    )


def stored_children(page: BasePage, shape: ListShape) -> list[Child]:
    """The children that a page has."""
    names = [each.field.attname for each in shape.fields.values()]
    return [
        Child(
            {name: getattr(child, name) for name in names},
            child.translation_key if shape.has_text else None,
            child.pk,
        )
        for child in getattr(page, shape.relation).all()
    ]


def stored_blocks(page: BasePage, name: str) -> list[Raw]:
    """The blocks that a page has, in the form of the column."""
    return list(getattr(page, name).get_prep_value())


def find_differences(shape: WorkShape, content: Content, page: BasePage) -> list[str]:
    """The names (as files write them) of what `page` says otherwise than `content`."""
    return list(_iterate_differences(shape, content, page))


def _iterate_differences(shape: WorkShape, content: Content, page: BasePage) -> Iterator[str]:
    for each in shape.fields.values():
        column = each.field.attname
        if each.is_stream:
            stored, new = stored_blocks(page, column), content.streams[column]
            if without_ids(stored) != without_ids(new) or ids_of(stored) != ids_of(new):
                yield each.name
        elif column in content.values:
            before = comparable(shape.model, column, getattr(page, column))
            if before != comparable(shape.model, column, content.values[column]):
                yield each.name
    for list_shape in shape.lists.values():
        before = _comparable_children(list_shape, stored_children(page, list_shape))
        if before != _comparable_children(list_shape, content.children[list_shape.relation]):
            yield list_shape.name


def _comparable_children(shape: ListShape, children: list[Child]) -> list[Any]:
    return [
        (
            child.key if shape.has_text else None,
            [comparable(shape.model, name, value) for name, value in sorted(child.values.items())],
        )
        for child in children
    ]


def comparable(model: type[models.Model], column: str, value: Any) -> Any:
    """A column's value in one form: rich text as `same_html` has it, numbers as numbers, lines with plain ends."""
    model_field = next(each for each in model._meta.concrete_fields if each.attname == column)
    if isinstance(model_field, RichTextField):
        return same_html(value)
    if isinstance(model_field, models.DecimalField):
        return None if value is None else float(value)
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
