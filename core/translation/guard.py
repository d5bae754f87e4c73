"""What may become of a translation: the guard replaces wagtail-localize's `Translation.save_target`.

Upstream hard-codes the fallback: it publishes source text in place of missing translations, makes live aliases of
parents without a translation, and saves the live row when only a draft is asked for. Here:

- an incomplete translation is published only when somebody explicitly asked for it (`allowing_incomplete`), is then
  marked, and shows what is translated: children and blocks without a translation are left out, or stay as they were;
- a translation of a page that is not public is not published at all;
- `publish=False` on a live translation writes a revision only;
- a parent without a translation gets one as a draft. There are no aliases.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from modelcluster.models import get_all_child_relations
from wagtail.models import Locale, Page, Revision, TranslatableMixin
from wagtail_localize.fields import TranslatableField, copy_synchronised_fields
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.segments.ingest import ingest_segments

from core.limits import find_excess
from core.translation.digest import NOT_TEXT, digest_of, text_pairs
from core.translation.errors import IncompleteTranslationError, SourceNotPublishedError
from core.translation.rules import rules_of
from core.translation.slugs import slug_of
from core.translation.sync import copy_synchronised_values
from core.translation.withhold import withhold
from core.translation.works import find_source, find_translation_record

_incomplete_allowed: ContextVar[bool] = ContextVar("incomplete_allowed", default=False)
_upstream_save_target = Translation.save_target


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
    return [path for path, _string in _missing_pairs(translation)]


def find_untranslated_paths(translation: Translation, page: Page) -> list[str]:
    """Of `page`, whose translation was stopped, the paths that still say what the source says, untranslated.

    A text that somebody has written by hand is none of them, and neither is one that was translated by the same words.
    """
    written = set(text_pairs(page))
    return [pair[0] for pair in _missing_pairs(translation) if pair in written]


def _missing_pairs(translation: Translation) -> list[tuple[str, str]]:
    """(path, string) of what has no translation, in the order of the page."""
    segments = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .annotate_translation(translation.target_locale_id)
        .filter(Q(translation__isnull=True) | Q(translation=""))
        .select_related("context", "string")
        .order_by("order")
    )
    pairs = [(segment.context.path, segment.string.data) for segment in segments]
    return [pair for pair in pairs if pair[0] not in NOT_TEXT]


def save_target(translation: Translation, user: Any = None, publish: bool = True) -> None:
    """Write the translation as a draft, or publish it.

    Raises IncompleteTranslationError for an incomplete one that nobody explicitly allowed, SourceNotPublishedError,
    ValidationError for values that the page does not accept, PermissionDenied if `user` may not publish,
    SourceDeletedError.
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
    made_from = digest_of(original)  # now: its children become those of the translation below
    page = _get_or_create_page(source, original, locale, user)
    saved = type(page)._default_manager.get(pk=page.pk)
    previous = saved if saved.live else None
    source_page = source.get_source_instance()

    copy_synchronised_fields(original, page)
    ingest_segments(
        original, page, source.locale, locale, source._get_segments_for_translation(locale, fallback=True)
    )
    if publish and missing:
        withhold(page, previous, missing)
    copy_synchronised_values(source_page if source_page.live else original, page)
    page.expire_at = source_page.expire_at

    page.slug = slug_of(page, saved, source)
    page.is_incomplete_translation = bool(missing)
    if not (missing and previous and previous.source_digest):
        # An incomplete translation of a changed source stays a translation of the older text.
        page.source_digest = made_from

    if publish:
        check_children(page)
    elif not page.live:
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
        return original.copy_for_translation(locale)


def ensure_parent(page: Page, locale: Locale, user: Any = None) -> None:
    """Give every ancestor of `page` a translation in `locale`, as a draft where it has none yet."""
    parent = page.get_parent()
    if parent.is_root() or parent.has_translation(locale):
        return
    parent_source, _created = TranslationSource.get_or_create_from_instance(parent.specific)
    parent_translation, _created = Translation.objects.get_or_create(
        source=parent_source, target_locale=locale
    )
    save_target(parent_translation, user=user, publish=False)


def check_children(page: Page) -> None:
    """Raise ValidationError, by path, for translated texts of children that their fields do not accept.

    Wagtail's forms check children; saving a page in code does not, and PostgreSQL refuses what is too long.
    """
    errors: dict[str, Any] = {}
    for relation in get_all_child_relations(page):
        if not issubclass(relation.related_model, TranslatableMixin):
            continue
        name = relation.get_accessor_name()
        for child in getattr(page, name).all():
            for field_name, message in find_excess(child).items():
                errors[f"{name}.{child.translation_key}.{field_name}"] = ValidationError(message)
            for field_name, rule in rules_of(type(child)).items():
                if isinstance(rule, TranslatableField):
                    try:
                        child._meta.get_field(field_name).clean(getattr(child, field_name), child)
                    except ValidationError as error:
                        errors[f"{name}.{child.translation_key}.{field_name}"] = error
    if errors:
        raise ValidationError(errors)


def check_source(page: Page) -> None:
    """Raise SourceNotPublishedError if `page` is the translation of a page that is not public."""
    source = find_source(page)
    if source is not None and not source.live:
        raise SourceNotPublishedError


def check_publishing(page: Page, revision: Revision) -> None:
    """Refuse to publish a translation in any other way than `save_target` would: a bulk action, a workflow, code.

    What was scheduled was asked for when it was scheduled.
    """
    record = find_translation_record(page)
    if record is None:
        return
    check_source(page)
    missing = 0
    if not record.enabled:
        missing = len(find_untranslated_paths(record, revision.as_object()))
        _mark(revision, is_incomplete=bool(missing))
    elif revision.content.get("is_incomplete_translation"):
        missing = len(find_missing_paths(record))
    asked_for = _incomplete_allowed.get() or revision.approved_go_live_at is not None
    if missing and not asked_for:
        raise IncompleteTranslationError(missing)


def _mark(revision: Revision, *, is_incomplete: bool) -> None:
    """What was written by hand since the translation was stopped may have made it whole."""
    if revision.content.get("is_incomplete_translation") != is_incomplete:
        revision.content["is_incomplete_translation"] = is_incomplete
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)


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
