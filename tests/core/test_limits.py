"""What no database may hold is refused wherever it comes from."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from methodology.models import GuidePage, Role
from tests.factories import GuidePageFactory, translate

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "value"),
    [("summary", "x" * 251), ("summary", "a\x00b"), ("title", "a\x00b")],
)
def test_a_page_is_not_published_with_it(home: Any, name: str, value: Any) -> None:
    page = GuidePageFactory()
    setattr(page, name, value)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert name in refused.value.message_dict


def test_a_child_is_refused_too(home: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        Role(name="a\x00b", count=99_999).clean()
    assert set(refused.value.message_dict) == {"name", "count"}


def test_a_translation_is_not_published_with_it(home: Any) -> None:
    hungarian = GuidePageFactory(title="Vetőmagcsere")
    with pytest.raises(ValidationError):
        translate(hungarian, {"title": "Seed swap", "summary": "x" * 10_000})
    assert not GuidePage.objects.filter(locale__language_code="en", live=True).exists()
