"""What of a page everybody may read, read off its model: for the API, the formats by suffix and the data dump.

There is no list of public fields. A field is public when its model says how it is translated (which a system check asks of
every content field), unless the model names it in `private_fields` (nobody may show it) or `internal_fields` (it says
nothing to readers). Names are those of the library format. `public_values` puts what readers may know in the place of
what editors know: the settlement only where it may be told.
"""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.blocks import StreamBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page, TranslatableMixin

from core.concepts import kind_of
from core.fields import ChoiceSetField, PartialDateField
from core.translation.rules import rules_of

COORDINATES = "coordinates"
# Columns of a part that say nothing to readers, or that its place in the list says.
NO_CONTENT_OF_PARTS = frozenset({"sort_order", "locale", "translation_key"})
Vocabulary = tuple[tuple[str, str | Promise], ...]


class ValueType(enum.StrEnum):
    """What a public value is, as plain data."""

    TEXT = "text"
    HTML = "html"  # rich text, its links absolute
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    PARTIAL_DATE = "partial date"  # "2023", "2023-02", "2023-02-14"
    MOMENT = "moment"  # with its offset from UTC
    ADDRESS = "address"  # of a page in the web
    CHOICE = "choice"  # a key of the vocabulary
    CHOICES = "choices"
    CONCEPT = "concept"  # a key of a topic or term
    WORK = "work"
    IMAGE = "image"
    COORDINATES = "coordinates"
    BLOCKS = "blocks"
    LIST = "list"  # of one value each
    RECORDS = "records"  # of several values each


@dataclass(frozen=True)
class PublicField:
    """A public field: its name, the attribute that holds it, and what its values are.

    `parts` are those of a record, or the only one of each value of a list. `concept` is the kind of concept whose key it
    holds, `model` that of the parts, `stream_block` what a body may hold.
    """

    name: str
    source: str
    value_type: ValueType
    label: str | Promise
    help_text: str | Promise = ""
    unit: str = ""
    vocabulary: Vocabulary = ()
    concept: str = ""
    is_optional: bool = True
    parts: tuple["PublicField", ...] = ()
    model: type[models.Model] | None = None
    stream_block: StreamBlock | None = None

    @property
    def is_list(self) -> bool:
        """Its values are rows of their own."""
        return self.value_type in {ValueType.LIST, ValueType.RECORDS}


def public_types() -> list[type[Any]]:
    """The page types that are works, in the order of their kinds: those of which a kind is more than a list of pages."""
    from core.models import BasePage

    types = (model for model in apps.get_models() if issubclass(model, BasePage) and model.kind != "index")
    return sorted(types, key=lambda model: str(model.kind))


def public_shape(model: type[models.Model]) -> tuple[PublicField, ...]:
    """The public fields of a page type or of a part of one, in the order of the model."""
    return _public_shape(model)


def pages_with_concept(kind: str, key: str) -> Q:
    """The pages that name a topic or a term by its key: one condition for all types."""
    condition = Q(pk__in=[])
    for model in public_types():
        for field in public_shape(model):
            if field.value_type == ValueType.LIST and field.parts[0].concept == kind:
                assert field.model is not None
                named = field.model._default_manager.filter(**{f"{field.parts[0].source}__key": key})
                condition |= Q(pk__in=named.order_by().values(parent_field_of(field.model)))
    return condition


def parent_field_of(model: type[models.Model]) -> str:
    """The name of a part's link to its page."""
    return next(field.name for field in model._meta.concrete_fields if isinstance(field, ParentalKey))


@cache
def _public_shape(model: Any) -> tuple[PublicField, ...]:
    hidden = {*getattr(model, "private_fields", ()), *getattr(model, "internal_fields", ())}
    names = {field: name for name, field in library_names(model).items()}
    told: dict[str, str] = getattr(model, "public_values", {})
    relations = {relation.get_accessor_name(): relation for relation in get_all_child_relations(model)}
    fields = []
    for source in _content_names(model):
        if source in hidden:
            continue
        name = names.get(source, source)
        if source in relations:
            fields.append(_list_field(relations[source].related_model, name, source))
        else:
            field = model._meta.get_field(source)
            fields.append(_plain_field(model, field, name, told.get(source, source)))
    if COORDINATES in told:
        label = _("latitude and longitude in degrees (WGS 84), where the exact place may be known")
        fields.append(PublicField(COORDINATES, told[COORDINATES], ValueType.COORDINATES, label))
    return tuple(fields)


def _content_names(model: Any) -> Iterator[str]:
    """A page's content is what has a rule of translation; of a part it is every column of its own."""
    if issubclass(model, Page):
        yield from rules_of(model)
        return
    for field in model._meta.concrete_fields:
        is_link = field.primary_key or isinstance(field, ParentalKey)
        if not is_link and field.name not in NO_CONTENT_OF_PARTS:
            yield field.name


def library_names(model: Any) -> dict[str, str]:
    """`library_names` of a page type and everything it is made of: names of the format, with those of the fields."""
    names: dict[str, str] = {}
    for base in reversed(model.__mro__):
        names.update(base.__dict__.get("library_names", {}))
    return names


def _list_field(model: type[models.Model], name: str, source: str) -> PublicField:
    parts = public_shape(model)
    is_plain = len(parts) == 1 and not issubclass(model, TranslatableMixin)
    return PublicField(
        name,
        source,
        ValueType.LIST if is_plain else ValueType.RECORDS,
        parts[0].label if is_plain else model._meta.verbose_name_plural or "",
        is_optional=False,
        parts=parts,
        model=model,
    )


def _plain_field(model: Any, field: Any, name: str, source: str) -> PublicField:
    vocabulary: Vocabulary = ()
    if isinstance(field, ChoiceSetField) and field.vocabulary is not None:
        vocabulary = tuple((choice.value, choice.label) for choice in field.vocabulary)
    elif field.choices:
        vocabulary = tuple((str(key), label) for key, label in field.flatchoices)
    return PublicField(
        name,
        source,
        type_of(field),
        field.verbose_name,
        field.help_text,
        unit=getattr(model, "units", {}).get(field.name, ""),
        vocabulary=vocabulary,
        concept=kind_of(field.related_model) if field.is_relation else "",
        is_optional=field.null or field.blank or source != field.name,
        stream_block=getattr(field, "stream_block", None),
    )


def type_of(field: Any) -> ValueType:
    """Raises TypeError for a class of fields of which nobody has said how it is told."""
    if field.is_relation:
        if issubclass(field.related_model, AbstractImage):
            return ValueType.IMAGE
        if issubclass(field.related_model, Page):
            return ValueType.WORK
        if kind_of(field.related_model):
            return ValueType.CONCEPT
    elif field.choices:
        return ValueType.CHOICE
    else:
        for kind, type_ in _TYPES:
            if isinstance(field, kind):
                return type_
    raise TypeError(f"{field} has no public form: see core.public_shapes")


# The first that fits holds.
_TYPES: tuple[tuple[type[models.Field], ValueType], ...] = (
    (ChoiceSetField, ValueType.CHOICES),
    (PartialDateField, ValueType.PARTIAL_DATE),
    (RichTextField, ValueType.HTML),
    (StreamField, ValueType.BLOCKS),
    (models.URLField, ValueType.ADDRESS),
    (models.CharField, ValueType.TEXT),
    (models.TextField, ValueType.TEXT),
    (models.BooleanField, ValueType.BOOLEAN),
    (models.IntegerField, ValueType.INTEGER),
    (models.DecimalField, ValueType.DECIMAL),
    (models.DateTimeField, ValueType.MOMENT),
    (models.DateField, ValueType.DATE),
)
