"""A translator sends a translation for review; a coordinator publishes it or sends it back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState
from wagtail_localize.models import Translation

from home.people import COORDINATORS, TRANSLATORS
from tests.core.forms import posted
from tests.factories import (
    GuidePageFactory,
    TopicFactory,
    reloaded,
    send_for_translation,
    translate,
    translation_of,
    write_strings,
)

pytestmark = [pytest.mark.django_db, pytest.mark.interface]

LogIn = Callable[[Any], Client]
SUBMIT, PUBLISH = {"action": "submit"}, {"action": "publish"}


def make_member(group_name: str) -> Any:
    user = get_user_model().objects.create_user(group_name.lower(), f"{group_name.lower()}@example.org")
    user.groups.add(Group.objects.get(name=group_name))
    return user


@pytest.fixture
def translator(home: Any, log_in: LogIn) -> Client:
    return log_in(make_member(TRANSLATORS))


@pytest.fixture
def coordinator(home: Any, log_in: LogIn) -> Client:
    return log_in(make_member(COORDINATORS))


@pytest.fixture(scope="module", autouse=True)
def hungarian_of_module(home_of_module: Any) -> Any:
    return GuidePageFactory(title="Vetőmagcsere", steps=1, topics=[TopicFactory()])


@pytest.fixture
def hungarian(hungarian_of_module: Any, db: None) -> Any:
    return reloaded(hungarian_of_module)


@pytest.fixture
def english(hungarian: Any) -> Any:
    """Complete, and not published yet."""
    page = send_for_translation(hungarian)
    write_strings(translation_of(hungarian))
    return page


def edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def states(page: Any) -> list[str]:
    return [state.status for state in WorkflowState.objects.for_instance(page)]


def act(client: Client, page: Any, name: str, **data: str) -> Any:
    """Approve or send back, as the front page of the admin does."""
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    return client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, name, state.pk]), data)


def test_what_is_translated_is_sent_and_waits_for_a_coordinator(
    translator: Client, coordinator: Client, english: Any
) -> None:
    mail.outbox.clear()
    response = translator.post(edit(english), SUBMIT)
    assert (response.status_code, response.url) == (302, edit(english))
    [message] = said(response)
    assert "EN: Vetőmagcsere" in message
    english = reloaded(english)
    assert (english.live, states(english)) == (False, ["in_progress"])
    assert english.latest_revision.as_object().title == "EN: Vetőmagcsere"
    assert [letter.to for letter in mail.outbox] == [["coordinators@example.org"]]
    assert "EN: Vetőmagcsere" in coordinator.get(reverse("wagtailadmin_home")).content.decode()


def test_what_is_not_complete_may_be_sent_and_that_is_said(translator: Client, hungarian: Any) -> None:
    english = translate(hungarian, leave_out=["goal"], publish=False)
    response = translator.post(edit(english), SUBMIT)
    assert states(english) == ["in_progress"]
    assert any("1" in message for message in said(response)[1:])


def test_a_second_sending_is_refused(translator: Client, english: Any) -> None:
    translator.post(edit(english), SUBMIT)
    assert translator.post(edit(english), SUBMIT).url == reverse("wagtailadmin_home")
    assert states(english) == ["in_progress"]


def test_publishing_it_approves_it_and_the_translator_is_told(
    translator: Client, coordinator: Client, english: Any
) -> None:
    translator.post(edit(english), SUBMIT)
    mail.outbox.clear()
    coordinator.post(edit(english), PUBLISH)
    assert (reloaded(english).live, states(english)) == (True, ["approved"])
    assert [letter.to for letter in mail.outbox] == [["translators@example.org"]]


def test_approving_it_publishes_what_is_translated_by_now(
    translator: Client, coordinator: Client, hungarian: Any, english: Any
) -> None:
    translator.post(edit(english), SUBMIT)
    write_strings(translation_of(hungarian), {"goal": "A plan."})
    act(coordinator, english, "approve")
    assert (reloaded(english).live, reloaded(english).goal) == (True, "A plan.")


@pytest.mark.parametrize("ajax", [False, True])
def test_approving_what_is_not_complete_is_refused_with_the_reason(
    translator: Client, coordinator: Client, hungarian: Any, ajax: bool
) -> None:
    english = translate(hungarian, leave_out=["goal"], publish=False)
    translator.post(edit(english), SUBMIT)
    headers = {"X-Requested-With": "XMLHttpRequest"} if ajax else {}
    state = TaskState.objects.get()
    address = reverse("wagtailadmin_pages:workflow_action", args=[english.pk, "approve", state.pk])
    response = coordinator.post(address, headers=headers)
    assert response.status_code == (200 if ajax else 302)
    assert (reloaded(english).live, states(english)) == (False, ["in_progress"])
    [message] = said(response)
    assert "EN: Vetőmagcsere" in message


def test_approving_a_translation_of_a_draft_is_refused_with_the_reason(
    translator: Client, coordinator: Client, hungarian: Any, english: Any
) -> None:
    translator.post(edit(english), SUBMIT)
    reloaded(hungarian).unpublish()
    response = act(coordinator, english, "approve")
    assert (response.status_code, len(said(response)), reloaded(english).live) == (302, 1, False)


def test_an_incomplete_one_is_published_by_the_one_who_confirms_it(
    translator: Client, coordinator: Client, hungarian: Any
) -> None:
    english = translate(hungarian, leave_out=["goal"], publish=False)
    translator.post(edit(english), SUBMIT)
    assert coordinator.post(edit(english), PUBLISH).context["missing"] == 1
    coordinator.post(edit(english), {**PUBLISH, "publish-incomplete": "yes"})
    assert (reloaded(english).live, states(english)) == (True, ["approved"])


def test_sent_back_it_says_why_and_can_be_sent_again(
    translator: Client, coordinator: Client, english: Any
) -> None:
    translator.post(edit(english), SUBMIT)
    act(coordinator, english, "reject", comment="A cím még nem jó.")
    assert states(english) == ["needs_changes"]
    page = translator.get(edit(english)).content.decode()
    assert "A cím még nem jó." in page
    assert 'value="submit"' in page
    translator.post(edit(english), SUBMIT)
    assert states(english) == ["in_progress"]


def test_a_translator_approves_nothing(translator: Client, english: Any) -> None:
    translator.post(edit(english), SUBMIT)
    assert act(translator, english, "approve").url == reverse("wagtailadmin_home")
    assert translator.post(edit(english), PUBLISH).url == reverse("wagtailadmin_home")
    assert not reloaded(english).live


def test_approving_a_stopped_one_in_wagtails_editor_is_refused_with_the_reason(
    translator: Client, coordinator: Client, hungarian: Any
) -> None:
    english = translate(hungarian, leave_out=["goal"], publish=False)
    translator.post(edit(english), SUBMIT)
    Translation.objects.update(enabled=False)
    data = posted(coordinator.get(edit(english)).context["form"])
    response = coordinator.post(
        edit(english), {**data, "action-workflow-action": "true", "workflow-action-name": "approve"}
    )
    assert (response.status_code, response.url) == (302, edit(english))
    assert (len(said(response)), reloaded(english).live) == (1, False)


def test_a_source_is_approved_as_before(coordinator: Client, translator: Client) -> None:
    draft = GuidePageFactory(live=False, title="Új útmutató", topics=[TopicFactory()])
    draft.get_workflow().start(draft, get_user_model().objects.get(username="translators"))
    act(coordinator, draft, "approve")
    assert (reloaded(draft).live, states(draft)) == (True, ["approved"])
