"""Works as tables: one for each kind with a row a text, and one for each of its lists of records; flat columns, no markup.

Columns follow from the models (`core.public_shapes`), and the codebook from the same columns.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import Block, ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock

from core.public_shapes import PublicField, ValueType, public_shape, public_types
from core.text import in_a_row, plain_text

SEPARATOR = "; "
# What a spreadsheet would take for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
POSITION, CODE, LANGUAGE = "position", "code", "language"


@dataclass(frozen=True)
class Column:
    """A column: its name, what it means, and the field that fills it, if one does."""

    name: str
    meaning: str
    type: str
    field: PublicField | None = None


@dataclass(frozen=True)
class Table:
    """A file of the dump. `records` is the field whose records are its rows; None for a table of texts."""

    name: str
    kind: str
    columns: tuple[Column, ...]
    records: PublicField | None = None


# What a row says of its text beside the fields of its kind.
OF_TEXT = (
    Column(CODE, "the code of the work, the same for good and in every language", "text"),
    Column(LANGUAGE, "the language of the text: hu or en", "text"),
    Column("permalink", "the address of the text that never changes", "address"),
    Column("url", "where the text is now", "address"),
    Column("version", "the number of the text as it is now", "integer"),
    Column("published", "when the text was first public", "moment"),
    Column("changed", "since when the text has been as it is", "moment"),
    Column("translation", "original; or of a translation complete, stale or incomplete", "text"),
    Column("licence_url", "the licence of the text; empty where all rights are reserved", "address"),
)
OF_RECORD = (*OF_TEXT[:2], Column(POSITION, "the place of the record in its list, from 1", "integer"))
BOTH_COORDINATES = (
    Column("latitude", "degrees north (WGS 84), where the exact place may be known", "decimal"),
    Column("longitude", "degrees east (WGS 84), where the exact place may be known", "decimal"),
)


def list_tables() -> list[Table]:
    """All tables, by kind."""
    return [table for model in public_types() for table in _tables_of(model)]


def rows_of(table: Table, work: Mapping[str, Any]) -> Iterator[list[str]]:
    """The rows that a work, as `linking.representation` gives it, has in a table of its kind."""
    for text in work["texts"]:
        told = {
            CODE: work["code"],
            **text,
            "translation": text["translation"]["state"],
            "licence_url": text["licence"]["url"],
        }
        if table.records is None:
            yield [_cell(column, told, text["fields"]) for column in table.columns]
            continue
        for position, record in enumerate(text["fields"][table.records.name], start=1):
            yield [_cell(column, {**told, POSITION: position}, record) for column in table.columns]


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before what could begin one."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _tables_of(model: type[Any]) -> Iterator[Table]:
    shape = public_shape(model)
    plain = [field for field in shape if field.value_type != ValueType.RECORDS]
    yield Table(model.kind, model.kind, (*OF_TEXT, *_columns(plain)))
    for field in shape:
        if field.value_type == ValueType.RECORDS:
            yield Table(f"{model.kind}-{field.name}", model.kind, (*OF_RECORD, *_columns(field.parts)), field)


def _columns(fields: Any) -> Iterator[Column]:
    for field in fields:
        if field.value_type == ValueType.COORDINATES:
            yield from (Column(each.name, each.meaning, each.type, field) for each in BOTH_COORDINATES)
        else:
            yield Column(field.name, "", _type_in_table(field), field)


def _type_in_table(field: PublicField) -> str:
    """How a column holds what is more than one value, or no text, elsewhere."""
    value_type = field.parts[0].value_type if field.value_type == ValueType.LIST else field.value_type
    name = {
        ValueType.HTML: "text",
        ValueType.BLOCKS: "text",
        ValueType.WORK: "permalink",
        ValueType.IMAGE: "address",
        ValueType.CHOICES: "choice",
    }.get(value_type, value_type.value)
    is_several = field.value_type in {ValueType.LIST, ValueType.CHOICES}
    return f"several: {name}, separated by “{SEPARATOR}”" if is_several else name


def _cell(column: Column, told: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    field = column.field
    if field is None:
        return _plain(told[column.name])
    value = values[field.name]
    if field.value_type == ValueType.COORDINATES:
        return "" if value is None else _plain(value[0 if column.name == "latitude" else 1])
    return _plain(_flat(field, value))


def _flat(field: PublicField, value: Any) -> Any:
    if value is None:
        return None
    if field.value_type == ValueType.LIST:
        return SEPARATOR.join(str(_flat(field.parts[0], each) or "") for each in value)
    if field.value_type == ValueType.CHOICES:
        return SEPARATOR.join(value)
    if field.value_type == ValueType.HTML:
        return plain_text(value)
    if field.value_type == ValueType.WORK:
        return value["permalink"] or value["url"]
    if field.value_type == ValueType.IMAGE:
        return value["url"]
    if field.value_type == ValueType.BLOCKS:
        assert field.stream_block is not None
        return in_a_row(_texts(field.stream_block, value))
    return value


def _texts(block: Block, value: Any) -> Iterator[str]:
    """What a block says, in the order of reading: of a work its title, of a picture the words in its place."""
    if value is None:
        return
    if isinstance(block, StreamBlock):
        for each in value:
            yield from _texts(block.child_blocks[each["type"]], each["value"])
    elif isinstance(block, ListBlock):
        for each in value:
            yield from _texts(block.child_block, each)
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _texts(child, value[name])
    elif isinstance(block, RichTextBlock):
        yield plain_text(value)
    elif isinstance(block, ChooserBlock):
        yield value.get("title") or value.get("alt") or ""
    else:
        yield str(value)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe(value) if isinstance(value, str) else str(value)
