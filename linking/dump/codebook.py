"""What every column of the tables means, read off the models: two tables of their own."""

from collections.abc import Iterator
from typing import Any

from django.utils import translation

from linking.dump.tables import Column, Table

COLUMNS = ("file", "column", "type", "unit", "vocabulary", "meaning_en", "meaning_hu", "help_en")
VOCABULARY = ("vocabulary", "key", "meaning_en", "meaning_hu")


def describe_columns(tables: list[Table]) -> Iterator[list[str]]:
    """A row of `COLUMNS` for each column of each table."""
    for table in tables:
        for column in table.columns:
            yield [file_of(table), column.name, column.type, *_describe(table, column)]


def describe_vocabularies(tables: list[Table]) -> Iterator[list[str]]:
    """A row of `VOCABULARY` for each key of each closed vocabulary."""
    for table in tables:
        for column in table.columns:
            for key, label in column.field.vocabulary if column.field else ():
                yield [_vocabulary_of(table, column), key, _in("en", label), _in("hu", label)]


def file_of(table: Table) -> str:
    """The file of a table in the dump."""
    return f"csv/{table.name}.csv"


def _describe(table: Table, column: Column) -> list[str]:
    field = column.field
    if field is None or column.meaning:
        return ["degrees" if field else "", "", column.meaning, "", ""]
    concept = field.concept or (field.parts[0].concept if field.parts else "")
    vocabulary = f"{concept}s.jsonl" if concept else _vocabulary_of(table, column) if field.vocabulary else ""
    return [
        field.unit,
        vocabulary,
        _in("en", field.label),
        _in("hu", field.label),
        _in("en", field.help_text),
    ]


def _vocabulary_of(table: Table, column: Column) -> str:
    return f"{table.name}.{column.name}"


def _in(language_code: str, text: Any) -> str:
    with translation.override(language_code):
        return str(text)
