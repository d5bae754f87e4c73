"""The pictures of a page, and what each still needs before readers may see it: words for who cannot see it, and consent.

A draft may lack both; nothing is published without them, in whichever way (`core.translation.publishing`). The editor's
form asks beside the field that chose the picture (`core.models.base_page`).
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.blocks import (
    Block,
    ChooserBlock,
    ListBlock,
    ListBlockValidationError,
    StreamBlock,
    StreamBlockValidationError,
    StructBlock,
    StructBlockValidationError,
)
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page

from core.translation.works import find_source


class UnreadyPicturesError(StreamBlockValidationError):
    """Pictures of a body are not ready. The form shows each beside its block; everything else reads them as one text."""

    def __init__(self, block_errors: dict[int, ValidationError]) -> None:
        super().__init__(block_errors)
        self.message = " ".join(_messages(self))


def language_of_original(page: Page) -> str:
    """The code of the language in which the text of `page`, or what it was translated from, was written."""
    return str((find_source(page) or page).locale.language_code)


def check_pictures(page: Page) -> None:
    """Raise ValidationError, by field, for pictures of `page` or of its inline children that readers may not see yet."""
    language_code = language_of_original(page)
    errors = {
        f"{path}{name}": error
        for path, owner in _list_owners(page)
        for name, error in find_unready_pictures(owner, language_code)
    }
    if errors:
        raise ValidationError(errors)


def find_unready_pictures(owner: models.Model, language_code: str) -> Iterator[tuple[str, ValidationError]]:
    """The fields of `owner`, a page or an inline child, with pictures that are not ready, and what to do about each."""
    for field in owner._meta.concrete_fields:
        error = None
        if isinstance(field, StreamField):
            error = _find_in_block(field.stream_block, getattr(owner, field.name), language_code)
        elif _is_picture(field):
            error = _error_of(getattr(owner, field.name), language_code)
        if error is not None:
            yield field.name, error


def has_pictures(model: type[models.Model]) -> bool:
    """Whether `model` has a field that may hold pictures."""
    return any(isinstance(field, StreamField) or _is_picture(field) for field in model._meta.concrete_fields)


def _is_picture(field: Any) -> bool:
    return field.is_relation and field.related_model is get_image_model()


def _list_owners(owner: Any, path: str = "") -> Iterator[tuple[str, models.Model]]:
    """`owner` and its inline children, and theirs, each with the beginning of the paths of its fields."""
    yield path, owner
    if not isinstance(owner, ClusterableModel):
        return
    for relation in get_all_child_relations(owner):
        if has_pictures(relation.related_model) or get_all_child_relations(relation.related_model):
            name = relation.get_accessor_name()
            for number, child in enumerate(getattr(owner, name).all(), start=1):
                yield from _list_owners(child, f"{path}{name}.{number}.")


def _error_of(image: Any, language_code: str) -> ValidationError | None:
    mistakes = image.find_gaps(language_code) if image is not None else []
    return ValidationError(mistakes) if mistakes else None


def _find_in_block(block: Block, value: Any, language_code: str) -> ValidationError | None:
    """What is wrong with the pictures in the value of a block, as Wagtail's form wants it: each error at its place."""
    if value is None:
        return None
    if isinstance(block, ChooserBlock):
        return _error_of(value, language_code) if block.model_class is get_image_model() else None
    kind: type[Any]
    if isinstance(block, StreamBlock):
        kind, inside = UnreadyPicturesError, [(i, each.block, each.value) for i, each in enumerate(value)]
    elif isinstance(block, ListBlock):
        kind, inside = (
            ListBlockValidationError,
            [(i, block.child_block, each) for i, each in enumerate(value)],
        )
    elif isinstance(block, StructBlock):
        kind = StructBlockValidationError
        inside = [(name, child, value.get(name)) for name, child in block.child_blocks.items()]
    else:
        return None
    found = {place: _find_in_block(child, each, language_code) for place, child, each in inside}
    errors = {place: error for place, error in found.items() if error is not None}
    return kind(errors) if errors else None


def _messages(error: Any) -> list[str]:
    """All messages of an error, however deep they lie in its blocks."""
    inner = getattr(error, "block_errors", None)
    if not inner:
        return list(error.messages)
    return [message for each in inner.values() for message in _messages(each)]
