"""What the packages say about translations is said in the language of the admin."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override
from wagtail.admin.paginator import WagtailPaginator
from wagtail_localize.models import StringTranslation, Translation

from core.translation.errors import describe
from tests.factories import (
    GuidePageFactory,
    TopicFactory,
    make_editor,
    make_publisher,
    make_translator,
    translate,
    translation_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.interface]


def test_the_day_of_a_translation_is_written_in_the_language_of_the_admin(hungarian: Any) -> None:
    translate(hungarian)
    string = StringTranslation.objects.first()
    StringTranslation.objects.filter(pk=string.pk).update(updated_at="2026-11-23T12:00Z")
    string.refresh_from_db()
    assert string.get_comment() == "Kézzel fordítva, 2026. november 23."
    with override("en"):
        assert string.get_comment() == "Translated by hand, 23 November 2026"


def test_lists_count_translations_in_the_language_of_the_admin(hungarian: Any) -> None:
    translate(hungarian)
    translate(GuidePageFactory(topics=[TopicFactory()]))
    translations = Translation.objects.order_by("pk")
    count = translations.count()
    assert WagtailPaginator(translations, 50).items_count_label == f"{count} fordítás"
    with override("en"):
        assert WagtailPaginator(translations, 50).items_count_label == f"{count} translations"
        assert WagtailPaginator(translations[:1], 50).items_count_label == "1 translation"


def test_a_title_that_is_too_long_is_named_once(home: Any) -> None:
    guide = GuidePageFactory()
    guide.title = guide.draft_title = "hosszú " * 50
    with pytest.raises(ValidationError) as error:
        guide.full_clean()
    text = describe(error.value, guide)
    assert "Cím:" in text
    assert "raft" not in text


@pytest.mark.parametrize(
    ("make", "may"), [(make_editor, False), (make_translator, True), (make_publisher, True)]
)
def test_changes_are_handed_over_by_who_translates_or_publishes(
    log_in: Any, hungarian: Any, make: Any, may: bool
) -> None:
    translate(hungarian)
    client = log_in(make())
    address = reverse("wagtail_localize:update_translations", args=[translation_of(hungarian).source_id])
    answer = client.get(address)
    assert answer.status_code == (200 if may else 302)
    listing = client.get(reverse("wagtailadmin_explore", args=[hungarian.get_parent().pk]))
    assert (address in listing.content.decode()) == may
    if make is not make_translator:  # who may only open what is being translated
        editing = client.get(reverse("wagtailadmin_pages:edit", args=[hungarian.pk]))
        assert (address in editing.content.decode()) == may
