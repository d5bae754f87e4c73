"""A text of a work as its file: the front matter, then the sections, in the order of the page type's fields."""

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from core.concepts import kind_of
from core.fields import ChoiceSetField, PartialDateField
from linking.library.bodies import NOTES
from linking.library.contents import Child, Content
from linking.library.export.blocks import link_target, name_of, write_body, write_image, write_note
from linking.library.export.markdown import write_heading, write_rich
from linking.library.export.names import Names
from linking.library.export.yamltext import Word, write_document
from linking.library.reading import FENCE
from linking.library.shapes import FieldShape, ListShape, WorkShape

Matter = list[tuple[str, Any]]
NOON = datetime.time(12)


@dataclass
class TextToWrite:
    """What a file is to say: `head` gives the keys above the fields; `hidden` are fields that it leaves out."""

    shape: WorkShape
    content: Content
    language_code: str
    head: Callable[[], Matter]
    is_translation: bool = False
    hidden: Collection[str] = field(default=())


def write_text(text: TextToWrite, names: Names) -> str:
    """The file, with its line end."""
    matter = list(_iterate_matter(text, names))
    sections = [f"# {name}\n\n{written}\n" for name, written in _iterate_sections(text, names)]
    return "\n".join([f"{FENCE}\n{write_document([*text.head(), *matter])}{FENCE}\n", *sections])


def _iterate_matter(text: TextToWrite, names: Names) -> Iterator[tuple[str, Any]]:
    values = text.content.values
    for each in text.shape.fields.values():
        if each.is_section or each.field.name in text.hidden or each.field.attname not in values:
            continue
        value = values[each.field.attname]
        if not each.stays and not _is_said(each, value, text, names):
            continue
        value = write_value(each, value, names, text.language_code)
        if value is not None:
            yield each.name, value
    for shape in text.shape.lists.values():
        if not shape.is_section and (shape.has_text or not text.is_translation):
            children = text.content.children[shape.relation]
            entries = _write_entries(shape, children, text, names)
            if entries:
                yield shape.name, entries


def _write_entries(
    shape: ListShape, children: list[Child], text: TextToWrite, names: Names
) -> list[str] | list[dict[str, Any]]:
    records = [_write_record(shape, child, text, names) for child in children]
    if shape.reference is None:
        return records
    name = shape.reference.name
    return list(dict.fromkeys(record[name] for record in records if name in record))


def _write_record(shape: ListShape, child: Child, text: TextToWrite, names: Names) -> dict[str, Any]:
    record = {}
    for each in shape.fields.values():
        value = child.values[each.field.attname]
        if _is_said(each, value, text, names):
            value = write_value(each, value, names, text.language_code)
            if value is not None:
                record[each.name] = value
    return record


def _iterate_sections(text: TextToWrite, names: Names) -> Iterator[tuple[str, str]]:
    for each in text.shape.fields.values():
        if not each.is_section or each.field.name in text.hidden:
            continue
        if each.is_stream:
            written = write_body(text.content.streams[each.field.name], names, text.language_code)
        else:
            written = write_rich(text.content.values[each.field.attname], link_target(names))
        if written:
            yield each.name, written
    for shape in text.shape.lists.values():
        if shape.is_section and text.content.children[shape.relation]:
            entries = [
                _write_section(shape, child, text, names) for child in text.content.children[shape.relation]
            ]
            yield shape.name, "\n\n".join(entries)


def _write_section(shape: ListShape, child: Child, text: TextToWrite, names: Names) -> str:
    """`## Title {minutes=20}`, the text, notes and an image."""
    heading = write_heading(str(child.values[shape.heading.field.attname] or ""))
    heading = heading.replace("{", "&#123;").replace("}", "&#125;")
    facts, images = [], []
    for each in shape.fields.values():
        value = child.values[each.field.attname]
        if each.is_translated or value in (None, "") or not _is_said(each, value, text, names):
            continue
        if each.is_picture:
            images.append(write_image(value, names, text.language_code))
        else:
            facts.append(f"{each.name}={write_value(each, value, names, text.language_code)}")
    parts = [heading + (f" {{{' '.join(facts)}}}" if facts else "")]
    parts.append(write_rich(child.values[shape.main_text.field.attname], link_target(names)))
    for kind in NOTES.values():
        note = shape.fields.get(kind)
        if note is not None:
            parts.append(write_note(kind, child.values[note.field.attname], names))
    return "\n\n".join(part for part in [*parts, *images] if part)


def _is_said(shape: FieldShape, value: Any, text: TextToWrite, names: Names) -> bool:
    """A source says everything, a translation its texts and what pictures show."""
    if not text.is_translation or shape.is_translated:
        return True
    image = names.image(value) if shape.is_picture else None
    return image is not None and bool(getattr(image, f"alt_{text.language_code}").strip())


# --- values -----------------------------------------------------------------------------------------------------------


def write_value(shape: FieldShape, value: Any, names: Names, language_code: str) -> str | list[str] | None:
    """A column's value as the front matter has it; None where there is nothing to say."""
    model_field = shape.field
    if isinstance(model_field, ChoiceSetField):
        return [Word(key) for key in value] or None
    if value is None:
        return None
    if isinstance(model_field, models.ForeignKey):
        return _write_reference(model_field, value, names, language_code)
    for kind, write in WRITERS.items():
        if isinstance(model_field, kind):
            return write(model_field, value)
    text = str(value).replace("\r\n", "\n").strip()
    if isinstance(model_field, models.CharField):
        text = " ".join(text.split("\n"))
    if not text:
        return None
    return Word(text) if model_field.choices or isinstance(model_field, PartialDateField) else text


def _write_reference(model_field: Any, pk: int, names: Names, language_code: str) -> str | None:
    model = model_field.related_model
    if issubclass(model, AbstractImage):
        image = names.image(pk)
        if image is None:
            return None
        return f"![{' '.join(getattr(image, f'alt_{language_code}').split())}]({name_of(image)})"
    if issubclass(model, Page):
        path = names.path(pk)
        return Word(path) if path else None
    key = names.concept(kind_of(model), pk)
    return Word(key) if key else None


def _write_boolean(model_field: Any, value: Any) -> str | None:
    return Word("true" if value else "false") if value or value != model_field.get_default() else None


def _write_moment(model_field: Any, value: datetime.datetime) -> str:
    """In the site's time zone, as short as it can be said."""
    local = timezone.localtime(value)
    plain = local.replace(tzinfo=None)
    if plain.time() == NOON and model_field.name == "first_published_at":
        return Word(plain.date().isoformat())
    is_exact = timezone.make_aware(plain) == value
    moment = plain if is_exact else local
    return Word(moment.isoformat(timespec="auto" if plain.second or plain.microsecond else "minutes"))


def _write_decimal(model_field: Any, value: Any) -> str:
    plain = format(Decimal(str(value)), "f")
    return Word(plain.rstrip("0").rstrip(".") if "." in plain else plain)


# In this order: a DateTimeField is a DateField as well.
WRITERS: Mapping[type[models.Field], Callable[[Any, Any], str | None]] = {
    models.BooleanField: _write_boolean,
    models.DateTimeField: _write_moment,
    models.DateField: lambda _field, value: Word(value.isoformat()),
    models.DecimalField: _write_decimal,
    models.IntegerField: lambda _field, value: Word(str(value)),
}
