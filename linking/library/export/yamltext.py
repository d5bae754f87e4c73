"""Front matter written: what `linking.library.yamldata` reads."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

# Needs no quotation marks in YAML, in a list within brackets neither, and is never read as nothing.
PLAIN = re.compile(r"(?!null\Z)[a-z0-9](?:[a-z0-9_./+-]|:(?=[a-z0-9]))*\Z", re.IGNORECASE)
# What YAML takes for the end of a line, or for no character at all.
UNWRITTEN = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class Word(str):
    """A key, a number, a date or a path: written without quotation marks where YAML allows it."""

    __slots__ = ()


def write_scalar(value: str) -> str:
    """A text as one scalar, in quotation marks unless it is a `Word`."""
    if isinstance(value, Word) and PLAIN.match(value):
        return str(value)
    return UNWRITTEN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(str(value), ensure_ascii=False))


def write_entry(name: str, value: Any, indent: str = "") -> list[str]:
    """The lines of a key and its value: a text, a list of texts (in brackets), a mapping, or a list of mappings."""
    key = f"{indent}{write_scalar(Word(name))}:"
    if isinstance(value, str):
        return [f"{key} {write_scalar(value)}"]
    if isinstance(value, Mapping):
        lines = [line for inner, each in value.items() for line in write_entry(inner, each, f"{indent}  ")]
        return [key, *lines] if lines else [f"{key} {{}}"]
    entries = list(value)
    if all(isinstance(each, str) for each in entries):
        return [f"{key} [{', '.join(write_scalar(each) for each in entries)}]"]
    return [key, *(line for each in entries for line in write_record(each, f"{indent}  "))]


def write_record(record: Mapping[str, Any], indent: str = "") -> list[str]:
    """The lines of an entry of a list of mappings."""
    lines = [line for name, value in record.items() for line in write_entry(name, value, f"{indent}  ")]
    if not lines:
        return [f"{indent}- {{}}"]
    return [f"{indent}- {lines[0].lstrip(' ')}", *lines[1:]]


def write_document(entries: Iterable[tuple[str, Any]]) -> str:
    """The lines of a mapping, each with its end."""
    return "".join(f"{line}\n" for name, value in entries for line in write_entry(name, value))
