"""The report of all translations stands in an order that can be read."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from core.alphabet import alphabetical
from methodology.models import GuideIndexPage

pytestmark = pytest.mark.django_db

TITLES = ["Zárás", "öko", "ősz", "Okos", "Órarend", "ábra", "Álom", "Ózd"]


@pytest.fixture(scope="module")
def home_of_module(hungarian_home_of_module: Any) -> Any:
    """Nothing is translated."""
    return hungarian_home_of_module


@pytest.fixture
def reported(home: Any) -> None:
    """A translation into both languages of works with these titles, in another order than that of the alphabet."""
    for number, title in enumerate(TITLES):
        index = GuideIndexPage(title=title, slug=f"lista-{number}", summary="Lista.", locale=home.locale)
        home.add_child(instance=index)
        source, _created = TranslationSource.get_or_create_from_instance(index)
        for code in ("hu", "en"):
            Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code=code))


@pytest.mark.parametrize("name", ["translations_report", "translations_report_results"])
def test_translations_stand_by_title_then_by_language(admin: Client, reported: None, name: str) -> None:
    response = admin.get(reverse(f"wagtail_localize:{name}"))
    shown = [
        (each.source.object_repr, each.target_locale.language_code)
        for each in response.context["object_list"]
    ]
    titles = ["ábra", "Álom", "Okos", "Órarend", "Ózd", "öko", "ősz", "Zárás"]
    assert shown == [(title, code) for title in titles for code in ("en", "hu")]
    assert titles == sorted(TITLES, key=alphabetical)


def test_the_report_is_still_filtered(admin: Client, reported: None) -> None:
    response = admin.get(
        reverse("wagtail_localize:translations_report"), {"source_title": "z", "target_locale": "en"}
    )
    assert [each.source.object_repr for each in response.context["object_list"]] == ["Ózd", "ősz", "Zárás"]
