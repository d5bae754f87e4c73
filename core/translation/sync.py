"""Synchronised values (⟷): the same in every language, whichever language is published and however late.

wagtail-localize copies them only when a translation is made; a translation published later from an old source puts the
old values back. So publishing a source pushes its values into every translation's row and newest draft, and publishing
a translation pulls them from the live source. Children match by translation key; their synchronised values and their
order follow the source. Adding or removing a child that has text is a change of text: the translation keeps its own
children until it is translated again.
"""

from typing import Any

from django.db import models
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import Page, Revision, TranslatableMixin
from wagtail_localize.fields import SynchronizedField
from wagtail_localize.models import Translation

from core.translation.digest import digest_of
from core.translation.rules import rules_of


def _plain_values(child: models.Model, parent_field: str) -> dict[str, Any]:
    return {
        field.attname: getattr(child, field.attname)
        for field in child._meta.concrete_fields
        if not field.primary_key and field.name != parent_field
    }


def _copy_fields(source: models.Model, target: models.Model) -> bool:
    changed = False
    for name, rule in rules_of(type(source)).items():
        if not isinstance(rule, SynchronizedField):
            continue
        field = source._meta.get_field(name)
        if not isinstance(field, models.Field):
            continue  # a child relation: see _copy_children
        value = getattr(source, field.attname)
        if getattr(target, field.attname) != value:
            setattr(target, field.attname, value)
            changed = True
    return changed


def _match_children(source: ClusterableModel, target: ClusterableModel, name: str) -> bool:
    """Children with text: matched by translation key, only their synchronised values and order follow."""
    originals = {child.translation_key: child for child in getattr(source, name).all()}
    children = list(getattr(target, name).all())
    changed = False
    for child in children:
        original = originals.get(child.translation_key)
        if original is not None:
            changed |= _copy_fields(original, child)
    if changed:
        # A stable sort: a child that the source no longer has keeps its place beside the one it stood next to.
        children.sort(key=lambda child: child.sort_order if child.sort_order is not None else 0)
        getattr(target, name).set(children)
    return changed


def _replace_children(source: ClusterableModel, target: ClusterableModel, relation: Any) -> bool:
    """Children without text are the same in every language: copied whole."""
    name, parent_field = relation.get_accessor_name(), relation.field.name
    before = [_plain_values(child, parent_field) for child in getattr(target, name).all()]
    after = [_plain_values(child, parent_field) for child in getattr(source, name).all()]
    if before == after:
        return False
    source.copy_child_relation(name, target)
    return True


def copy_synchronised_values(source: Page, target: Page) -> bool:
    """Make every synchronised value of `target` the one of `source`, in memory. True if anything changed."""
    rules = rules_of(type(source))
    changed = _copy_fields(source, target)
    for relation in get_all_child_relations(source):
        name = relation.get_accessor_name()
        if name not in rules:
            continue
        if issubclass(relation.related_model, TranslatableMixin):
            changed |= _match_children(source, target, name)
        else:
            changed |= _replace_children(source, target, relation)
    return changed


def find_source(page: Page) -> Page | None:
    """The page that `page` was translated from, as saved (specific); None for a source."""
    translation = (
        Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
        .select_related("source")
        .first()
    )
    if translation is None:
        return None
    return (
        type(page)
        ._default_manager.filter(translation_key=page.translation_key, locale_id=translation.source.locale_id)
        .first()
    )


def find_translations(page: Page) -> list[Page]:
    """The pages translated from `page`, as saved (specific); empty for a translation."""
    locales = Translation.objects.filter(
        source__object_id=page.translation_key, source__locale_id=page.locale_id
    ).values_list("target_locale_id", flat=True)
    return list(
        type(page)._default_manager.filter(
            translation_key=page.translation_key, locale_id__in=list(locales), alias_of__isnull=True
        )
    )


def _bring_up_to_date(source: Page, target: Page) -> None:
    """Copy the synchronised values of `source` into the row and the newest draft of `target`."""
    if target.latest_revision_id:
        draft = target.get_latest_revision_as_object()
        if copy_synchronised_values(source, draft):
            Revision.objects.filter(pk=target.latest_revision_id).update(content=draft.serializable_data())
    if copy_synchronised_values(source, target):
        target.save(clean=False)


def note_text_change(page: Page) -> None:
    """Record what the text of the live `page` is now, and since when, if it has changed."""
    digest = digest_of(page)
    if digest != page.strings_digest:
        page.strings_digest, page.strings_changed_at = digest, timezone.now()
        type(page)._default_manager.filter(pk=page.pk).update(
            strings_digest=page.strings_digest, strings_changed_at=page.strings_changed_at
        )


def after_publish(page: Page) -> None:
    """Keep the languages of a work together; called inside the transaction that published `page`."""
    live = type(page)._default_manager.get(pk=page.pk)
    if not live.live:
        return  # only scheduled
    note_text_change(live)
    source = find_source(live)
    if source is not None:
        if source.live:
            _bring_up_to_date(source, live)
        return
    for translation in find_translations(live):
        _bring_up_to_date(live, translation)
