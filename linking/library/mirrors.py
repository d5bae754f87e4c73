"""A translation mirrors its source: the same fields, items, blocks, paragraphs, list items and links.

`find_breaks` compares the two files and names the first line that differs; `pair_strings` then pairs the strings as
wagtail-localize cuts them, which is what a translator would meet in the editor.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.models import BasePage
from linking.library.contents import Content
from linking.library.documents import Block, Item, Text
from linking.library.problems import Problems
from linking.library.richtext import Rich
from linking.library.shapes import FieldShape, ListShape, WorkShape

INLINE_TAGS = ("b", "i", "a")
TAG_NAMES = {"b": "bold texts", "i": "emphases", "a": "links"}


@dataclass(frozen=True)
class Pair:
    """A string of the source and the translation's at the same place; `field` and `line` are the translation's."""

    path: str
    source: str
    translation: str
    field: str
    line: int


# --- the files ------------------------------------------------------------------------------------------------------


def find_breaks(shape: WorkShape, source: Text, text: Text, problems: Problems) -> None:
    """Note where the translation's file has another form than the source's."""
    for each in shape.translated_fields():
        if each.is_stream:
            _compare_blocks(each, source, text, problems)
        else:
            name = each.field.name
            _compare_values(
                each.name, source.values.get(name), text.values.get(name), source, text, problems, name
            )
    for each in shape.fields.values():
        if each.is_picture:
            name = each.field.name
            _compare_pictures(each.name, source.values.get(name), text.values.get(name), source, problems)
    for list_shape in shape.lists.values():
        if list_shape.has_text:
            _compare_items(list_shape, source, text, problems)


def _compare_values(
    label: str, original: Any, translated: Any, source: Text, text: Text, problems: Problems, name: str = ""
) -> None:
    """`original` and `translated` are located values or None."""
    if original is not None and translated is None:
        problems.add(
            text.line(name), label, f"The translation is missing ({source.file}:{original.line} has a text)."
        )
    elif original is None and translated is not None:
        problems.add(translated.line, label, f"{source.file} has no text here.")
    elif original is not None and isinstance(original.value, Rich):
        _compare_parts(label, original.value, translated.value, source, text, problems, translated.line)


def _compare_pictures(label: str, original: Any, translated: Any, source: Text, problems: Problems) -> None:
    """The translation says of the source's picture what it shows, or does not name it."""
    if translated is None:
        return
    if original is None:
        problems.add(translated.line, label, f"{source.file} has no picture here.")
    elif original.value.name != translated.value.name:
        there = f"{source.file}:{original.line}"
        message = f"This is not the picture of {there}: “{original.value.name}” there."
        problems.add(translated.line, label, message)


def _compare_parts(
    label: str, original: Rich, translated: Rich, source: Text, text: Text, problems: Problems, line: int
) -> None:
    kinds = [kind for kind, _line in original.parts], [kind for kind, _line in translated.parts]
    if kinds[0] == kinds[1]:
        return
    for (kind, original_line), (other, other_line) in zip(original.parts, translated.parts, strict=False):
        if kind != other:
            message = f"This does not mirror {source.file}:{original_line}: {_describe(kind)} there, {_describe(other)} here."
            problems.add(other_line, label, message)
            return
    extra = translated.parts[len(original.parts) :]
    counts = f"{len(translated.parts)} paragraphs and list items, {len(original.parts)} in {source.file}"
    problems.add(extra[0][1] if extra else line, label, f"This does not mirror the source: {counts}.")


def _describe(kind: str) -> str:
    return {"p": "a paragraph", "ul li": "a list item", "ol li": "a numbered item"}[kind]


def _compare_items(shape: ListShape, source: Text, text: Text, problems: Problems) -> None:
    originals: list[Item] = source.lists.get(shape.relation, [])
    items: list[Item] = text.lists.get(shape.relation, [])
    if len(originals) != len(items):
        line = items[len(originals)].line if len(items) > len(originals) else text.line(shape.relation)
        message = f"This does not mirror the source: {len(items)} entries, {len(originals)} in {source.file}."
        problems.add(line, shape.name, message)
        return
    for number, (original, item) in enumerate(zip(originals, items, strict=True), start=1):
        for each in shape.fields.values():
            if each.is_translated:
                name = each.field.name
                translated = item.values.get(name)
                label = f"{shape.name}.{number}.{each.name}"
                if original.values.get(name) is not None and translated is None:
                    there = f"{source.file}:{original.values[name].line}"
                    problems.add(item.line, label, f"The translation is missing ({there} has a text).")
                else:
                    _compare_values(label, original.values.get(name), translated, source, text, problems)
            elif each.is_picture:
                name, label = each.field.name, f"{shape.name}.{number}.{each.name}"
                _compare_pictures(label, original.values.get(name), item.values.get(name), source, problems)


def _compare_blocks(shape: FieldShape, source: Text, text: Text, problems: Problems) -> None:
    originals: list[Block] = source.streams.get(shape.field.name, [])
    blocks: list[Block] = text.streams.get(shape.field.name, [])
    for original, block in zip(originals, blocks, strict=False):
        if original.kind != block.kind:
            there = f"{source.file}:{original.line}"
            message = f"This does not mirror {there}: {original.kind} there, {block.kind} here."
            problems.add(block.line, shape.name, message)
            return
        _compare_block(shape.name, original, block, source, text, problems)
    if len(originals) != len(blocks):
        line = blocks[len(originals)].line if len(blocks) > len(originals) else text.line(shape.field.name)
        message = f"This does not mirror the source: {len(blocks)} blocks, {len(originals)} in {source.file}."
        problems.add(line, shape.name, message)


def _compare_block(
    label: str, original: Block, block: Block, source: Text, text: Text, problems: Problems
) -> None:
    if isinstance(original.value, Rich):
        _compare_parts(label, original.value, block.value, source, text, problems, block.line)
        return
    mistake = _find_difference(original.value, block.value)
    if mistake:
        problems.add(block.line, label, f"This does not mirror {source.file}:{original.line}: {mistake}.")


def _find_difference(original: Any, value: Any) -> str:
    """How the form of a block's value differs: texts may differ, but not their number, nor what they refer to."""
    if isinstance(original, str):
        if bool(original) != bool(value):
            return "a text stands only in one of the two"
        is_address = original.startswith(("http://", "https://"))
        return f"the address is {original}" if is_address and original != value else ""
    if isinstance(original, dict):
        return next(
            (found for name in original if (found := _find_difference(original[name], value[name]))), ""
        )
    if isinstance(original, list):
        if len(original) != len(value):
            return f"{len(original)} entries there, {len(value)} here"
        return next(
            (found for pair in zip(original, value, strict=True) if (found := _find_difference(*pair))), ""
        )
    name = getattr(original, "name", None) or getattr(original, "path", "")
    other = getattr(value, "name", None) or getattr(value, "path", "")
    return f"“{name}” there, “{other}” here" if name != other else ""


# --- the strings ----------------------------------------------------------------------------------------------------


def pair_strings(
    source_page: BasePage, page: BasePage, places: dict[str, tuple[str, list[int]]], problems: Problems
) -> list[Pair]:
    """The strings of both pages, paired by path and order. What does not fit becomes a problem at its line."""
    originals, original_templates = _strings_by_path(source_page)
    translated, templates = _strings_by_path(page)
    pairs: list[Pair] = []
    for path in dict.fromkeys([*originals, *translated]):
        field, lines = _find_place(path, places)
        if len(originals.get(path, [])) != len(translated.get(path, [])):
            problems.add(lines[0], field, "This does not mirror the source: another number of texts.")
            continue
        for number, (original, segment) in enumerate(zip(originals[path], translated[path], strict=True)):
            line = lines[number] if number < len(lines) else lines[-1]
            mistake, data = _match_inline(original, segment)
            if mistake:
                problems.add(line, field, f"This does not mirror the source: {mistake}.")
            pairs.append(Pair(path, original.string.data, data, field, line))
        if original_templates.get(path) != templates.get(path) and not problems:
            message = "This does not mirror the source: whole paragraphs in bold or emphasis stand elsewhere."
            problems.add(lines[0], field, message)
    _find_contradictions(pairs, problems)
    return pairs


def _strings_by_path(page: BasePage) -> tuple[dict[str, list[StringSegmentValue]], dict[str, str]]:
    strings: dict[str, list[StringSegmentValue]] = {}
    templates: dict[str, str] = {}
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            strings.setdefault(segment.path, []).append(segment)
        elif isinstance(segment, TemplateSegmentValue):
            templates[segment.path] = segment.template
    return strings, templates


def _match_inline(original: StringSegmentValue, segment: StringSegmentValue) -> tuple[str, str]:
    """What differs in bold, emphasis and links; and the translation with its links numbered as the source's."""
    data = segment.string.data
    if "<" not in data and "<" not in original.string.data:
        return "", data
    soup = BeautifulSoup(data, "html.parser")
    there = Counter(element.name for element in BeautifulSoup(original.string.data, "html.parser").find_all())
    here = Counter(element.name for element in soup.find_all())
    for tag in INLINE_TAGS:
        if there[tag] != here[tag]:
            return f"{here[tag]} {TAG_NAMES[tag]} here, {there[tag]} there", data
    free = {link_id: _address(attrs) for link_id, attrs in (original.attrs or {}).items()}
    addresses = {link_id: _address(attrs) for link_id, attrs in (segment.attrs or {}).items()}
    if Counter(free.values()) != Counter(addresses.values()):
        return "its links lead elsewhere", data
    for element in soup.find_all("a"):
        link_id = next(key for key, address in free.items() if address == addresses[element["id"]])
        del free[link_id]
        element["id"] = link_id
    return "", str(soup)


def _address(attrs: dict[str, str]) -> tuple[str | None, ...]:
    """Where a link leads: an address, or a work or document by its key."""
    return attrs.get("href"), attrs.get("linktype"), attrs.get("id")


def _find_contradictions(pairs: list[Pair], problems: Problems) -> None:
    """Two equal sentences at one place of the source share one translation in wagtail-localize."""
    known: dict[tuple[str, str], str] = {}
    for pair in pairs:
        if known.setdefault((pair.path, pair.source), pair.translation) != pair.translation:
            problems.add(pair.line, pair.field, "The same text of the source is translated in two ways here.")


def _find_place(path: str, places: dict[str, tuple[str, list[int]]]) -> tuple[str, list[int]]:
    """The field's name and lines for a path: that of the longest beginning that is known."""
    while path and path not in places:
        path = path.rpartition(".")[0]
    return places.get(path, ("", [1]))


def places_of(shape: WorkShape, text: Text, content: Content) -> dict[str, tuple[str, list[int]]]:
    """Where each path of the page stands in the file: the field's name and the lines of its strings."""
    return dict(_iterate_places(shape, text, content))


def _iterate_places(
    shape: WorkShape, text: Text, content: Content
) -> Iterator[tuple[str, tuple[str, list[int]]]]:
    for each in shape.fields.values():
        name = each.field.name
        if each.is_stream:
            yield name, (each.name, [text.line(name)])
            for block, raw in zip(text.streams.get(name, []), content.streams[name], strict=False):
                yield f"{name}.{raw['id']}", (each.name, _lines(block.value, block.line))
        elif name in text.values:
            located = text.values[name]
            yield name, (each.name, _lines(located.value, located.line))
    for list_shape in shape.lists.values():
        items, children = text.lists.get(list_shape.relation, []), content.children[list_shape.relation]
        for number, (item, child) in enumerate(zip(items, children, strict=False), start=1):
            for each in list_shape.fields.values():
                value = item.values.get(each.field.name)
                if value is not None:
                    path = f"{list_shape.relation}.{child.key}.{each.field.name}"
                    label = f"{list_shape.name}.{number}.{each.name}"
                    yield path, (label, _lines(value.value, value.line))


def _lines(value: Any, line: int) -> list[int]:
    return [line for _kind, line in value.parts] if isinstance(value, Rich) and value.parts else [line]
