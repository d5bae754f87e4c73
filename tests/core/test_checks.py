"""The project's rules about models fail when they are broken, each once, and hold now."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import models
from wagtail.models import Page

from core import checks
from core.translation.rules import translated
from home.models import NewsPage
from methodology.models import GuidePage, Step


def found(check: Any) -> list[tuple[str, str]]:
    return [(message.id, message.msg) for message in check(None)]


def test_every_rule_holds() -> None:
    assert run_checks(tags=["core"]) == []


def test_a_page_type_that_describes_no_search_entry_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(NewsPage, "search_entry")
    assert found(checks.check_search_entries) == [
        ("core.E001", "NewsPage must describe its search entry or opt out.")
    ]


@pytest.mark.parametrize(("model", "name"), [(GuidePage, "goal"), (GuidePage, "steps"), (Step, "minutes")])
def test_a_field_without_a_translation_rule_is_named(
    monkeypatch: pytest.MonkeyPatch, model: Any, name: str
) -> None:
    rules = [rule for rule in model.override_translatable_fields if rule.field_name != name]
    monkeypatch.setattr(model, "override_translatable_fields", rules)
    assert found(checks.check_translation_rules) == [
        ("core.E002", f"{model.__name__}.{name} has no translation rule.")
    ]


def test_a_rule_without_a_field_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = [*GuidePage.override_translatable_fields, *translated("moral")]
    monkeypatch.setattr(GuidePage, "override_translatable_fields", rules)
    assert found(checks.check_translation_rules) == [
        ("core.E003", "GuidePage has a translation rule for moral, which it lacks.")
    ]


def child_with_text() -> Any:
    """What the check looks at in a child that is no TranslatableChild."""
    text = models.CharField()
    text.set_attributes_from_name("text")
    return type("Remark", (), {"_meta": SimpleNamespace(concrete_fields=[text])})


@pytest.mark.parametrize("child", [Page, child_with_text()], ids=["translatable", "with text"])
def test_a_child_with_text_that_is_no_translatable_child_is_named(
    monkeypatch: pytest.MonkeyPatch, child: Any
) -> None:
    relation = SimpleNamespace(related_model=child, get_accessor_name=lambda: "remarks", name="remarks")
    monkeypatch.setattr(
        checks, "get_all_child_relations", lambda model: [relation] if model is NewsPage else []
    )
    assert found(checks.check_children_are_ordered_together) == [
        ("core.E004", f"{child.__name__} must be a TranslatableChild.")
    ]
