"""The front matter of a file: fields, and lists of references or of small records."""

from dataclasses import replace
from typing import Any

from linking.library.bodies import read_body
from linking.library.documents import Item, Located, Text
from linking.library.problems import Problems
from linking.library.richtext import PARSER, Place, render_rich
from linking.library.shapes import FieldShape, ListShape, WorkShape
from linking.library.values import closest, parse_value
from linking.library.yamldata import Entry, Mapping, Scalar, Sequence

SOURCE_KEYS = ("id", "type", "order", "consent", "permalink", "restriction")
TRANSLATION_KEYS = ("translation_of", "translated_from", "incomplete")


def read_matter(
    mapping: Mapping, shape: WorkShape, is_translation: bool, text: Text, problems: Problems
) -> None:
    """Put the front matter into `text`. Unknown keys, and in a translation synchronised ones, are problems."""
    own_keys = TRANSLATION_KEYS if is_translation else SOURCE_KEYS
    for name, line in mapping.lines.items():
        if name in own_keys:
            continue
        known = shape.fields.get(name) or shape.lists.get(name)
        if known is None:
            problems.add(line, name, f"Unknown key.{closest(name, [*own_keys, *shape.matter])}")
        elif known.is_section:
            problems.add(line, name, f"This is a section: write it below the front matter, under “# {name}”.")
        elif is_translation and not _has_text(known):
            problems.add(line, name, "This is the same in every language: it stands in the source file only.")
        elif isinstance(known, FieldShape):
            _read_field(known, mapping.items.get(name), line, text, problems)
        else:
            text.lines[known.relation] = line
            text.lists[known.relation] = _read_list(known, mapping.items.get(name), line, problems)
    if is_translation:
        text.declared = _read_declared(mapping.items.get("translated_from"), shape, problems)


def _has_text(shape: FieldShape | ListShape) -> bool:
    """Whether a translation may name it: a text, the day of its first publication, a picture to say what it shows."""
    if isinstance(shape, ListShape):
        return shape.has_text
    return shape.is_translated or shape.stays or shape.is_picture


def _read_field(shape: FieldShape, entry: Entry | None, line: int, text: Text, problems: Problems) -> None:
    text.lines[shape.field.name] = line
    value = parse_value(shape, entry, shape.name, problems) if entry is not None else None
    if value is not None and value != "":
        text.values[shape.field.name] = Located(value, line)


def _read_list(shape: ListShape, entry: Entry | None, line: int, problems: Problems) -> list[Item]:
    if entry is None:
        return []
    if not isinstance(entry, Sequence):
        problems.add(line, shape.name, "A list is expected here.")
        return []
    items = []
    for number, each in enumerate(entry.items, start=1):
        name = f"{shape.name}.{number}"
        if shape.reference is not None:
            value = parse_value(shape.reference, each, name, problems)
            values = {shape.reference.field.name: Located(value, each.line)} if value is not None else {}
            items.append(Item(each.line, values))
        else:
            items.append(_read_record(shape, each, name, problems))
    return items


def _read_record(shape: ListShape, entry: Entry, name: str, problems: Problems) -> Item:
    item = Item(entry.line)
    if isinstance(entry, Scalar) and not entry.text:
        return item  # an empty item of a translation
    if not isinstance(entry, Mapping):
        problems.add(entry.line, name, f"Keys and values are expected here: {', '.join(shape.fields)}.")
        return item
    for key, line in entry.lines.items():
        known = shape.fields.get(key)
        if known is None:
            problems.add(line, f"{name}.{key}", f"Unknown key.{closest(key, list(shape.fields))}")
            continue
        value_entry = entry.items.get(key)
        value = (
            parse_value(known, value_entry, f"{name}.{key}", problems) if value_entry is not None else None
        )
        if value is not None and value != "":
            item.values[known.field.name] = Located(value, line)
    return item


def _read_declared(entry: Entry | None, shape: WorkShape, problems: Problems) -> dict[tuple, Located]:
    """`translated_from`: the place of each text and the older source text that stood there."""
    if entry is None:
        return {}
    if not isinstance(entry, Mapping):
        problems.add(entry.line, "translated_from", "Fields and their older source texts are expected here.")
        return {}
    declared: dict[tuple, Located] = {}
    for name, line in entry.lines.items():
        field_name, value_entry = f"translated_from.{name}", entry.items.get(name)
        place, known = _find_place(name, shape)
        if known is None or not known.is_translated or known.is_stream != (len(place) == 2):
            problems.add(line, field_name, "Name a translated text: summary, steps.2.title, or body.3.")
        elif not isinstance(value_entry, Scalar):
            problems.add(line, field_name, "The older source text is missing.")
        else:
            value = _read_older(known, value_entry, field_name, problems)
            if value:
                declared[place] = Located(value, line)
    return declared


def _find_place(name: str, shape: WorkShape) -> tuple[tuple, FieldShape | None]:
    parts = name.split(".")
    if len(parts) == 1:
        field = shape.fields.get(name)
        return (field.field.name,) if field else (), field
    if len(parts) == 2 and parts[0] in shape.fields and parts[1].isdecimal() and int(parts[1]) > 0:
        field = shape.fields[parts[0]]
        return (field.field.name, int(parts[1]) - 1), field
    if len(parts) == 3 and parts[0] in shape.lists and parts[1].isdecimal() and int(parts[1]) > 0:
        known = shape.lists[parts[0]]
        item_field = known.fields.get(parts[2])
        if item_field is not None:
            return (known.relation, int(parts[1]) - 1, item_field.field.name), item_field
    return (), None


def _read_older(shape: FieldShape, entry: Scalar, field_name: str, problems: Problems) -> Any:
    if not shape.is_section:
        return parse_value(shape, entry, field_name, problems)
    place = Place(field_name, frozenset(), entry.line, tuple(entry.text.split("\n")))
    if shape.is_rich:
        return render_rich(PARSER.parse(entry.text), replace(place, features=shape.features), problems)
    blocks = read_body(PARSER.parse(entry.text), place, problems)
    if len(blocks) != 1:
        problems.add(entry.line, field_name, "This has to be one block, as it stood there.")
        return None
    return blocks[0]
