"""A translation that somebody has stopped asks, like a running one, before it shows texts of the original to readers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.translation.admin import CONFIRMATION
from core.translation.errors import IncompleteTranslationError
from tests.core.forms import mistakes, posted
from tests.factories import GuidePageFactory, TopicFactory, make_publisher, publish, reloaded, translate

pytestmark = [pytest.mark.django_db, pytest.mark.interface]

PUBLISH = {"action-publish": "Publish"}


@pytest.fixture
def client(home: Any, log_in: Callable[[Any], Client]) -> Client:
    return log_in(make_publisher())


@pytest.fixture(scope="module", autouse=True)
def hungarian_of_module(home_of_module: Any) -> Any:
    return GuidePageFactory(title="Vetőmagcsere", steps=2, topics=[TopicFactory()])


@pytest.fixture
def hungarian(hungarian_of_module: Any, db: None) -> Any:
    return reloaded(hungarian_of_module)


@pytest.fixture
def english(hungarian: Any) -> Any:
    """Stopped before its goal and its second step were translated."""
    second = f"steps.{hungarian.steps.all()[1].translation_key}.instruction"
    page = translate(hungarian, leave_out=["goal", second], publish=False)
    Translation.objects.update(enabled=False)
    return reloaded(page)


def edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def save(client: Client, page: Any, **changes: Any) -> Any:
    return client.post(edit(page), {**posted(client.get(edit(page)).context["form"]), **changes})


def test_wagtails_editor_asks_and_has_saved_the_draft(client: Client, english: Any) -> None:
    response = save(client, english, title="Seed swap", **PUBLISH)
    assert response.status_code == 200
    assert (response.context["missing"], response.context["is_stopped"]) == (2, True)
    assert f'name="{CONFIRMATION}"' in response.content.decode()
    english = reloaded(english)
    assert (english.live, english.latest_revision.as_object().title) == (False, "Seed swap")


def test_it_publishes_it_when_that_is_confirmed_and_marks_it(client: Client, english: Any) -> None:
    save(client, english, title="Seed swap", **PUBLISH)
    response = client.post(edit(english), {"action": "publish", CONFIRMATION: "yes"})
    english = reloaded(english)
    assert (response.status_code, response.url) == (302, edit(english))
    assert (english.live, english.title, english.is_incomplete_translation) == (True, "Seed swap", True)


def test_without_the_confirmation_the_answer_is_the_question(client: Client, english: Any) -> None:
    response = client.post(edit(english), {"action": "publish"})
    assert (response.status_code, response.context["missing"]) == (200, 2)
    assert not reloaded(english).live


def test_what_was_written_by_hand_is_not_missing(client: Client, english: Any) -> None:
    english.goal = "The group has a plan in the end."
    steps = list(english.steps.all())
    steps[1].instruction = "<p>Everybody shows what they have brought.</p>"
    english.steps.set(steps)
    english.save_revision()
    response = save(client, english, **PUBLISH)
    assert response.status_code == 302, mistakes(response)
    english = reloaded(english)
    assert (english.live, english.is_incomplete_translation) == (True, False)


def test_a_draft_is_saved_without_a_question(client: Client, english: Any) -> None:
    response = save(client, english, title="Seed swap")
    assert response.status_code == 302, mistakes(response)
    assert not reloaded(english).live


def test_it_is_asked_before_it_is_scheduled(client: Client, english: Any) -> None:
    response = save(client, english, go_live_at="2036-11-24 13:00", **PUBLISH)
    assert (response.status_code, response.context["missing"]) == (200, 2)
    assert not english.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_in_bulk_it_is_named_and_not_published(client: Client, english: Any) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={english.pk}", {"include_descendants": ""})
    [message] = get_messages(response.wsgi_request)
    assert ("EN: Vetőmagcsere" in str(message), reloaded(english).live) == (True, False)


def test_code_is_refused(english: Any) -> None:
    with pytest.raises(IncompleteTranslationError):
        publish(english)
    assert not reloaded(english).live


def test_a_whole_one_is_published_without_a_question(client: Client, hungarian: Any) -> None:
    english = translate(hungarian, publish=False)
    Translation.objects.update(enabled=False)
    response = save(client, english, **PUBLISH)
    assert response.status_code == 302, mistakes(response)
    assert (reloaded(english).live, reloaded(english).is_incomplete_translation) == (True, False)


def test_an_ordinary_page_is_published_without_a_question(client: Client, hungarian: Any) -> None:
    translate(hungarian)
    assert save(client, hungarian, title="Más cím", **PUBLISH).status_code == 302
    assert reloaded(hungarian).title == "Más cím"


def test_somebody_who_may_not_publish_publishes_nothing(
    log_in: Callable[[Any], Client], english: Any
) -> None:
    user = make_publisher()
    user.groups.get().page_permissions.filter(permission__codename="publish_page").delete()
    response = log_in(user).post(edit(english), {"action": "publish", CONFIRMATION: "yes"})
    assert response.url == reverse("wagtailadmin_home")
    assert not Page.objects.get(pk=english.pk).live
