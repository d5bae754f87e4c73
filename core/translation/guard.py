"""What may become of a translation: the guard replaces wagtail-localize's `Translation.save_target`.

Upstream hard-codes the fallback: it publishes source text in place of missing translations, makes live aliases of
parents without a translation, and saves the live row when only a draft is asked for. Here:

- an incomplete translation is published only when somebody explicitly asked for it (`allowing_incomplete`), is then
  marked, and shows what is translated: children and blocks without a translation are left out, or stay as they were;
- `publish=False` on a live translation writes a revision only;
- a parent without a translation gets one as a draft. There are no aliases.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.blocks import StreamValue
from wagtail.coreutils import find_available_slug
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail_localize.fields import TranslatableField, copy_synchronised_fields
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.segments.ingest import ingest_segments

from core.translation.digest import NOT_TEXT, digest_of
from core.translation.rules import rules_of
from core.translation.sync import copy_synchronised_values

_incomplete_allowed: ContextVar[bool] = ContextVar("incomplete_allowed", default=False)
_upstream_save_target = Translation.save_target


class IncompleteTranslationError(ValidationError):
    """Publishing was refused, since strings have no translation yet. A mistake of the moment, not of a field."""

    def __init__(self, missing: int) -> None:
        self.missing = missing
        super().__init__(
            {"title": _("%(missing)d strings have no translation yet.") % {"missing": missing}}, code="incomplete"
        )


@contextmanager
def allowing_incomplete() -> Iterator[None]:
    """Within this block somebody has explicitly asked to publish an incomplete translation."""
    token = _incomplete_allowed.set(True)
    try:
        yield
    finally:
        _incomplete_allowed.reset(token)


def find_missing_paths(translation: Translation) -> list[str]:
    """The paths of the source's strings that have no translation (or one with an error), in the order of the page."""
    segments = (
        StringSegment.objects.filter(source=translation.source)
        .annotate_translation(translation.target_locale)
        .filter(translation__isnull=True)
        .select_related("context")
        .order_by("order")
    )
    return [segment.context.path for segment in segments if segment.context.path not in NOT_TEXT]


def save_target(translation: Translation, user: Any = None, publish: bool = True) -> None:
    """Write the translation as a draft, or publish it.

    Raises IncompleteTranslationError for an incomplete one that nobody explicitly allowed, ValidationError for values
    that the page does not accept, PermissionDenied if `user` may not publish, SourceDeletedError.
    """
    if not issubclass(translation.source.specific_content_type.model_class(), Page):
        _upstream_save_target(translation, user=user, publish=publish)
        return
    missing = find_missing_paths(translation)
    if publish and missing and not _incomplete_allowed.get():
        raise IncompleteTranslationError(len(missing))
    try:
        with transaction.atomic():
            _write(translation, missing, user, publish)
    except ValidationError as error:
        _show_errors(translation, error)
        raise


def _write(translation: Translation, missing: list[str], user: Any, publish: bool) -> None:
    source, locale = translation.source, translation.target_locale
    original = source.as_instance()
    page = _get_or_create_page(source, original, locale, user)
    previous = type(page)._default_manager.get(pk=page.pk) if page.live else None

    copy_synchronised_fields(original, page)
    segments = source._get_segments_for_translation(locale, fallback=True)
    ingest_segments(original, page, source.locale, locale, segments)
    if publish and missing:
        _withhold(page, previous, missing)
    live_source = source.get_source_instance()
    copy_synchronised_values(live_source if live_source.live else original, page)

    page.slug = _slug(page, previous, source, locale)
    page.is_incomplete_translation = bool(missing)
    if not (missing and previous and previous.source_digest):
        # An incomplete translation of a changed source stays a translation of the older text.
        page.source_digest = digest_of(original)

    if not publish and not page.live:
        page.save()
    revision = page.save_revision(user=user, clean=publish)
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)
    if publish:
        revision.publish(user=user)


def _get_or_create_page(source: TranslationSource, original: Page, locale: Locale, user: Any) -> Page:
    try:
        return source.get_translated_instance(locale)
    except models.ObjectDoesNotExist:
        ensure_parent(original, locale, user)
        page = original.copy_for_translation(locale)
        source.sync_view_restrictions(original, page)
        return page


def ensure_parent(page: Page, locale: Locale, user: Any = None) -> None:
    """Give every ancestor of `page` a translation in `locale`, as a draft where it has none yet."""
    parent = page.get_parent()
    if parent.is_root() or parent.has_translation(locale):
        return
    parent_source, _created = TranslationSource.get_or_create_from_instance(parent.specific)
    parent_translation, _created = Translation.objects.get_or_create(source=parent_source, target_locale=locale)
    save_target(parent_translation, user=user, publish=False)


def _withhold(page: Page, previous: Page | None, missing: list[str]) -> None:
    """Keep text without a translation off the page.

    A child or block that misses any string stays as the live translation has it, or is left out where that has none.
    A field of the page itself keeps its live value; where there is none, a required one shows the source's text (the
    page is marked), an optional one nothing.
    """
    parts: dict[str, set[str]] = {}
    for path in missing:
        name, _dot, rest = path.partition(".")
        parts.setdefault(name, set()).add(rest.partition(".")[0])
    relations = {relation.get_accessor_name(): relation for relation in get_all_child_relations(page)}
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
    kept_by_key = {str(child.translation_key): child for child in getattr(previous, name).all()} if previous else {}
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
    kept_by_id = {block["id"]: block for block in getattr(previous, name).get_prep_value()} if previous else {}
    raw = []
    for block in stream.get_prep_value():
        if block["id"] not in block_ids:
            raw.append(block)
        elif block["id"] in kept_by_id:
            raw.append(kept_by_id[block["id"]])
    setattr(page, name, StreamValue(stream.stream_block, raw, is_lazy=True))


def _slug(page: Page, previous: Page | None, source: TranslationSource, locale: Locale) -> str:
    """The translator's slug, else the live one, else one made of the translated title; free under the parent."""
    chosen = (
        StringTranslation.objects.filter(
            context__object=source.object,
            context__path="slug",
            locale=locale,
            translation_of__in=StringSegment.objects.filter(source=source, context__path="slug").values("string"),
        )
        .values_list("data", flat=True)
        .first()
    )
    wanted = chosen or (previous.slug if previous else "") or page.title
    if page.depth == 2:  # the front page of a language: its slug is in no address, and is taken by its sibling
        wanted = f"{wanted.removesuffix('-' + locale.language_code)}-{locale.language_code}"
    return find_available_slug(
        page.get_parent(), slugify(wanted)[:200] or source.object_id.hex, ignore_page_id=page.pk
    )


def _show_errors(translation: Translation, error: ValidationError) -> None:
    """Put each error beside the string that it belongs to, where the translator's editor shows it."""
    for name, messages in getattr(error, "error_dict", {}).items():
        string = StringTranslation.objects.filter(
            translation_of__in=StringSegment.objects.filter(source=translation.source).values("string"),
            context__object=translation.source.object,
            context__path=name,
            locale=translation.target_locale,
        ).first()
        if string is not None:
            string.set_field_error(messages)


def install() -> None:
    """Put the guard in the place of upstream's method; every caller of wagtail-localize goes through it."""
    Translation.save_target = save_target

