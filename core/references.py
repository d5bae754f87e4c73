"""What the texts of a page name (pages, images, documents), read once a kind while the page is shown.

Wagtail asks the database for the links of each text, for what each kind of block has chosen, and for the sizes of each
image: a page with ten texts would cost ten queries more. While `reading(page)` runs, whoever needs one of these first has
all that the page names read in one query; without it, and for what the page does not name, each asks for itself.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import ExpressionWrapper
from django.db.models.fields import BooleanField
from wagtail.blocks import Block, ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.rich_text import extract_references_from_rich_text

from core.visibility import LINK_FIELDS, visible_to_everyone

LONGEST_ID = 9  # digits: what surely fits the 32 bits of a primary key
Reference = tuple[type[models.Model], int]
Read = Callable[[Collection[int]], Any]


class NamedPages:
    """Pages and what their works have become in each language."""

    def __init__(self, page_ids: Collection[int]) -> None:
        chosen = Page.objects.filter(pk__in=page_ids).values("translation_key")
        texts = list(
            Page.objects.filter(translation_key__in=chosen)
            .select_related("locale")
            .only(*LINK_FIELDS, "content_type")
            .annotate(is_visible=ExpressionWrapper(visible_to_everyone(), output_field=BooleanField()))
        )
        self._by_pk = {text.pk: text for text in texts}
        self._visible = {
            (text.translation_key, text.locale.language_code): text for text in texts if text.is_visible
        }

    def get(self, page_id: int) -> Page | None:
        """The page as it was chosen, whoever may see it; None where it is gone."""
        return self._by_pk.get(page_id)

    def find_visible(self, page_id: int, language_code: str, fallback: bool = False) -> Page | None:
        """The page's text in a language, if everybody may see it; with `fallback` else the page as it was chosen."""
        page = self.get(page_id)
        if page is None:
            return None
        text = self._visible.get((page.translation_key, language_code))
        return text or (page if fallback and page.is_visible else None)


class References:
    """What pages name, as `list_named` lists it, each kind read when it is first asked for."""

    def __init__(self, list_named: Callable[[], Iterable[Reference]]) -> None:
        self._list_named = list_named
        self._read: dict[type[models.Model], Any] = {}

    @cached_property
    def ids(self) -> dict[type[models.Model], set[int]]:
        """The primary keys of what is named, by model."""
        result: dict[type[models.Model], set[int]] = {}
        for model, pk in self._list_named():
            result.setdefault(model, set()).add(pk)
        return result

    def names(self, model: type[models.Model], wanted: Collection[int]) -> bool:
        """Whether all of these are named, so that what was read has them."""
        return self.ids.get(model, set()).issuperset(wanted)

    def recall(self, model: type[models.Model], read: Read) -> Any:
        """What is named of a model, as `read` gives it for their primary keys; read once."""
        if model not in self._read:
            self._read[model] = read(self.ids.get(model, set()))
        return self._read[model]


_shown: ContextVar[References | None] = ContextVar("shown", default=None)


def reading(page: Any) -> AbstractContextManager[None]:
    """While the page is shown, what it names is read once: by its own fields, and by `list_parts_with_references()`."""

    def list_named() -> Iterator[Reference]:
        for owner in (page, *page.list_parts_with_references()):
            yield from list_references(owner)

    return reading_these(list_named)


@contextmanager
def reading_these(list_named: Callable[[], Iterable[Reference]]) -> Iterator[None]:
    """While it runs, all that `list_named` gives of a model is read when the first of them is asked for."""
    token = _shown.set(References(list_named))
    try:
        yield
    finally:
        _shown.reset(token)


def find_pages(page_ids: Collection[int]) -> NamedPages:
    """The pages with these primary keys, with their works' texts: one query, or none while a page that names them shows."""
    return _find(Page, NamedPages, page_ids)


def find_images(image_ids: Collection[int]) -> dict[int, Any]:
    """Images by primary key, with the sizes that exist: one query, or none while a page that names them shows."""
    return _find(get_image_model(), _read_images, image_ids)


def find_documents(document_ids: Collection[int]) -> dict[int, Any]:
    """Documents by primary key: one query, or none while a page that names them shows."""
    model = get_document_model()
    return _find(model, model.objects.in_bulk, document_ids)


def _find(model: type[models.Model], read: Read, wanted: Collection[int]) -> Any:
    """What is `wanted` of a model: what was read for the page that is shown, if it names them all; else read now."""
    shown = _shown.get()
    return shown.recall(model, read) if shown is not None and shown.names(model, wanted) else read(wanted)


def read_id(text: Any) -> int | None:
    """The primary key that the `id` of a link names; None where it is none that a database could hold."""
    digits = str(text)
    return int(digits) if digits.isdecimal() and len(digits) <= LONGEST_ID else None


def list_references(owner: models.Model) -> Iterator[Reference]:
    """What the texts, bodies and pictures of a page, or of a part of one, name."""
    for field in owner._meta.concrete_fields:
        if isinstance(field, RichTextField):
            yield from _list_in_text(getattr(owner, field.attname))
        elif isinstance(field, StreamField):
            yield from _list_in_block(field.stream_block, getattr(owner, field.attname).raw_data)
        elif field.is_relation and field.related_model is get_image_model():
            image_id = getattr(owner, field.attname)
            if image_id is not None:
                yield get_image_model(), image_id


def _list_in_text(html: str) -> Iterator[Reference]:
    """What the links of a rich text name."""
    if "linktype=" in html:
        for model, pk, _model_path, _content_path in extract_references_from_rich_text(html):
            if (number := read_id(pk)) is not None:
                yield model, number


def _list_in_block(block: Block, raw: Any) -> Iterator[Reference]:
    """What a block names, read from the JSON that is kept, so that no chosen object is read for it."""
    if not raw:
        return
    if isinstance(block, StreamBlock):
        for child in raw:
            if child["type"] in block.child_blocks:
                yield from _list_in_block(block.child_blocks[child["type"]], child["value"])
    elif isinstance(block, ListBlock):
        for child in raw:
            is_item = isinstance(child, dict) and child.get("type") == "item" and "value" in child
            yield from _list_in_block(block.child_block, child["value"] if is_item else child)
    elif isinstance(block, StructBlock):
        for name, child_block in block.child_blocks.items():
            yield from _list_in_block(child_block, raw.get(name))
    elif isinstance(block, ChooserBlock):
        yield block.model_class, raw
    elif isinstance(block, RichTextBlock):
        yield from _list_in_text(raw)


def _read_images(image_ids: Collection[int]) -> dict[int, Any]:
    """Images by primary key with their sizes: one query, and one more for images of which there are no sizes yet."""
    wanted, model = set(image_ids), get_image_model()
    if not wanted:
        return {}
    sizes = model.get_rendition_model().objects.filter(image_id__in=wanted).select_related("image")
    images: dict[int, Any] = {}
    found: dict[int, list[Any]] = {}
    for size in sizes:
        images.setdefault(size.image_id, size.image)
        found.setdefault(size.image_id, []).append(size)
    images |= model.objects.in_bulk(wanted - images.keys()) if wanted - images.keys() else {}
    for pk, image in images.items():
        # Where Django's prefetch keeps them, and Wagtail looks and adds what it makes.
        remembered = image.renditions.get_queryset()
        remembered._result_cache = found.get(pk, [])
        remembered._prefetch_done = True
        image.__dict__.setdefault("_prefetched_objects_cache", {})["renditions"] = remembered
    return images
