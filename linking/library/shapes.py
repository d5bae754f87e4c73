"""Page types as the format sees them, read off the models: which names a file may use, and what each one is.

A page type says of itself `library_folder`, its translation rules and, where a name of the format differs from the
field's, `library_names`. No page type is known here by name.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.models import BasePage
from core.public_shapes import library_names
from core.translation.rules import rules_of

# Decisions of editors about a page, no content of a work.
NOT_IN_FILES = frozenset({"expire_at", "sort_order"})


@dataclass(frozen=True)
class FieldShape:
    """A field: its name in the file, whether it is translated, whether a published page must have it.

    Where a file does not name it, it gets its default value, unless it `stays` as it is: Wagtail's own columns, such as
    the day of the first publication.
    """

    name: str
    field: Any
    is_translated: bool
    is_required: bool
    stays: bool = False

    @property
    def is_rich(self) -> bool:
        """Written as a Markdown section, stored as rich text."""
        return isinstance(self.field, RichTextField)

    @property
    def is_stream(self) -> bool:
        """Written as a Markdown section, stored as blocks."""
        return isinstance(self.field, StreamField)

    @property
    def is_section(self) -> bool:
        """Written below the front matter."""
        return self.is_rich or self.is_stream

    @property
    def is_picture(self) -> bool:
        """An image. A translation may say in its own words what it shows."""
        return isinstance(self.field, models.ForeignKey) and issubclass(
            self.field.related_model, AbstractImage
        )

    @property
    def features(self) -> frozenset[str]:
        """The rich text features that the field allows."""
        return frozenset(self.field.features or ())


@dataclass(frozen=True)
class ListShape:
    """An inline relation of a page: a list of references, of small records, or of sections (steps)."""

    name: str
    relation: str
    model: type[models.Model]
    parent_field: str
    has_text: bool
    fields: dict[str, FieldShape] = field(default_factory=dict)

    @property
    def reference(self) -> FieldShape | None:
        """The only field of a list of references (`topics: [food]`), None for a list of records."""
        return next(iter(self.fields.values())) if not self.has_text and len(self.fields) == 1 else None

    @property
    def is_section(self) -> bool:
        """Its entries are headings with text below them."""
        return any(shape.is_rich for shape in self.fields.values())

    @property
    def heading(self) -> FieldShape:
        """Of a list of sections: the field that its headings are, the first translated one of a single line."""
        return next(shape for shape in self.fields.values() if shape.is_translated and not shape.is_rich)

    @property
    def main_text(self) -> FieldShape:
        """Of a list of sections: the field that the text below the headings is."""
        return next(shape for shape in self.fields.values() if shape.is_rich and shape.is_required)


@dataclass(frozen=True)
class WorkShape:
    """A page type: its fields and lists by their names in the file."""

    model: type[BasePage]
    fields: dict[str, FieldShape]
    lists: dict[str, ListShape]

    @property
    def sections(self) -> list[str]:
        """The names that stand below the front matter."""
        shapes: list[FieldShape | ListShape] = [*self.fields.values(), *self.lists.values()]
        return [shape.name for shape in shapes if shape.is_section]

    @property
    def matter(self) -> list[str]:
        """The names that stand in the front matter."""
        shapes: list[FieldShape | ListShape] = [*self.fields.values(), *self.lists.values()]
        return [shape.name for shape in shapes if not shape.is_section]

    def translated_fields(self) -> Iterator[FieldShape]:
        """The translated fields of the page itself."""
        return (shape for shape in self.fields.values() if shape.is_translated)


def library_types() -> dict[str, type[BasePage]]:
    """The page types of the library by their folder."""
    return {
        model.library_folder: model
        for model in apps.get_models()
        if issubclass(model, BasePage) and model.library_folder
    }


def shape_of(model: type[BasePage]) -> WorkShape:
    """The shape of a page type, found once."""
    return _shape_of(model)  # type: ignore[arg-type]  # the stubs do not know that classes are hashable


@cache
def _shape_of(model: Any) -> WorkShape:
    names = {field: name for name, field in library_names(model).items()}
    fields = {
        shape.name: shape
        for shape in (_field_shape(model, name, names) for name in _field_names(model))
        if shape
    }
    lists = {}
    rules = rules_of(model)
    for relation in get_all_child_relations(model):
        accessor = relation.get_accessor_name()
        if accessor in rules:
            shape = _list_shape(relation, names.get(accessor, accessor))
            lists[shape.name] = shape
    return WorkShape(model, fields, lists)


def _field_names(model: type[BasePage]) -> list[str]:
    """The fields in the order of the rules, and those that only `library_names` brings in."""
    relations = {relation.get_accessor_name() for relation in get_all_child_relations(model)}
    names = dict.fromkeys([*rules_of(model), *library_names(model).values()])
    return [name for name in names if name not in relations]


def _field_shape(model: type[models.Model], name: str, names: dict[str, str]) -> FieldShape | None:
    rule = rules_of(model).get(name)
    if name in NOT_IN_FILES or (
        rule is not None and not isinstance(rule, (TranslatableField, SynchronizedField))
    ):
        return None
    model_field: Any = model._meta.get_field(name)
    has_constant = model_field.has_default() and not callable(model_field.default)
    is_optional = model_field.blank or has_constant or rule is None
    is_translated = isinstance(rule, TranslatableField)
    return FieldShape(names.get(name, name), model_field, is_translated, not is_optional, stays=rule is None)


def _list_shape(relation: Any, name: str) -> ListShape:
    model = relation.related_model
    rules = rules_of(model)
    has_text = issubclass(model, TranslatableMixin)
    own = [
        each.name
        for each in model._meta.concrete_fields
        if not each.primary_key and not isinstance(each, ParentalKey) and each.name not in NOT_IN_FILES
    ]
    fields: dict[str, FieldShape] = {}
    for field_name in own:
        if has_text and field_name not in rules:
            continue
        shape = _field_shape(model, field_name, {})
        if shape is not None and not has_text:  # children without text have no rules of their own
            shape = FieldShape(shape.name, shape.field, False, not shape.field.blank)
        if shape is not None:
            fields[shape.name] = shape
    return ListShape(name, relation.get_accessor_name(), model, relation.field.name, has_text, fields)
