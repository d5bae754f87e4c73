"""An incomplete translation that is published shows what is translated, and nothing in the source's language."""

from modelcluster.models import get_all_child_relations
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField

from core.translation.rules import rules_of


def withhold(page: Page, previous: Page | None, missing: list[str]) -> None:
    """Keep text without a translation off `page`; `previous` is the live translation, `missing` the paths.

    A child or block that misses any string stays as the live translation has it, or is left out where that has none.
    A field of the page itself keeps its live value; where there is none, a required one shows the source's text (the
    page is marked), an optional one nothing.
    """
    parts: dict[str, set[str]] = {}
    for path in missing:
        name, _dot, rest = path.partition(".")
        parts.setdefault(name, set()).add(rest.partition(".")[0])
    relations = {relation.get_accessor_name() for relation in get_all_child_relations(page)}
    for name, part_ids in parts.items():
        if name in relations:
            _withhold_children(page, previous, name, part_ids)
        elif isinstance(page._meta.get_field(name), StreamField):
            _withhold_blocks(page, previous, name, part_ids)
        else:
            kept = getattr(previous, name) if previous else ""
            if kept or page._meta.get_field(name).blank:
                setattr(page, name, kept)


def _withhold_children(page: Page, previous: Page | None, name: str, keys: set[str]) -> None:
    kept_by_key = (
        {str(child.translation_key): child for child in getattr(previous, name).all()} if previous else {}
    )
    children = []
    for child in getattr(page, name).all():
        key = str(child.translation_key)
        if key in keys:
            kept = kept_by_key.get(key)
            if kept is None:
                continue
            for field_name, rule in rules_of(type(child)).items():
                if isinstance(rule, TranslatableField):
                    setattr(child, field_name, getattr(kept, field_name))
        children.append(child)
    getattr(page, name).set(children)


def _withhold_blocks(page: Page, previous: Page | None, name: str, block_ids: set[str]) -> None:
    stream: StreamValue = getattr(page, name)
    kept_by_id = (
        {block["id"]: block for block in getattr(previous, name).get_prep_value()} if previous else {}
    )
    raw = []
    for block in stream.get_prep_value():
        if block["id"] not in block_ids:
            raw.append(block)
        elif block["id"] in kept_by_id:
            raw.append(kept_by_id[block["id"]])
    setattr(page, name, StreamValue(stream.stream_block, raw, is_lazy=True))
