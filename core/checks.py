"""Rules of the project as system checks."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core import checks
from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME, Page, TranslatableMixin

from core.models import BasePage, TranslatableChild
from core.translation.rules import rules_of

# Columns of Wagtail's that hold no content: places in the tree, dates and states of publication, locks.
NO_CONTENT = {field.name for field in Page._meta.get_fields()} - {
    "title",
    "slug",
    "seo_title",
    "search_description",
    "show_in_menus",
    "expire_at",
}


def _content_fields(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if field.primary_key or not field.editable or field.name in {"locale", "translation_key", "page_ptr"}:
            continue
        if issubclass(model, Page) and field.name in NO_CONTENT:
            continue
        if field.many_to_one and field.__class__.__name__ == "ParentalKey":
            continue
        yield field.name
    if issubclass(model, Page):
        for relation in get_all_child_relations(model):
            if relation.get_accessor_name() != COMMENTS_RELATION_NAME and relation.name not in NO_CONTENT:
                yield relation.get_accessor_name()


@checks.register("core")
def check_translation_rules(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """core.E002: every field of every page type, and of every child with text, says how it is translated."""
    errors: list[checks.CheckMessage] = []
    for model in apps.get_models():
        if not issubclass(model, (BasePage, TranslatableChild)):
            continue
        rules = rules_of(model)
        names = list(_content_fields(model))
        errors.extend(
            checks.Error(
                f"{model.__name__}.{name} has no translation rule.",
                hint="Add it to override_translatable_fields with translated(), synchronised() or own().",
                obj=model,
                id="core.E002",
            )
            for name in names
            if name not in rules
        )
        errors.extend(
            checks.Error(
                f"{model.__name__} has a translation rule for {name}, which it lacks.",
                obj=model,
                id="core.E003",
            )
            for name in rules
            if name not in names and name not in {field.name for field in model._meta.get_fields()}
        )
    return errors


@checks.register("core")
def check_search_entries(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """core.E001: every page type describes its search entry, or opts out by returning None from its own method."""
    return [
        checks.Error(
            f"{model.__name__} must describe its search entry or opt out.",
            hint="Define search_entry() on the page type.",
            obj=model,
            id="core.E001",
        )
        for model in apps.get_models()
        if issubclass(model, BasePage) and "search_entry" not in model.__dict__
    ]


def _has_text(model: type[models.Model]) -> bool:
    texts = (models.CharField, models.TextField, StreamField)
    return any(isinstance(field, texts) and not field.choices for field in model._meta.concrete_fields)


@checks.register("core")
def check_children_are_ordered_together(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """core.E004: a page's child with text is a TranslatableChild: it is translated, and in the same order everywhere."""
    return [
        checks.Error(
            f"{relation.related_model.__name__} must be a TranslatableChild.", obj=model, id="core.E004"
        )
        for model in apps.get_models()
        if issubclass(model, BasePage)
        for relation in get_all_child_relations(model)
        if relation.get_accessor_name() != COMMENTS_RELATION_NAME
        and not issubclass(relation.related_model, TranslatableChild)
        and (issubclass(relation.related_model, TranslatableMixin) or _has_text(relation.related_model))
    ]
