"""The address of a translation is proposed from its title until it is first published, and stays afterwards."""

from typing import Any

import pytest
from wagtail_localize.models import StringSegment, StringTranslation

from tests.factories import (
    GuidePageFactory,
    language,
    publish,
    reloaded,
    save_translation,
    send_for_translation,
    translate,
    translation_of,
    write_strings,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def home_of_module(hungarian_home_of_module: Any) -> Any:
    """Nothing is translated."""
    return hungarian_home_of_module


@pytest.fixture(scope="module", autouse=True)
def hungarian_of_module(home_of_module: Any) -> Any:
    return GuidePageFactory(title="Vetőmagcsere", slug="vetomagcsere")


@pytest.fixture
def hungarian(hungarian_of_module: Any, db: None) -> Any:
    return reloaded(hungarian_of_module)


def choose_slug(page: Any, slug: str) -> None:
    segment = StringSegment.objects.get(source=translation_of(page).source, context__path="slug")
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=language("en"),
        context=segment.context,
        defaults={"data": slug, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
    )


def name(page: Any, title: str) -> None:
    segment = StringSegment.objects.get(source=translation_of(page).source, context__path="title")
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=language("en"),
        context=segment.context,
        defaults={"data": title, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
    )


def proposed(page: Any) -> list[str]:
    return list(
        StringTranslation.objects.filter(
            context__object_id=page.translation_key, context__path="slug", locale=language("en")
        ).values_list("data", flat=True)
    )


def test_it_is_proposed_from_the_title(hungarian: Any) -> None:
    assert translate(hungarian, {"title": "Seed swap"}).slug == "seed-swap"


def test_it_follows_a_title_that_changes_before_it_is_published(hungarian: Any) -> None:
    send_for_translation(hungarian)
    for title, slug in (("Seed swap", "seed-swap"), ("A seed swap", "a-seed-swap")):
        name(hungarian, title)
        assert proposed(hungarian) == [slug]


def test_a_chosen_one_is_kept(hungarian: Any) -> None:
    send_for_translation(hungarian)
    name(hungarian, "Seed swap")
    choose_slug(hungarian, "swap")
    name(hungarian, "A seed swap")
    assert proposed(hungarian) == ["swap"]
    assert translate(hungarian, {"title": "Swapping seeds"}).slug == "swap"


def test_it_stays_when_the_title_changes_after_it_was_published(hungarian: Any) -> None:
    translate(hungarian, {"title": "Seed swap"})
    translation = translation_of(hungarian)
    write_strings(translation, {"title": "Swapping seeds"})
    english = save_translation(translation)
    assert (english.title, english.slug) == ("Swapping seeds", "seed-swap")


def test_it_stays_when_the_title_of_the_source_changes(hungarian: Any) -> None:
    translate(hungarian, {"title": "Seed swap"})
    hungarian.title, hungarian.slug = "Magcsere", "magcsere"
    english = translate(publish(hungarian), {"title": "Seed exchange"})
    assert (english.title, english.slug) == ("Seed exchange", "seed-swap")


def test_it_stays_for_a_page_that_was_public_once(hungarian: Any) -> None:
    english = translate(hungarian, {"title": "Seed swap"})
    english.unpublish()
    assert translate(hungarian, {"title": "Swapping seeds"}).slug == "seed-swap"


def test_another_address_of_the_source_is_no_work_for_translators(hungarian: Any) -> None:
    translate(hungarian, {"title": "Seed swap"})
    hungarian.slug = "magcsere"
    publish(hungarian)
    total, translated = translation_of(hungarian).get_progress()
    assert total == translated
    assert save_translation(translation_of(hungarian)).slug == "seed-swap"


def test_before_it_is_published_another_address_of_the_source_changes_the_proposal_nowhere(
    hungarian: Any,
) -> None:
    send_for_translation(hungarian)
    name(hungarian, "Seed swap")
    hungarian.slug = "magcsere"
    publish(hungarian)
    write_strings(translation_of(hungarian), {"title": "Seed swap"})
    assert save_translation(translation_of(hungarian)).slug == "seed-swap"


def test_a_translator_may_change_it_later(hungarian: Any) -> None:
    translate(hungarian, {"title": "Seed swap"})
    choose_slug(hungarian, "swapping-seeds")
    assert save_translation(translation_of(hungarian)).slug == "swapping-seeds"


def test_one_that_is_taken_gets_a_number(hungarian: Any) -> None:
    translate(hungarian, {"title": "Seed swap"})
    assert translate(GuidePageFactory(), {"title": "Seed swap"}).slug == "seed-swap-1"


def test_a_title_without_letters_gets_a_slug_all_the_same(hungarian: Any) -> None:
    english = translate(hungarian, {"title": "???"})
    assert english.slug == hungarian.translation_key.hex


def test_the_front_page_of_a_language_has_one_of_its_own(home: Any) -> None:
    english = translate(home, {"title": "Small communities"})
    assert (english.slug, reloaded(english).url) == ("small-communities-en", "/en/")


def test_a_draft_of_a_public_translation_does_not_change_its_address(hungarian: Any) -> None:
    english = translate(hungarian, {"title": "Seed swap"})
    choose_slug(hungarian, "another")
    save_translation(translation_of(hungarian), publish=False)
    assert reloaded(english).slug == "seed-swap"
