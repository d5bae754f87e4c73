"""A work stands at the same place in every language."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.factories import StandardPageFactory, language, reloaded, translate

pytestmark = pytest.mark.django_db


def parent(page: Any) -> Page:
    return Page.objects.get(pk=page.pk).get_parent()


def in_english(page: Any) -> Any:
    return type(page).objects.get(translation_key=page.translation_key, locale=language("en"))


def titles(page: Any) -> list[str]:
    return [child.title for child in Page.objects.get(pk=page.pk).get_children()]


@pytest.fixture
def old(home: Any) -> Any:
    return StandardPageFactory(title="Régi hely")


@pytest.fixture
def new(home: Any) -> Any:
    return StandardPageFactory(title="Új hely")


@pytest.fixture
def page(old: Any) -> Any:
    return StandardPageFactory(title="Lap", parent=old)


@pytest.fixture
def english(page: Any) -> Any:
    return translate(page, {"title": "Page"})


def test_a_translation_follows_its_source(page: Any, english: Any, new: Any) -> None:
    translate(new)
    reloaded(page).move(reloaded(new), pos="last-child")
    assert parent(english) == Page.objects.get(pk=in_english(new).pk)
    assert reloaded(english).url == "/en/en-uj-hely/page/"


def test_a_source_follows_its_translation(page: Any, english: Any, new: Any) -> None:
    translate(new)
    english.move(in_english(new), pos="last-child")
    assert parent(page).pk == new.pk


def test_where_the_new_place_has_no_translation_it_gets_one_as_a_draft(
    page: Any, english: Any, new: Any
) -> None:
    page.move(reloaded(new), pos="last-child")
    place = in_english(new)
    assert (place.live, parent(english).pk) == (False, place.pk)
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_in_the_admin(admin: Client, page: Any, english: Any, new: Any) -> None:
    translate(new)
    admin.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, new.pk]))
    assert (parent(page).pk, parent(english).pk) == (new.pk, in_english(new).pk)


def test_in_bulk(admin: Client, page: Any, english: Any, new: Any, old: Any) -> None:
    other = StandardPageFactory(title="Másik lap", parent=old)
    other_english = translate(other, {"title": "Other page"})
    translate(new)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    admin.post(f"{address}?id={page.pk}&id={other.pk}", {"chooser": new.pk})
    assert titles(new) == ["Lap", "Másik lap"]
    assert titles(in_english(new)) == ["Page", "Other page"]
    assert (parent(other_english).pk, titles(old)) == (in_english(new).pk, [])


def test_a_whole_branch_moves(page: Any, english: Any, old: Any, new: Any) -> None:
    translate(new)
    reloaded(old).move(reloaded(new), pos="last-child")
    assert parent(in_english(old)).pk == in_english(new).pk
    translate(reloaded(old))
    assert reloaded(english).url == "/en/en-uj-hely/en-regi-hely/page/"


def test_a_page_does_not_move_among_those_of_another_language(page: Any, english: Any, new: Any) -> None:
    other = translate(new)
    assert page.can_move_to(reloaded(new))
    assert not page.can_move_to(other)


def test_a_copy_stays_among_pages_of_its_language(admin: Client, page: Any, new: Any) -> None:
    english_place = translate(new)
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    values = {"new_title": "Másolat", "new_slug": "masolat", "publish_copies": "on"}
    response = admin.post(address, {**values, "new_parent_page": english_place.pk})
    assert any("más nyelven" in each for each in response.context["form"].errors["new_parent_page"])
    assert not page.permissions_for_user(response.wsgi_request.user).can_copy_to(english_place)
    assert not Page.objects.filter(slug="masolat").exists()
    admin.post(address, {**values, "new_parent_page": new.pk})
    assert parent(Page.objects.get(slug="masolat")).pk == new.pk


def test_in_bulk_with_both_languages_chosen_nothing_moves(
    admin: Client, page: Any, english: Any, new: Any, old: Any
) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    response = admin.post(f"{address}?id={page.pk}&id={english.pk}", {"chooser": new.pk})
    refused = response.context["pages_without_destination_access"]
    assert [entry["item"].pk for entry in refused] == [english.pk]
    assert (parent(page).pk, parent(english).pk) == (old.pk, in_english(old).pk)


def test_a_slug_that_is_taken_at_the_new_place_is_made_free(page: Any, english: Any, new: Any) -> None:
    translate(new)
    taken = translate(StandardPageFactory(title="Ugyanaz", parent=new), {"title": "Page"})
    page.move(reloaded(new), pos="last-child")
    assert parent(english).pk == in_english(new).pk
    assert (reloaded(taken).slug, reloaded(english).slug) == ("page", "page-1")


class TestOrder:
    @pytest.fixture
    def pages(self, old: Any) -> list[Any]:
        pages = [StandardPageFactory(title=f"{number}. lap", parent=old) for number in (1, 2, 3, 4)]
        for number in (3, 1, 4):  # the second has no English text
            translate(pages[number - 1], {"title": f"Page {number}"})
        return pages

    def test_another_order_is_another_order_in_every_language(self, old: Any, pages: list[Any]) -> None:
        reloaded(pages[3]).move(reloaded(pages[0]), pos="left")
        assert titles(old) == ["4. lap", "1. lap", "2. lap", "3. lap"]
        assert titles(in_english(old))[0] == "Page 4"

    def test_it_stands_behind_the_nearest_one_that_is_translated(self, old: Any, pages: list[Any]) -> None:
        reloaded(pages[3]).move(reloaded(pages[0]), pos="left")
        reloaded(pages[0]).move(reloaded(pages[1]), pos="right")
        reloaded(pages[2]).move(reloaded(pages[0]), pos="right")
        assert titles(old) == ["4. lap", "2. lap", "1. lap", "3. lap"]
        assert titles(in_english(old)) == ["Page 4", "Page 1", "Page 3"]

    def test_in_the_admin(self, admin: Client, old: Any, pages: list[Any]) -> None:
        admin.post(reverse("wagtailadmin_pages:set_page_position", args=[pages[3].pk]) + "?position=0")
        assert titles(old)[0] == "4. lap"
        assert titles(in_english(old))[0] == "Page 4"
