"""What the editor's form says beside its fields."""

import pytest
from django.apps import apps
from wagtail.fields import RichTextField

from core.models import BasePage

LISTS = [
    pytest.param(field, id=f"{model.__name__}.{field.name}")
    for model in apps.get_models()
    if issubclass(model, BasePage)
    for field in model._meta.local_fields
    if isinstance(field, RichTextField) and "ul" in field.features and "ol" not in field.features
]


def test_there_are_lists_to_write() -> None:
    assert len(LISTS) >= 5


@pytest.mark.parametrize("field", LISTS)
def test_a_list_says_that_it_is_one_and_how_it_is_begun(field: RichTextField) -> None:
    text = str(field.help_text)
    assert (text.startswith("Felsorolás"), "„- ”" in text) == (True, True)
