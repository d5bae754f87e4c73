"""Every reference that a file makes, with its place: one walk for checks, digests and images."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from wagtail.models import Page

from linking.library.documents import Block, ConceptRef, DocumentRef, ImageRef, PageRef, Text
from linking.library.richtext import Rich
from linking.library.shapes import WorkShape

Reference = PageRef | ConceptRef | ImageRef | DocumentRef


@dataclass(frozen=True)
class PlacedReference:
    """A reference, the field that makes it and its line. `kind` is the field without the number of the item."""

    value: Reference
    field: str
    line: int
    kind: str


def find_references(text: Text) -> Iterator[PlacedReference]:
    """All references of a file, in no particular order."""
    for name, located in text.values.items():
        yield from _inside(located.value, name, located.line, name)
    for name, items in text.lists.items():
        for number, item in enumerate(items, start=1):
            for field, located in item.values.items():
                yield from _inside(located.value, f"{name}.{number}.{field}", located.line, f"{name}.{field}")
    for place, located in text.declared.items():
        value = located.value.value if isinstance(located.value, Block) else located.value
        yield from _inside(value, "translated_from", located.line, f"{place[0]}.older")
    for name, blocks in text.streams.items():
        for block in blocks:
            yield from _inside(block.value, name, block.line, name)


def name_in_file(placed: PlacedReference, shape: WorkShape) -> str:
    """The field as the file calls it: `topics.2` for the second of the topics."""
    relation, *rest = placed.field.split(".")
    for each in shape.lists.values():
        if each.relation == relation:
            return ".".join([each.name, *(rest[:1] if each.reference else rest)])
    return next((each.name for each in shape.fields.values() if each.field.name == relation), relation)


def page_types_of(shape: WorkShape) -> dict[str, type[Page]]:
    """The page type that each field (`PlacedReference.kind`) refers to; bodies refer to any."""
    fields = {each.field.name: each.field for each in shape.fields.values()}
    for each in shape.lists.values():
        fields.update({f"{each.relation}.{inner.field.name}": inner.field for inner in each.fields.values()})
    return {
        name: field.related_model
        for name, field in fields.items()
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Page)
    }


def _inside(value: Any, field: str, line: int, kind: str) -> Iterator[PlacedReference]:
    if isinstance(value, (PageRef, ConceptRef, ImageRef, DocumentRef)):
        yield PlacedReference(value, field, line, kind)
    elif isinstance(value, Rich):
        # Not of the field's kind: a text may lead to any work.
        yield from (PlacedReference(each, field, line, f"{kind}.text") for each in value.references)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _inside(inner, field, line, kind)
    elif isinstance(value, list):
        for inner in value:
            yield from _inside(inner, field, line, kind)
