"""Publishing translations in the admin: the translator's button, the sync of a source, several pages at once."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation

from core.translation.admin import CONFIRMATION
from methodology.models import GuidePage, Step
from tests.core.forms import mistakes, posted
from tests.factories import (
    GuidePageFactory,
    TopicFactory,
    language,
    make_editor,
    make_publisher,
    make_translator,
    publish,
    reloaded,
    send_for_translation,
    translate,
    translation_of,
    write_strings,
)

pytestmark = [pytest.mark.django_db, pytest.mark.interface]


@pytest.fixture(scope="module", autouse=True)
def hungarian_of_module(home_of_module: Any) -> Any:
    return GuidePageFactory(title="Vetőmagcsere", steps=2, topics=[TopicFactory()])


@pytest.fixture
def hungarian(hungarian_of_module: Any, db: None) -> Any:
    return reloaded(hungarian_of_module)


@pytest.fixture
def publisher(home: Any, log_in: Callable[[Any], Client]) -> Client:
    return log_in(make_publisher())


@pytest.fixture
def editor(home: Any, log_in: Callable[[Any], Client]) -> Client:
    return log_in(make_editor())


def edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def sync(page: Any) -> str:
    return reverse("wagtail_localize:update_translations", args=[translation_of(page).source_id])


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def steps(page: Any) -> list[str]:
    return [step.title for step in reloaded(page).steps.all()]


class TestTheTranslatorsButton:
    def test_it_publishes_what_is_complete(self, publisher: Client, hungarian: Any) -> None:
        english = translate(hungarian, publish=False)
        response = publisher.post(edit(english), {"action": "publish"})
        assert (response.status_code, response.url) == (302, edit(english))
        assert reloaded(english).live
        [message] = said(response)
        assert "EN: Vetőmagcsere" in message

    def test_it_asks_before_it_publishes_what_is_not(self, publisher: Client, hungarian: Any) -> None:
        english = translate(hungarian, leave_out=["goal", "summary"], publish=False)
        response = publisher.post(edit(english), {"action": "publish"})
        assert response.status_code == 200
        assert response.context["missing"] == 2
        assert f'name="{CONFIRMATION}"' in response.content.decode()
        assert not reloaded(english).live

    def test_it_publishes_it_when_that_is_confirmed(self, publisher: Client, hungarian: Any) -> None:
        left_out = f"steps.{hungarian.steps.all()[1].translation_key}"
        english = translate(hungarian, leave_out=[left_out], publish=False)
        publisher.post(edit(english), {"action": "publish", CONFIRMATION: "yes"})
        english = reloaded(english)
        assert (english.live, english.is_incomplete_translation) == (True, True)
        assert steps(english) == ["EN: 1. lépés"]

    @pytest.mark.parametrize("code", ["hu", "en"])
    def test_the_question_is_asked_in_the_language_of_the_person(
        self, log_in: Callable[[Any], Client], hungarian: Any, code: str
    ) -> None:
        english = translate(hungarian, leave_out=["goal"], publish=False)
        user = make_publisher()
        UserProfile.objects.create(user=user, preferred_language=code)
        response = log_in(user).post(edit(english), {"action": "publish"})
        with override(code):
            assert gettext("Publish although it is incomplete") in response.content.decode()

    def test_what_the_page_does_not_accept_is_said_with_its_field(
        self, publisher: Client, hungarian: Any
    ) -> None:
        english = send_for_translation(hungarian)
        write_strings(translation_of(hungarian), {"goal": "x" * 200})
        response = publisher.post(edit(english), {"action": "publish"})
        [message] = said(response)
        assert ("200" in message, reloaded(english).live) == (True, False)

    def test_a_translation_of_a_draft_is_refused_with_the_reason(
        self, publisher: Client, hungarian: Any
    ) -> None:
        english = translate(hungarian, publish=False)
        hungarian.unpublish()
        response = publisher.post(edit(english), {"action": "publish"})
        assert (len(said(response)), reloaded(english).live) == (1, False)

    @pytest.mark.parametrize("confirmed", [False, True])
    @pytest.mark.parametrize("left_out", [[], ["goal"]])
    def test_it_does_nothing_for_somebody_who_may_not_publish(
        self, editor: Client, hungarian: Any, left_out: list[str], confirmed: bool
    ) -> None:
        english = translate(hungarian, leave_out=left_out, publish=False)
        data = {"action": "publish", **({CONFIRMATION: "yes"} if confirmed else {})}
        response = editor.post(edit(english), data)
        assert response.url == reverse("wagtailadmin_home")
        assert not reloaded(english).live

    def test_a_stopped_translation_of_a_page_that_is_not_public_is_refused_by_wagtails_editor(
        self, publisher: Client, hungarian: Any
    ) -> None:
        english = translate(hungarian)
        Translation.objects.update(enabled=False)
        reloaded(hungarian).unpublish()
        data = posted(publisher.get(edit(english)).context["form"])
        response = publisher.post(edit(english), {**data, "action-publish": "Publish"})
        assert list(mistakes(response)) == ["__all__"]
        assert publisher.post(edit(english), data).status_code == 302
        assert not reloaded(english).live

    def test_the_editor_of_a_source_is_wagtails_own(self, publisher: Client, hungarian: Any) -> None:
        translate(hungarian)
        assert "form" in publisher.get(edit(hungarian)).context

    def test_the_translators_editor_shows_every_string(self, publisher: Client, hungarian: Any) -> None:
        english = translate(hungarian, publish=False)
        page = BeautifulSoup(publisher.get(edit(english)).content, "html.parser")
        properties = json.loads(page.find(class_="js-translation-editor")["data-props"])
        shown = {segment["contentPath"].partition(".")[0] for segment in properties["segments"]}
        assert shown == {"title", "slug", "summary", "goal", "when_to_use", "steps"}
        assert {segment["type"] for segment in properties["segments"]} == {"string"}


class TestSyncing:
    def change(self, hungarian: Any) -> None:
        hungarian = reloaded(hungarian)
        hungarian.goal, hungarian.duration_max = "Más cél.", 120
        hungarian.steps.add(Step(title="Új lépés", instruction="<p>Új.</p>", minutes=5, sort_order=9))
        publish(hungarian)

    def test_without_the_tick_it_publishes_nothing(self, publisher: Client, hungarian: Any) -> None:
        english = translate(hungarian)
        self.change(hungarian)
        before = reloaded(english).live_revision_id
        publisher.post(sync(hungarian), {})
        english = reloaded(english)
        assert english.live_revision_id == before
        assert (english.goal, len(steps(english))) == ("EN: A csoportnak a végén lesz egy terve.", 2)
        assert translation_of(hungarian).source.stringsegment_set.filter(string__data="Más cél.").exists()

    def test_with_the_tick_it_publishes_nothing_that_is_not_complete(
        self, publisher: Client, hungarian: Any
    ) -> None:
        english = translate(hungarian)
        self.change(hungarian)
        before = reloaded(english).live_revision_id
        response = publisher.post(sync(hungarian), {"publish_translations": "on"})
        assert reloaded(english).live_revision_id == before
        assert reloaded(english).goal == "EN: A csoportnak a végén lesz egy terve."
        assert any("3" in message for message in said(response))

    def test_with_the_tick_it_publishes_what_is_complete(self, publisher: Client, hungarian: Any) -> None:
        english = translate(hungarian)
        self.change(hungarian)
        write_strings(translation_of(hungarian))
        publisher.post(sync(hungarian), {"publish_translations": "on"})
        english = reloaded(english)
        assert (english.goal, len(steps(english))) == ("EN: Más cél.", 3)
        assert not english.is_incomplete_translation

    def test_it_does_not_publish_a_draft(self, publisher: Client, hungarian: Any) -> None:
        english = send_for_translation(hungarian)
        for data in ({}, {"publish_translations": "on"}):
            publisher.post(sync(hungarian), data)
            assert not reloaded(english).live

    @pytest.mark.parametrize("complete", [False, True])
    def test_it_publishes_nothing_for_somebody_who_may_not(
        self, log_in: Callable[[Any], Client], hungarian: Any, complete: bool
    ) -> None:
        english = translate(hungarian)
        self.change(hungarian)
        translator = log_in(make_translator())
        if complete:
            write_strings(translation_of(hungarian))
        before = reloaded(english).live_revision_id
        response = translator.post(sync(hungarian), {"publish_translations": "on"})
        assert response.status_code == 302
        assert reloaded(english).live_revision_id == before
        assert len(said(response)) == 2

    def test_somebody_without_the_right_to_translate_is_refused(
        self, log_in: Callable[[Any], Client], hungarian: Any
    ) -> None:
        translate(hungarian)
        user = make_publisher()
        user.groups.get().permissions.filter(codename="submit_translation").delete()
        response = log_in(user).post(sync(hungarian), {})
        assert response.url == reverse("wagtailadmin_home")

    def test_its_page_says_what_it_does(self, publisher: Client, hungarian: Any) -> None:
        translate(hungarian)
        response = publisher.get(sync(hungarian))
        help_text = response.context["form"].fields["publish_translations"].help_text
        assert response.status_code == 200
        assert "original language" not in help_text


class TestSeveralPagesAtOnce:
    address = "/admin/bulk/wagtailcore/page/publish/"

    def test_complete_translations_and_drafts_are_published(self, publisher: Client, hungarian: Any) -> None:
        english = translate(hungarian, publish=False)
        draft = GuidePageFactory(live=False, topics=[TopicFactory()])
        publisher.post(f"{self.address}?id={english.pk}&id={draft.pk}", {"include_descendants": ""})
        assert (reloaded(english).live, reloaded(draft).live) == (True, True)

    def test_what_translators_have_written_since_the_draft_is_published_too(
        self, publisher: Client, hungarian: Any
    ) -> None:
        english = send_for_translation(hungarian)
        write_strings(translation_of(hungarian))
        publisher.post(f"{self.address}?id={english.pk}", {"include_descendants": ""})
        assert (reloaded(english).live, reloaded(english).title) == (True, "EN: Vetőmagcsere")

    def test_incomplete_translations_are_named_and_not_published(
        self, publisher: Client, hungarian: Any
    ) -> None:
        english = translate(hungarian, leave_out=["goal"], publish=False)
        other = GuidePageFactory(live=False, topics=[TopicFactory()])
        response = publisher.post(
            f"{self.address}?id={english.pk}&id={other.pk}", {"include_descendants": ""}
        )
        assert response.status_code == 302
        assert (reloaded(english).live, reloaded(other).live) == (False, True)
        assert any("EN: Vetőmagcsere" in message for message in said(response))

    def test_drafts_below_are_published_in_the_same_way(self, publisher: Client, hungarian: Any) -> None:
        english = send_for_translation(hungarian)
        ready = translate(GuidePageFactory(), publish=False)
        library = english.get_parent()
        publisher.post(f"{self.address}?id={library.pk}", {"include_descendants": "on"})
        live = set(GuidePage.objects.filter(locale=language("en"), live=True).values_list("pk", flat=True))
        assert live == {ready.pk}

    def test_a_draft_that_lacks_something_is_named_and_not_published(
        self, publisher: Client, home: Any
    ) -> None:
        draft = GuidePageFactory(live=False, goal="", title="Hiányos")
        response = publisher.post(f"{self.address}?id={draft.pk}", {"include_descendants": ""})
        assert (response.status_code, reloaded(draft).live) == (302, False)
        [message] = said(response)
        assert "Hiányos" in message

    def test_a_draft_without_a_topic_is_named_and_not_published(self, publisher: Client, home: Any) -> None:
        draft = GuidePageFactory(live=False, title="Hiányos")
        response = publisher.post(f"{self.address}?id={draft.pk}", {"include_descendants": ""})
        assert (response.status_code, reloaded(draft).live) == (302, False)
        [message] = said(response)
        assert (
            message.strip()
            == "Nem került ki: „Hiányos”. Az ok: Egy nyilvános oldalnak legalább egy téma kell."
        )

    def test_somebody_who_may_not_publish_publishes_nothing(self, editor: Client, hungarian: Any) -> None:
        english = translate(hungarian, publish=False)
        editor.post(f"{self.address}?id={english.pk}", {"include_descendants": ""})
        assert not reloaded(english).live


def test_a_nul_byte_in_a_string_is_dropped(publisher: Client, hungarian: Any) -> None:
    """PostgreSQL would refuse the whole string."""
    send_for_translation(hungarian)
    translation = translation_of(hungarian)
    title = translation.source.stringsegment_set.get(context__path="title")
    address = reverse("wagtail_localize:edit_string_translation", args=(translation.pk, title.pk))
    answer = publisher.put(address, "value=Seed%00%20swap", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 201
    assert StringTranslation.objects.get(translation_of=title.string).data == "Seed swap"
