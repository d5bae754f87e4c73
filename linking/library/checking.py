"""Checks of a page built from its file, before anything is written: what its model says, and its blocks."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from core.models import BasePage
from linking.library.documents import Text
from linking.library.problems import Problems
from linking.library.shapes import WorkShape


def find_model_mistakes(page: BasePage, shape: WorkShape, text: Text, problems: Problems) -> None:
    """Contradictions and gaps that the page type knows, its children's own, and the limits of its blocks."""
    names = {each.field.name: each.name for each in shape.fields.values()}
    for field, message in {**page.find_gaps(), **page.find_mistakes()}.items():
        problems.add(text.line(field), names.get(field, field), str(message))
    for list_shape in shape.lists.values():
        items = text.lists.get(list_shape.relation, [])
        for number, (child, item) in enumerate(
            zip(getattr(page, list_shape.relation).all(), items, strict=False), 1
        ):
            try:
                child.clean()
            except ValidationError as error:
                for field, message in _messages(error):
                    located = item.values.get(field)
                    name = ".".join(part for part in (list_shape.name, str(number), field) if part)
                    problems.add(located.line if located else item.line, name, message)
    for each in shape.fields.values():
        if each.is_stream:
            find_block_mistakes(page, each.field.name, each.name, text, problems)


def find_block_mistakes(page: BasePage, field: str, name: str, text: Text, problems: Problems) -> None:
    """What the blocks of a body do not accept: texts that are too long, rows of other lengths."""
    for bound, written in zip(getattr(page, field), text.streams.get(field, []), strict=False):
        for error in _clean(bound.block, bound.value):
            for _field, message in _messages(error):
                problems.add(written.line, name, message)


def _clean(block: Any, value: Any) -> Iterator[ValidationError]:
    """Clean a block; choosers are left out, since what they choose may not exist yet."""
    if isinstance(block, blocks.StructBlock) and any(
        _is_chooser(each) for each in block.child_blocks.values()
    ):
        for name, each in block.child_blocks.items():
            if not _is_chooser(each):
                yield from _clean(each, value[name])
        return
    if _is_chooser(block):
        return
    if isinstance(block, blocks.ListBlock) and isinstance(block.child_block, blocks.StructBlock):
        for each in value:
            yield from _clean(block.child_block, each)
        return
    try:
        block.clean(value)
    except ValidationError as error:
        yield error


def _is_chooser(block: Any) -> bool:
    return isinstance(
        block.child_block if isinstance(block, blocks.ListBlock) else block, blocks.ChooserBlock
    )


def _messages(error: Any) -> list[tuple[str, str]]:
    """All messages of an error, however deep they lie in its blocks, with the field where one is named."""
    found: list[tuple[str, str]] = []
    inner = getattr(error, "block_errors", None)
    if inner:
        values = inner.values() if isinstance(inner, dict) else inner
        for each in values:
            found.extend(_messages(each) if each is not None else [])
        found.extend(
            ("", str(message)) for each in error.non_block_errors.as_data() for message in each.messages
        )
        return found
    if hasattr(error, "non_block_errors") and error.non_block_errors:
        return [("", str(message)) for each in error.non_block_errors.as_data() for message in each.messages]
    if hasattr(error, "error_dict"):
        return [
            ("" if field == "__all__" else field, str(message))
            for field, messages in error.message_dict.items()
            for message in messages
        ]
    return [("", str(message)) for message in error.messages]
