"""Every string that a reader sees can be translated: in every block of a body, and in every field of every page."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import TranslatableMixin
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.blocks import BodyBlock
from core.models import BasePage
from core.translation.rules import rules_of
from home.models import StandardPage
from tests.factories import CustomDocumentFactory, CustomImageFactory, StandardPageFactory, translate

pytestmark = pytest.mark.interface

KINDS = sorted(BodyBlock().child_blocks)


class Filling:
    """Fills any block with a string of its own at each place where a reader would see one."""

    def __init__(self) -> None:
        self.strings: list[str] = []

    def value(self, block: blocks.Block) -> Any:
        if isinstance(block, blocks.StructBlock):
            return {name: self.value(child) for name, child in block.child_blocks.items()}
        if isinstance(block, blocks.ListBlock):
            return [self.value(block.child_block), self.value(block.child_block)]
        if isinstance(block, blocks.RichTextBlock):
            return f"<p>{self.string()}</p><ul><li>{self.string()}</li><li><b>{self.string()}</b></li></ul>"
        if isinstance(block, blocks.URLBlock):
            return "https://example.org/video"
        if isinstance(block, blocks.CharBlock | blocks.TextBlock):
            return self.string()
        if isinstance(block, blocks.PageChooserBlock):
            return StandardPageFactory()
        if isinstance(block, ImageChooserBlock):
            return CustomImageFactory()
        if isinstance(block, DocumentChooserBlock):
            return CustomDocumentFactory()
        raise AssertionError(f"What does a reader see of {block!r}? Say it here.")

    def string(self) -> str:
        self.strings.append(f"szöveg {len(self.strings)}")
        return self.strings[-1]


def page_with(kind: str) -> tuple[StandardPage, list[str]]:
    filling = Filling()
    block = BodyBlock().child_blocks[kind]
    page = StandardPageFactory(body=[(kind, block.normalize(filling.value(block)))])
    return page, filling.strings


def strings_of(page: Any) -> list[str]:
    return [
        segment.string.data
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue) and segment.path.startswith("body.")
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
class TestABlock:
    def test_gives_every_string_to_translators(self, home: Any, kind: str) -> None:
        page, strings = page_with(kind)
        assert [string.replace("<b>", "").replace("</b>", "") for string in strings_of(page)] == strings

    def test_shows_every_string_translated(self, home: Any, kind: str) -> None:
        page, strings = page_with(kind)
        english = translate(page)
        assert strings_of(english) == [f"EN: {string}" for string in strings_of(page)]
        assert len(strings_of(english)) == len(strings)

    def test_lets_nobody_choose_other_files_or_addresses_for_a_translation(
        self, home: Any, kind: str
    ) -> None:
        page, _strings = page_with(kind)
        assert not [
            segment for segment in extract_segments(page) if isinstance(segment, OverridableSegmentValue)
        ]


def _is_text(field: models.Field) -> bool:
    no_prose = (models.URLField, models.EmailField, models.SlugField)
    return (
        isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not isinstance(field, no_prose)
    )


def test_every_text_of_every_page_and_child_is_translated_or_says_why_not() -> None:
    """Names of places, codes and dates are the same in every language; everything else that is text is translated."""
    same_everywhere = set()
    for model in apps.get_models():
        is_child = issubclass(model, TranslatableMixin) and hasattr(model, "override_translatable_fields")
        if not (issubclass(model, BasePage) or is_child):
            continue
        for name, rule in rules_of(model).items():
            field = model._meta.get_field(name)
            is_text = isinstance(field, StreamField | RichTextField) or (
                isinstance(field, models.Field) and _is_text(field)
            )
            if is_text and not rule.is_translated(None):
                same_everywhere.add(f"{model.__name__}.{name}")
    own_titles = {name for name in same_everywhere if name.endswith(".seo_title")}
    assert same_everywhere - own_titles == {
        "CaseStudyPage.ended",
        "CaseStudyPage.started",
        "CommunityPage.founded",
        "CommunityPage.joined",
        "CommunityPage.settlement",
        "EventPage.address",
        "Result.measured_on",
        "TimelineEntry.date",
    }


EVERY_CHILD = sorted(
    {
        (model, relation.get_accessor_name())
        for model in apps.get_models()
        if issubclass(model, BasePage)
        for relation in get_all_child_relations(model)
        if issubclass(relation.related_model, TranslatableMixin)
    },
    key=lambda pair: (pair[0].__name__, pair[1]),
)


@pytest.mark.parametrize(("model", "name"), EVERY_CHILD, ids=lambda value: getattr(value, "__name__", value))
def test_every_text_of_a_child_is_given_to_translators(model: Any, name: str) -> None:
    child_model = model._meta.get_field(name).related_model
    texts = [field for field in child_model._meta.concrete_fields if rules_of(child_model).get(field.name)]
    texts = [field for field in texts if rules_of(child_model)[field.name].is_translated(None)]
    child = child_model(**{field.name: f"<p>{field.name}</p>" for field in texts}, **_values(child_model))
    found = {segment.path for segment in extract_segments(child) if isinstance(segment, StringSegmentValue)}
    assert found == {field.name for field in texts} != set()


def _values(model: Any) -> dict[str, Any]:
    samples = {models.DecimalField: Decimal(1), models.DateField: dt.date(2026, 1, 1)}
    return {
        field.name: samples[type(field)]
        for field in model._meta.concrete_fields
        if type(field) in samples and not field.null
    }
