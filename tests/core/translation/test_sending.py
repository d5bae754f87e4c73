"""Sending for translation publishes nothing and makes no alias, whatever its parents have."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object, translate_page_subtree

from methodology.models import GuideIndexPage
from tests.factories import (
    CaseStudyPageFactory,
    GuidePageFactory,
    StandardPageFactory,
    language,
    make_editor,
    reloaded,
    send_for_translation,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def home_of_module(hungarian_home_of_module: Any) -> Any:
    """Nothing is translated."""
    return hungarian_home_of_module


def english_pages() -> list[tuple[str, bool]]:
    pages = Page.objects.filter(locale__language_code="en").order_by("path")
    return [(page.specific_class.__name__, page.live) for page in pages]


def send_in_admin(client: Client, page: Page, **data: Any) -> Any:
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return client.post(address, {"locales": [language("en").pk], **data})


def test_a_page_below_untranslated_parents_is_sent_with_them_as_drafts(home: Any) -> None:
    guide = GuidePageFactory()
    english = send_for_translation(guide)
    assert english_pages() == [("HomePage", False), ("GuideIndexPage", False), ("GuidePage", False)]
    assert english.get_parent().translation_key == guide.get_parent().translation_key
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_the_same_from_the_admin(admin: Client) -> None:
    guide = GuidePageFactory()
    response = send_in_admin(admin, guide)
    english = Page.objects.get(translation_key=guide.translation_key, locale=language("en"))
    assert response.url == reverse("wagtailadmin_pages:edit", args=[english.pk])
    assert english_pages() == [("HomePage", False), ("GuideIndexPage", False), ("GuidePage", False)]
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_parents_that_became_drafts_can_be_translated_afterwards(home: Any) -> None:
    english = send_for_translation(GuidePageFactory())
    index = translate(GuideIndexPage.objects.get(locale=language("hu")))
    assert (index.live, index.pk) == (True, english.get_parent().pk)


def test_parents_that_are_public_stay_public(home: Any) -> None:
    guide = GuidePageFactory()
    translate(home)
    translate(guide.get_parent().specific)
    send_for_translation(guide)
    assert english_pages() == [("HomePage", True), ("GuideIndexPage", True), ("GuidePage", False)]


def test_a_subtree_is_sent_as_drafts(home: Any) -> None:
    GuidePageFactory()
    CaseStudyPageFactory()
    translate_object(reloaded(home), [language("en")])
    translate_page_subtree(home.pk, [language("en")], None, None)
    pages = english_pages()
    assert sorted(name for name, _live in pages) == [
        "CaseStudyIndexPage",
        "CaseStudyPage",
        "CommunityIndexPage",
        "CommunityPage",
        "GuideIndexPage",
        "GuidePage",
        "HomePage",
    ]
    assert not any(live for _name, live in pages)
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_a_subtree_is_sent_as_drafts_from_the_admin(admin: Client) -> None:
    guide = GuidePageFactory()
    send_in_admin(admin, guide.get_parent(), include_subtree="on")
    assert english_pages() == [("HomePage", False), ("GuideIndexPage", False), ("GuidePage", False)]


def test_sending_a_subtree_again_changes_nothing_that_is_public(home: Any) -> None:
    guide = GuidePageFactory()
    english = translate(guide)
    guide.title = "Másik cím"
    guide.save_revision().publish()
    before = (english.title, english.live_revision_id)
    translate_page_subtree(guide.get_parent().pk, [language("en")], None, None)
    english = reloaded(english)
    assert (english.title, english.live_revision_id, english.live) == (*before, True)


def test_an_editor_who_may_not_publish_can_send(home: Any, log_in: Any) -> None:
    guide = GuidePageFactory()
    client = log_in(make_editor())
    send_in_admin(client, guide)
    assert Translation.objects.filter(source__object_id=guide.translation_key).exists()
    assert not any(live for _name, live in english_pages())


def test_a_draft_can_be_sent(home: Any) -> None:
    guide = GuidePageFactory(live=False)
    assert not send_for_translation(guide).live
    assert english_pages() == [("HomePage", False), ("GuideIndexPage", False), ("GuidePage", False)]


def test_a_page_of_text_below_another_one_is_sent_with_it(home: Any) -> None:
    above = StandardPageFactory()
    below = StandardPageFactory(parent=above)
    send_for_translation(below)
    assert english_pages() == [("HomePage", False), ("StandardPage", False), ("StandardPage", False)]
