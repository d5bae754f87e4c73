"""Bodies as Wagtail stores them: blocks with ids, which a block keeps when its text changes."""

import uuid
from collections.abc import Callable
from typing import Any

from wagtail.blocks import RichTextBlock

from core.blocks import BodyBlock
from linking.library.documents import Block, ConceptRef, DocumentRef, ImageRef, PageRef
from linking.library.html import same_html
from linking.library.matching import Entry, match
from linking.library.richtext import Rich

Raw = dict[str, Any]
Resolve = Callable[[PageRef | ConceptRef | ImageRef | DocumentRef], int | None]

RICH_KINDS = frozenset(
    name for name, block in BodyBlock().child_blocks.items() if isinstance(block, RichTextBlock)
)


def raw_blocks(blocks: list[Block], resolve: Resolve) -> list[Raw]:
    """The blocks in the form of a StreamField's column, without ids."""
    return [{"type": block.kind, "value": _raw_value(block.value, resolve)} for block in blocks]


def _raw_value(value: Any, resolve: Resolve) -> Any:
    if isinstance(value, Rich):
        return value.resolved(resolve)
    if isinstance(value, (PageRef, ConceptRef, ImageRef, DocumentRef)):
        return resolve(value)
    if isinstance(value, dict):
        return {name: _raw_value(inner, resolve) for name, inner in value.items()}
    if isinstance(value, list):
        return [{"type": "item", "value": _raw_value(inner, resolve)} for inner in value]
    return value


def give_ids(new: list[Raw], old: list[Raw]) -> None:
    """Give every block and list item the id of the old one that it continues, else a new one."""
    matches = match([_entry(block) for block in old], [_entry(block) for block in new])
    for block, number in zip(new, matches, strict=True):
        before = old[number] if number is not None else {}
        block["id"] = before.get("id") or str(uuid.uuid4())
        _give_inner_ids(block["value"], before.get("value"))


def _give_inner_ids(new: Any, old: Any) -> None:
    if isinstance(new, dict):
        for name, inner in new.items():
            _give_inner_ids(inner, old.get(name) if isinstance(old, dict) else None)
    elif isinstance(new, list):
        known = (
            [each for each in old if isinstance(each, dict) and "id" in each] if isinstance(old, list) else []
        )
        give_ids(new, known)


def take_ids(blocks: list[Raw], source: list[Raw]) -> None:
    """Give the blocks of a translation the ids of its source's; both have the same form (see `mirrors`)."""
    for block, original in zip(blocks, source, strict=False):
        block["id"] = original["id"]
        _take_inner_ids(block["value"], original["value"])


def _take_inner_ids(value: Any, source: Any) -> None:
    if isinstance(value, dict) and isinstance(source, dict):
        for name, inner in value.items():
            _take_inner_ids(inner, source.get(name))
    elif isinstance(value, list) and isinstance(source, list):
        take_ids(value, source)


def _entry(block: Raw) -> Entry:
    value = block.get("value")
    return Entry(repr(without_ids(block)), " ".join(_strings(value)), kind=str(block.get("type", "")))


def without_ids(value: Any) -> Any:
    """A value in one form for comparison: no ids, rich text as `same_html` has it."""
    if isinstance(value, dict):
        if value.get("type") in RICH_KINDS and isinstance(value.get("value"), str):
            return (value["type"], same_html(value["value"]))
        return tuple(sorted((name, without_ids(inner)) for name, inner in value.items() if name != "id"))
    if isinstance(value, list):
        return tuple(without_ids(inner) for inner in value)
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def ids_of(blocks: list[Raw]) -> list[Any]:
    """All ids of blocks and list items, in order: part of the comparison of two bodies.

    Keys are taken by name: PostgreSQL keeps those of a JSON object in an order of its own.
    """
    ids: list[Any] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if "id" in value:
                ids.append(value["id"])
            for _name, inner in sorted(value.items()):
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(blocks)
    return ids


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        inner_values = [inner for name, inner in sorted(value.items()) if name not in {"id", "type"}]
        return [text for inner in inner_values for text in _strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _strings(inner)]
    return []
