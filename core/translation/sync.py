"""Synchronised values (⟷): the same in every language, whichever language is published and however late.

wagtail-localize copies them only when a translation is made; a translation published later from an old source puts the
old values back. So publishing a source pushes its values into every translation's row and newest draft, and publishing
a translation pulls them from the live source. Children match by translation key; their synchronised values and their
order follow the source. Adding or removing a child that has text is a change of text: the translation keeps its own
children until it is translated again.
"""

from typing import Any

from django.db import models
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import Page, Revision, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from core.translation.rules import rules_of
from core.translation.streams import copy_stream_values
from core.translation.works import find_source, find_translations

ORDER = "sort_order"


def copy_synchronised_values(source: Page, target: Page) -> bool:
    """Make every synchronised value of `target` the one of `source`, in memory. True if anything changed."""
    rules = rules_of(type(source))
    changed = _copy_fields(source, target)
    changed |= copy_stream_values(source, target)
    for relation in get_all_child_relations(source):
        name = relation.get_accessor_name()
        if name not in rules:
            continue
        if issubclass(relation.related_model, TranslatableMixin):
            changed |= _match_children(source, target, name)
        else:
            changed |= _replace_children(source, target, relation)
    return changed


def pull(page: Page, revision: Revision) -> bool:
    """Give the revision of a translation, about to be published, its live source's values. True if that changed it."""
    source = find_source(page)
    if source is None or not source.live:
        return False
    draft = revision.as_object()
    changed = copy_synchronised_values(source, draft)
    if changed:
        _rewrite(revision, draft)
    return changed


def push(page: Page) -> None:
    """Copy the values of a live source into the row and the newest draft of each of its translations."""
    source = type(page)._default_manager.get(pk=page.pk)
    if not source.live:
        return  # only scheduled
    for target in find_translations(source):
        revision = target.latest_revision
        if revision is not None:
            draft = revision.as_object()
            if copy_synchronised_values(source, draft):
                _rewrite(revision, draft)
        if copy_synchronised_values(source, target):
            target.save(clean=False)


def _rewrite(revision: Revision, draft: Page) -> None:
    revision.content = draft.serializable_data()
    revision.save(update_fields=["content"])
    revision.refresh_from_db(fields=["content"])  # as JSON gives it back: dates are strings again


def _copy_fields(
    source: models.Model, target: models.Model, leaving_out: frozenset[str] = frozenset()
) -> bool:
    changed = False
    for name, rule in rules_of(type(source)).items():
        if not isinstance(rule, SynchronizedField) or name in leaving_out:
            continue
        field = source._meta.get_field(name)
        if not isinstance(field, models.Field):
            continue  # a child relation: see _replace_children
        value = getattr(source, field.attname)
        if getattr(target, field.attname) != value:
            setattr(target, field.attname, value)
            changed = True
    return changed


def _match_children(source: ClusterableModel, target: ClusterableModel, name: str) -> bool:
    """Children with text: matched by translation key; their synchronised values and their order follow the source's."""
    originals = {child.translation_key: child for child in getattr(source, name).all()}
    children = list(getattr(target, name).all())
    changed = False
    for child in children:
        original = originals.get(child.translation_key)
        if original is not None:
            changed |= _copy_fields(original, child, leaving_out=frozenset({ORDER}))
    ordered = _ordered(list(originals), children)
    places = _places(originals, ordered)
    if ordered != children or places != [child.sort_order for child in ordered]:
        changed = True
        for child, place in zip(ordered, places, strict=True):
            child.sort_order = place
    if changed:
        getattr(target, name).set(ordered)
    return changed


def _ordered(keys: list[Any], children: list[Any]) -> list[Any]:
    """The children in the order of the source's `keys`; one that the source lacks stays behind the one before it."""
    place = {key: number for number, key in enumerate(keys)}
    groups: list[list[Any]] = [[]]
    for child in children:
        if child.translation_key in place:
            groups.append([child])
        else:
            groups[-1].append(child)
    first, *rest = groups
    rest.sort(key=lambda group: place[group[0].translation_key])
    return [child for group in [first, *rest] for child in group]


def _places(originals: dict[Any, Any], ordered: list[Any]) -> list[int | None]:
    """The source's own numbers; new ones where the translation has children that the source lacks."""
    if all(child.translation_key in originals for child in ordered):
        return [originals[child.translation_key].sort_order for child in ordered]
    return list(range(len(ordered)))


def _replace_children(source: ClusterableModel, target: ClusterableModel, relation: Any) -> bool:
    """Children without text are the same in every language: copied whole."""
    name, parent_field = relation.get_accessor_name(), relation.field.name
    before = [_plain_values(child, parent_field) for child in getattr(target, name).all()]
    after = [_plain_values(child, parent_field) for child in getattr(source, name).all()]
    if before == after:
        return False
    source.copy_child_relation(name, target)
    return True


def _plain_values(child: models.Model, parent_field: str) -> dict[str, Any]:
    return {
        field.attname: getattr(child, field.attname)
        for field in child._meta.concrete_fields
        if not field.primary_key and field.name != parent_field
    }
