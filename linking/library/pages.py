"""A file's text as the content of a page: built in memory, and put on a page."""

import uuid
from typing import Any

from django.db import models
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Locale, TranslatableMixin

from core.models import BasePage
from linking.library.blocks import Resolve, give_ids, raw_blocks, take_ids
from linking.library.contents import Child, Content, comparable, stored_blocks, stored_children
from linking.library.documents import ConceptRef, ImageRef, Item, PageRef, Text
from linking.library.matching import Entry, match
from linking.library.references import PENDING
from linking.library.richtext import Rich
from linking.library.shapes import ListShape, WorkShape


def source_content(shape: WorkShape, text: Text, existing: BasePage | None, resolve: Resolve) -> Content:
    """The content of a source. What a file leaves out has its default value; `existing` gives identities."""
    content = Content()
    for each in shape.fields.values():
        name = each.field.name
        if each.is_stream:
            content.streams[name] = raw_blocks(text.streams.get(name, []), resolve)
            give_ids(content.streams[name], stored_blocks(existing, name) if existing else [])
        elif name in text.values:
            content.values[each.field.attname] = plain_value(text.values[name].value, resolve)
        elif not each.stays:
            content.values[each.field.attname] = each.field.get_default()
    for shape_of_list in shape.lists.values():
        items = text.lists.get(shape_of_list.relation, [])
        children = [_child(shape_of_list, item, resolve) for item in items]
        _continue_children(shape_of_list, children, existing)
        content.children[shape_of_list.relation] = children
    return content


def final_content(
    shape: WorkShape, text: Text, planned: Content, page: BasePage | None, resolve: Resolve
) -> Content:
    """The content of a source once its references lead somewhere, with the identities that were planned for it.

    `page` is the page as it is stored now, None if there is none yet.
    """
    content = source_content(shape, text, None, resolve)
    for name, raw in content.streams.items():
        take_ids(raw, planned.streams[name])
    for list_shape in shape.lists.values():
        children = content.children[list_shape.relation]
        stored = stored_children(page, list_shape) if page else []
        if not list_shape.has_text:
            _continue_children(list_shape, children, page)
            continue
        rows = {child.key: child.pk for child in stored}
        for child, original in zip(children, planned.children[list_shape.relation], strict=True):
            child.key, child.pk = original.key, rows.get(original.key)
    return content


def set_older(content: Content, text: Text, resolve: Resolve) -> dict[tuple, str]:
    """Put the older source texts that a translation declares into a source's content; the path of each place."""
    paths: dict[tuple, str] = {}
    for place, located in text.declared.items():
        value = plain_value(located.value, resolve)
        if len(place) == 2:
            name, number = place
            block = content.streams[name][number]
            older = raw_blocks([located.value], resolve)
            take_ids(older, [block])
            content.streams[name][number] = older[0]
            paths[place] = f"{name}.{block['id']}"
        elif len(place) == 1:
            content.values[place[0]] = value
            paths[place] = place[0]
        else:
            relation, number, name = place
            child = content.children[relation][number]
            child.values[name] = value
            paths[place] = f"{relation}.{child.key}.{name}"
    return paths


def translated_content(shape: WorkShape, text: Text, source: Content, resolve: Resolve) -> Content:
    """The content of a translation: the source's, with the text of its file. Both mirror each other already."""
    content = Content(dict(source.values))
    for each in shape.fields.values():
        name = each.field.name
        if each.is_stream:
            content.streams[name] = raw_blocks(text.streams.get(name, []), resolve)
            take_ids(content.streams[name], source.streams[name])
        elif each.is_translated:
            located = text.values.get(name)
            content.values[each.field.attname] = (
                plain_value(located.value, resolve) if located else each.field.get_default()
            )
    for shape_of_list in shape.lists.values():
        originals = source.children[shape_of_list.relation]
        items = text.lists.get(shape_of_list.relation, []) if shape_of_list.has_text else []
        children = []
        for number, original in enumerate(originals):
            child = Child(dict(original.values), original.key)
            for each in shape_of_list.fields.values():
                if each.is_translated:
                    located = items[number].values.get(each.field.name) if number < len(items) else None
                    child.values[each.field.attname] = plain_value(located.value, resolve) if located else ""
            children.append(child)
        content.children[shape_of_list.relation] = children
    return content


def plain_value(value: Any, resolve: Resolve) -> Any:
    """A file's value as a column's: the HTML of rich text, the primary key of a reference."""
    if isinstance(value, Rich):
        return value.resolved(resolve)
    if isinstance(value, (PageRef, ConceptRef, ImageRef)):
        return resolve(value)
    return value


def _child(shape: ListShape, item: Item, resolve: Resolve) -> Child:
    values = {}
    for each in shape.fields.values():
        located = item.values.get(each.field.name)
        values[each.field.attname] = (
            plain_value(located.value, resolve) if located else each.field.get_default()
        )
    return Child(values)


def _continue_children(shape: ListShape, children: list[Child], existing: BasePage | None) -> None:
    """Give each child the row and the translation key of the one that it continues; a new one a new key."""
    stored = stored_children(existing, shape) if existing else []
    text_names = [each.field.attname for each in shape.fields.values() if each.is_translated]

    def entry(child: Child) -> Entry:
        texts = [str(child.values.get(name) or "") for name in text_names]
        content = repr([comparable(shape.model, name, child.values[name]) for name in sorted(child.values)])
        return Entry(content, " ".join(texts), name=texts[0] if texts else "")

    for child, number in zip(
        children, match([entry(c) for c in stored], [entry(c) for c in children]), strict=True
    ):
        if number is not None:
            child.key, child.pk = stored[number].key, stored[number].pk
        elif shape.has_text:
            child.key = uuid.uuid4()


def put_on(content: Content, shape: WorkShape, page: BasePage, locale: Locale) -> None:
    """Put the content on a page, in memory. Everything that files do not tell stays; what is not made yet is empty."""
    for column, value in content.values.items():
        setattr(page, column, _made(page, column, value))
    for name, raw in content.streams.items():
        stream: StreamField = page._meta.get_field(name)
        setattr(page, name, StreamValue(stream.stream_block, raw, is_lazy=True))
    for list_shape in shape.lists.values():
        children = [
            _instance(list_shape, child, place, locale)
            for place, child in enumerate(content.children[list_shape.relation])
            if _is_complete(list_shape, child)
        ]
        getattr(page, list_shape.relation).set(children)


def _is_complete(shape: ListShape, child: Child) -> bool:
    """A list of references holds only those that lead somewhere yet."""
    return shape.reference is None or child.values[shape.reference.field.attname] not in (None, PENDING)


def _made(owner: models.Model, column: str, value: Any) -> Any:
    is_key = value == PENDING and any(
        isinstance(each, models.ForeignKey) and each.attname == column for each in owner._meta.concrete_fields
    )
    return None if is_key else value


def _instance(shape: ListShape, child: Child, place: int, locale: Locale) -> models.Model:
    instance: Any = shape.model(sort_order=place, pk=child.pk)
    for column, value in child.values.items():
        setattr(instance, column, _made(instance, column, value))
    if issubclass(shape.model, TranslatableMixin):
        instance.translation_key = child.key
        instance.locale = locale
    return instance
