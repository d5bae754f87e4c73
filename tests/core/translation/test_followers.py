"""Before a source is deleted or unpublished it is said what goes along, and afterwards what has not come back."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from tests.core.forms import mistakes, posted
from tests.factories import GuidePageFactory, TopicFactory, reloaded, translate

pytestmark = pytest.mark.django_db

SEED_SWAP = "„Seed swap” (angol)"
AGAIN = "Ha az eredetit később újra közzéteszed"


@pytest.fixture
def english(hungarian: Any) -> Any:
    return translate(hungarian, {"title": "Seed swap"})


def address(action: str, *pages: Any, bulk: bool) -> str:
    if not bulk:
        return reverse(f"wagtailadmin_pages:{action}", args=[pages[0].pk])
    query = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{query}"


def warning(client: Client, *pages: Any, action: str, bulk: bool = False) -> str:
    page = BeautifulSoup(client.get(address(action, *pages, bulk=bulk)).content, "html.parser")
    blocks = page.select(":not(.lost-links) > .help-block.help-warning")
    return " ".join(" ".join(each.get_text().split()) for each in blocks)


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.mark.parametrize("bulk", [False, True])
class TestBefore:
    def test_deleting_names_the_translation(
        self, admin: Client, hungarian: Any, english: Any, bulk: bool
    ) -> None:
        text = warning(admin, hungarian, action="delete", bulk=bulk)
        assert text == f"Vele törlöd ezt a fordítást is: {SEED_SWAP}."

    def test_deleting_names_a_translation_that_is_a_draft(
        self, admin: Client, hungarian: Any, english: Any, bulk: bool
    ) -> None:
        english.unpublish()
        assert SEED_SWAP in warning(admin, hungarian, action="delete", bulk=bulk)

    def test_unpublishing_names_the_translation_and_says_that_it_stays_away(
        self, admin: Client, hungarian: Any, english: Any, bulk: bool
    ) -> None:
        text = warning(admin, hungarian, action="unpublish", bulk=bulk)
        assert f"Vele együtt visszavonod ezt a fordítást is: {SEED_SWAP}." in text
        assert AGAIN in text

    def test_a_section_counts_what_stands_below(
        self, admin: Client, hungarian: Any, english: Any, bulk: bool
    ) -> None:
        translate(GuidePageFactory(topics=[TopicFactory()]))
        section = hungarian.get_parent()
        library = reloaded(english.get_parent())
        deleted = warning(admin, section, action="delete", bulk=bulk)
        assert (library.title in deleted, "2" in deleted) == (True, True)
        assert "2" in warning(admin, section, action="unpublish", bulk=bulk)

    @pytest.mark.parametrize("action", ["delete", "unpublish"])
    def test_a_translation_goes_alone(
        self, admin: Client, hungarian: Any, english: Any, bulk: bool, action: str
    ) -> None:
        assert warning(admin, english, action=action, bulk=bulk) == ""

    @pytest.mark.parametrize("action", ["delete", "unpublish"])
    def test_nothing_is_said_of_a_page_without_one(
        self, admin: Client, english: Any, bulk: bool, action: str
    ) -> None:
        assert warning(admin, GuidePageFactory(), action=action, bulk=bulk) == ""

    def test_unpublishing_says_nothing_of_a_translation_that_is_not_public(
        self, admin: Client, hungarian: Any, english: Any, bulk: bool
    ) -> None:
        english.unpublish()
        assert warning(admin, hungarian, action="unpublish", bulk=bulk) == ""


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_what_was_chosen_itself_does_not_go_along(
    admin: Client, hungarian: Any, english: Any, action: str
) -> None:
    assert warning(admin, hungarian, english, action=action, bulk=True) == ""


class TestAfterwards:
    def publish(self, admin: Client, page: Any) -> Any:
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        data = posted(admin.get(edit).context["form"])
        response = admin.post(edit, {**data, "action-publish": "Publish"})
        assert response.status_code == 302, mistakes(response)
        return response

    def test_publishing_again_says_what_is_still_withdrawn(
        self, admin: Client, hungarian: Any, english: Any
    ) -> None:
        hungarian.unpublish()
        text = said(self.publish(admin, hungarian))
        assert SEED_SWAP in text
        assert reverse("wagtailadmin_pages:edit", args=[english.pk]) in text
        assert not reloaded(english).live

    def test_in_bulk_too(self, admin: Client, hungarian: Any, english: Any) -> None:
        hungarian.unpublish()
        response = admin.post(address("publish", hungarian, bulk=True), {"include_descendants": ""})
        assert SEED_SWAP in said(response)

    def test_once_is_enough(self, admin: Client, hungarian: Any, english: Any) -> None:
        english.unpublish()
        assert SEED_SWAP not in said(self.publish(admin, hungarian))

    def test_a_translation_that_was_never_public_is_not_missed(self, admin: Client, hungarian: Any) -> None:
        translate(hungarian, {"title": "Seed swap"}, publish=False)
        hungarian.unpublish()
        assert SEED_SWAP not in said(self.publish(admin, hungarian))
