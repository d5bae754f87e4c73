"""A translation as a file can have it: place by place as its source stands now.

A translation may be older than its source. What of it has a place in the present source is written there, with the older
source text that it translates; where the source says something that nobody has translated, the file says it in the
words of the source and is marked as incomplete. What the source no longer has is left out, and named.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from bs4 import Tag
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from core.models import BasePage
from core.translation.digest import NOT_TEXT
from linking.library.blocks import RICH_KINDS, Raw
from linking.library.contents import Child, Content, stored_content
from linking.library.export.blocks import link_target, write_block
from linking.library.export.markdown import form_of, write_rich
from linking.library.export.names import Names
from linking.library.mirrors import pair_strings
from linking.library.pages import put_on
from linking.library.problems import Problems
from linking.library.shapes import FieldShape, ListShape, WorkShape


@dataclass
class Mirrored:
    """What a translation's file says. `gaps` are places in the words of the source, `lost` those left out."""

    content: Content
    gaps: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def mirror(shape: WorkShape, source: Content, translation: Content, names: Names) -> Mirrored:
    """The translation in the form of its source."""
    return _Mirror(shape, source, translation, names).make()


class _Mirror:
    def __init__(self, shape: WorkShape, source: Content, translation: Content, names: Names) -> None:
        self.shape, self.source, self.translation = shape, source, translation
        self.target: Callable[[Tag], str | None] = link_target(names)
        self.result = Mirrored(deepcopy(source))

    def make(self) -> Mirrored:
        content = self.result.content
        for each in self.shape.fields.values():
            column = each.field.attname
            if each.is_stream:
                content.streams[column] = list(self._blocks(each, self.source.streams[column]))
            elif each.is_translated or each.stays:
                before, after = self.source.values[column], self.translation.values[column]
                content.values[column] = self._value(each, before, after, each.name)
        for each_list in self.shape.lists.values():
            if each_list.has_text:
                content.children[each_list.relation] = list(self._children(each_list))
        return self.result

    def _value(self, shape: FieldShape, before: Any, after: Any, name: str) -> Any:
        if not shape.is_translated:
            return after
        is_rich = shape.is_rich
        has_text = [_has_text(each, is_rich) for each in (before, after)]
        if not has_text[0]:
            self.result.lost += [name] if has_text[1] else []
            return before
        if not has_text[1] or (is_rich and not self._is_alike(before, after)):
            self.result.gaps.append(name)
            return before
        return after

    def _is_alike(self, before: str, after: str) -> bool:
        return form_of(before, self.target) == form_of(after, self.target)

    def _children(self, shape: ListShape) -> Iterator[Child]:
        translated = {child.key: child for child in self.translation.children[shape.relation]}
        for number, child in enumerate(self.source.children[shape.relation], start=1):
            other = translated.pop(child.key, None)
            values = dict(child.values)
            for each in shape.fields.values():
                if each.is_translated:
                    column = each.field.attname
                    after = other.values[column] if other is not None else None
                    values[column] = self._value(
                        each, child.values[column], after, f"{shape.name}.{number}.{each.name}"
                    )
            yield Child(values, child.key)
        self.result.lost += [shape.name] if translated else []

    def _blocks(self, shape: FieldShape, blocks: list[Raw]) -> Iterator[Raw]:
        translated = {block.get("id"): block for block in self.translation.streams[shape.field.attname]}
        for number, block in enumerate(blocks, start=1):
            other = translated.pop(block.get("id"), None)
            value = None
            if other is not None and other["type"] == block["type"]:
                value = self._block_value(block["value"], other["value"], block["type"] in RICH_KINDS)
            if value is None:
                self.result.gaps.append(f"{shape.name}.{number}")
            yield {**block, "value": block["value"] if value is None else value}
        self.result.lost += [shape.name] if translated else []

    def _block_value(self, before: Any, after: Any, is_rich: bool) -> Any:
        """The translated value of a block in the form of the source's, None where it has another form."""
        if is_rich:
            return after if self._is_alike(before, after) else None
        if isinstance(before, str):
            if before.startswith(("http://", "https://")):
                return before
            return after if isinstance(after, str) and bool(before.strip()) == bool(after.strip()) else None
        if isinstance(before, dict) and isinstance(after, dict):
            values = {
                name: inner if name in {"id", "type"} else self._block_value(inner, after.get(name), False)
                for name, inner in before.items()
            }
            is_whole = all(values[name] is not None or before[name] is None for name in before)
            return values if is_whole else None
        if isinstance(before, list):
            if not isinstance(after, list) or len(before) != len(after):
                return None
            items = [self._block_value(*pair, False) for pair in zip(before, after, strict=True)]
            return None if any(each is None for each in items) else items
        return before


def _has_text(value: Any, is_rich: bool) -> bool:
    return bool(form_of(value, str)) if is_rich else bool(str(value or "").strip())


# --- what a translation was made from ---------------------------------------------------------------------------------


def find_older(
    page: BasePage, shape: WorkShape, mirrored: Content, locale: Locale, names: Names
) -> dict[str, str]:
    """`translated_from`: the older source texts that a translation of `page` translates, by their places in the file."""
    source = stored_content(page, shape)
    original = _build(page, shape, source)
    translation = _build(page, shape, mirrored)
    known: dict[tuple[str, str], list[str]] = defaultdict(list)
    rows = StringTranslation.objects.filter(context__object_id=page.translation_key, locale=locale).order_by(
        "pk"
    )
    for path, older, data in rows.values_list("context__path", "translation_of__data", "data"):
        known[path, data].append(older)
    replaced: dict[tuple[str, int], str] = {}
    numbers: defaultdict[str, int] = defaultdict(int)
    for pair in pair_strings(original, translation, {}, Problems("")):
        number = numbers[pair.path]
        numbers[pair.path] += 1
        found = known.get((pair.path, pair.translation), [])
        if found and pair.source not in found and pair.path not in NOT_TEXT:
            replaced[pair.path, number] = found[-1]
    if not replaced:
        return {}
    older_page = _build(page, shape, source)
    ingest_segments(original, older_page, page.locale, page.locale, list(_replace(original, replaced)))
    older = stored_content(older_page, shape)
    return dict(
        _iterate_places(shape, older, {path for path, _number in replaced}, page.language_code, names)
    )


def _build(page: BasePage, shape: WorkShape, content: Content) -> BasePage:
    """A page in memory that says this, never saved."""
    built = shape.model(locale=page.locale, translation_key=page.translation_key)
    put_on(deepcopy(content), shape, built, page.locale)
    return built


def _replace(page: BasePage, replaced: dict[tuple[str, int], str]) -> Iterator[Any]:
    numbers: defaultdict[str, int] = defaultdict(int)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            data = replaced.get((segment.path, numbers[segment.path]), segment.string.data)
            numbers[segment.path] += 1
            yield StringSegmentValue(
                segment.path, StringValue(data), attrs=segment.attrs, order=segment.order
            )
        else:
            yield segment


def _iterate_places(
    shape: WorkShape, older: Content, paths: set[str], language_code: str, names: Names
) -> Iterator[tuple[str, str]]:
    def is_older(path: str) -> bool:
        return any(f"{each}.".startswith(f"{path}.") for each in paths)

    def write(each: FieldShape, value: Any) -> str:
        return write_rich(value, link_target(names)) if each.is_rich else str(value)

    for each in shape.fields.values():
        column = each.field.attname
        if each.is_stream:
            for number, block in enumerate(older.streams[column], start=1):
                if is_older(f"{column}.{block['id']}"):
                    yield f"{each.name}.{number}", write_block(block, names, language_code)
        elif is_older(column):
            yield each.name, write(each, older.values[column])
    for each_list in shape.lists.values():
        for number, child in enumerate(older.children[each_list.relation], start=1):
            for inner in each_list.fields.values():
                if is_older(f"{each_list.relation}.{child.key}.{inner.field.name}"):
                    yield (
                        f"{each_list.name}.{number}.{inner.name}",
                        write(inner, child.values[inner.field.attname]),
                    )
