"""A source that is deleted takes its translations along; a translation goes alone."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import TranslatableObject, Translation, TranslationSource

from tests.factories import GuidePageFactory, StandardPageFactory, reloaded, send_for_translation, translate

pytestmark = pytest.mark.django_db


def exist(*pages: Any) -> list[bool]:
    return [Page.objects.filter(pk=page.pk).exists() for page in pages]


@pytest.fixture(scope="module", autouse=True)
def hungarian_of_module(home_of_module: Any) -> Any:
    return GuidePageFactory(title="Vetőmagcsere", steps=1)


@pytest.fixture
def hungarian(hungarian_of_module: Any, db: None) -> Any:
    return reloaded(hungarian_of_module)


@pytest.fixture(scope="module", autouse=True)
def english_of_module(hungarian_of_module: Any) -> Any:
    return translate(hungarian_of_module, {"title": "Seed swap"})


@pytest.fixture
def english(english_of_module: Any, db: None) -> Any:
    return reloaded(english_of_module)


def records_of(page: Any) -> int:
    return (
        Translation.objects.filter(source__object_id=page.translation_key).count()
        + TranslationSource.objects.filter(object_id=page.translation_key).count()
        + TranslatableObject.objects.filter(translation_key=page.translation_key).count()
    )


def test_deleting_the_source_deletes_the_translation(hungarian: Any, english: Any) -> None:
    assert records_of(hungarian) == 3
    hungarian.delete()
    assert exist(hungarian, english) == [False, False]
    assert records_of(hungarian) == 0


def test_deleting_it_as_a_plain_page_or_by_a_query(hungarian: Any, english: Any) -> None:
    other = GuidePageFactory()
    other_english = send_for_translation(other)
    Page.objects.get(pk=hungarian.pk).delete()
    Page.objects.filter(pk=other.pk).delete()
    assert exist(hungarian, english, other, other_english) == [False, False, False, False]


def test_deleting_a_section_deletes_it_in_every_language(hungarian: Any, english: Any) -> None:
    library, english_library = hungarian.get_parent(), english.get_parent()
    library.delete()
    assert exist(library, hungarian, english_library, english) == [False, False, False, False]
    call_command("fixtree", "--full", interactive=False)


def test_the_tree_is_sound_afterwards(home: Any, hungarian: Any, english: Any) -> None:
    above = StandardPageFactory()
    translate(StandardPageFactory(parent=above))
    Page.objects.get(pk=above.pk).delete()
    assert Page.find_problems() == ([], [], [], [], [])


def test_in_the_admin(admin: Client, hungarian: Any, english: Any) -> None:
    admin.post(reverse("wagtailadmin_pages:delete", args=[hungarian.pk]))
    assert exist(hungarian, english) == [False, False]


def test_in_bulk(admin: Client, hungarian: Any, english: Any) -> None:
    other = GuidePageFactory()
    other_english = translate(other)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    admin.post(f"{address}?id={hungarian.pk}&id={other.pk}")
    assert exist(hungarian, english, other, other_english) == [False, False, False, False]


def test_in_bulk_with_both_languages_chosen(admin: Client, hungarian: Any, english: Any) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = admin.post(f"{address}?id={hungarian.pk}&id={english.pk}")
    assert response.status_code == 302
    assert exist(hungarian, english) == [False, False]


def test_a_section_whose_translation_holds_other_works_stays_for_who_may_not_delete_them(
    admin: Client, log_in: Any, hungarian: Any, english: Any
) -> None:
    library, english_library = hungarian.get_parent(), english.get_parent()
    hungarian.delete()
    work = GuidePageFactory(title="Only here", parent=english_library, locale=english_library.locale)
    coordinator = get_user_model().objects.create_user("coordinator")
    coordinator.groups.add(Group.objects.get(name="Coordinators"))
    address = reverse("wagtailadmin_pages:delete", args=[library.pk])
    response = log_in(coordinator).post(address, follow=True)
    assert exist(library, english_library, work) == [True, True, True]
    assert english_library.title in response.content.decode()
    in_bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    log_in(coordinator).post(f"{in_bulk}?id={library.pk}")
    assert exist(library, english_library, work) == [True, True, True]
    admin.post(address)
    assert exist(library, english_library, work) == [False, False, False]


def test_deleting_the_translation_leaves_the_source(hungarian: Any, english: Any) -> None:
    english.delete()
    assert exist(hungarian, english) == [True, False]
    assert reloaded(hungarian).live


def test_deleting_the_translation_in_the_admin_leaves_the_source(
    admin: Client, hungarian: Any, english: Any
) -> None:
    admin.post(reverse("wagtailadmin_pages:delete", args=[english.pk]))
    assert exist(hungarian, english) == [True, False]


def test_a_page_whose_translation_was_deleted_can_be_translated_again(hungarian: Any, english: Any) -> None:
    english.delete()
    again = translate(hungarian, {"title": "Seed swap again"})
    assert (again.live, again.title, again.pk != english.pk) == (True, "Seed swap again", True)


def test_other_works_are_left_alone(hungarian: Any, english: Any) -> None:
    other = GuidePageFactory()
    other_english = translate(other)
    hungarian.delete()
    assert exist(other, other_english) == [True, True]
