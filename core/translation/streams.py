"""What is the same in every language inside a body: images, files, addresses, chosen pages, and blocks without text.

A body is text, so its blocks follow the source only when it is translated again. What a translator never meets follows
at once, like every other synchronised value (DESIGN.md §6): blocks match by their id. All functions work on the raw
form of values, as it is stored.
"""

from copy import deepcopy
from typing import Any

from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.segments import OverridableSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

Raw = dict[str, Any]


def _is_text(block: blocks.Block) -> bool:
    if isinstance(block, blocks.URLBlock | blocks.EmailBlock):
        return False
    return isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock)


def can_have_text(block: blocks.Block) -> bool:
    """Whether a translator may ever meet a string in a block of this kind."""
    if isinstance(block, blocks.ListBlock):
        return can_have_text(block.child_block)
    if isinstance(block, blocks.StructBlock | blocks.StreamBlock):
        return any(can_have_text(child) for child in block.child_blocks.values())
    return _is_text(block)


def has_text(block: blocks.Block, value: Any) -> bool:
    """Whether a translator meets a string in this value."""
    if not value:
        return False
    if isinstance(block, blocks.StructBlock):
        return any(has_text(child, value.get(name)) for name, child in block.child_blocks.items())
    if isinstance(block, blocks.ListBlock):
        return any(has_text(block.child_block, item["value"]) for item in _with_ids(value))
    if isinstance(block, blocks.StreamBlock):
        return any(has_text(block.child_blocks[item["type"]], item["value"]) for item in _known(block, value))
    return _is_text(block)


def merge_values(block: blocks.Block, source: Any, target: Any) -> Any:
    """`target` with everything that is no text taken from `source`."""
    if _is_text(block):
        return target
    if not can_have_text(block):
        return deepcopy(source)
    if isinstance(block, blocks.StructBlock):
        source, target = source or {}, target or {}
        shared = [name for name in block.child_blocks if name in source]
        merged = {
            name: merge_values(block.child_blocks[name], source[name], target.get(name)) for name in shared
        }
        return {**target, **merged}
    if isinstance(block, blocks.StreamBlock):
        return merge_streams(block, source, target)
    originals = {item["id"]: item["value"] for item in _with_ids(source)}
    return [
        {**item, "value": merge_values(block.child_block, originals[item["id"]], item["value"])}
        if isinstance(item, dict) and item.get("id") in originals
        else item
        for item in target or []
    ]


def merge_streams(block: blocks.StreamBlock, source: Any, target: Any) -> list[Raw]:
    """The blocks with text of `target`, and the blocks without text of `source` at the places they have there."""
    originals = {item["id"]: item for item in _known(block, source)}
    own = [
        item for item in _known(block, target) if has_text(block.child_blocks[item["type"]], item["value"])
    ]
    merged = []
    for item in own:
        original = originals.get(item["id"])
        if original is not None and original["type"] == item["type"]:
            value = merge_values(block.child_blocks[item["type"]], original["value"], item["value"])
            merged.append({**item, "value": value})
        else:
            merged.append(item)
    kept = {item["id"] for item in own}
    passed: list[str] = []
    for item in originals.values():
        if item["id"] not in kept and not has_text(block.child_blocks[item["type"]], item["value"]):
            places = {entry["id"]: place for place, entry in enumerate(merged)}
            merged.insert(
                max((places[key] for key in passed if key in places), default=-1) + 1, deepcopy(item)
            )
        passed.append(item["id"])
    return merged


def copy_stream_values(source: Page, target: Page) -> bool:
    """Bring what is no text in every stream field of `target` in line with `source`, in memory. True if it changed."""
    changed = False
    for field in source._meta.concrete_fields:
        if not isinstance(field, StreamField):
            continue
        before = getattr(target, field.name).get_prep_value()
        after = merge_streams(field.stream_block, getattr(source, field.name).get_prep_value(), before)
        if after != before:
            setattr(target, field.name, StreamValue(field.stream_block, after, is_lazy=True))
            changed = True
    return changed


def _with_ids(value: Any) -> list[Raw]:
    return [item for item in value or [] if isinstance(item, dict) and item.get("id") and "value" in item]


def _known(block: blocks.StreamBlock, value: Any) -> list[Raw]:
    return [item for item in _with_ids(value) if item.get("type") in block.child_blocks]


_upstream_segments = StreamFieldSegmentExtractor.handle_related_object_block


def segments_of_chosen(extractor: StreamFieldSegmentExtractor, chosen: Any) -> list[Any]:
    """In the place of upstream's: translators are not offered to choose another image, file or page."""
    segments = _upstream_segments(extractor, chosen)
    return [segment for segment in segments if not isinstance(segment, OverridableSegmentValue)]


def install() -> None:
    """What is chosen in a body is the same in every language, in wagtail-localize's editor too."""
    StreamFieldSegmentExtractor.handle_related_object_block = segments_of_chosen
