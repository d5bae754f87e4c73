"""Deciding in the admin that a story is a good practice: all four criteria, and the right to decide."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from tests.core.forms import mistakes, posted
from tests.factories import CaseStudyPageFactory, TopicFactory, make_publisher, reloaded, translate
from tests.factories.case_studies import ALL_CRITERIA
from tests.standing import standing

pytestmark = [pytest.mark.django_db, pytest.mark.interface]

DECISION = {"status": "good_practice", "decided_on": "2026-11-20"}
PUBLISH = {"action-publish": "Publish"}


def admin_for(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(scope="module", autouse=True)
def story_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    with standing(django_db_blocker):
        yield CaseStudyPageFactory(topics=[TopicFactory(key="food")])


@pytest.fixture
def story(story_of_module: Any, db: None) -> Any:
    return reloaded(story_of_module)


def save(client: Client, page: Any, **changes: Any) -> Any:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, {**posted(client.get(address).context["form"]), **changes})


def test_without_its_criteria_it_is_not_published_and_each_one_is_named(admin_user: Any, story: Any) -> None:
    response = save(
        admin_for(admin_user), story, **DECISION, **PUBLISH, criterion_new="Eddig nem volt ilyen."
    )
    found = mistakes(response)
    assert sorted(found) == sorted(set(ALL_CRITERIA) - {"criterion_new"})
    assert {message for messages in found.values() for message in messages} == {
        "Erre is válaszolj egy-két mondatban: a jó gyakorlat mind a négy feltételnek megfelel. Amíg nem, maradjon történet."
    }
    assert reloaded(story).status == "story"


def test_without_its_criteria_it_is_saved_as_a_draft(admin_user: Any, story: Any) -> None:
    response = save(admin_for(admin_user), story, **DECISION)
    assert response.status_code == 302, mistakes(response)
    assert reloaded(story).latest_revision.as_object().status == "good_practice"


def test_without_the_day_of_the_decision_it_is_not_published(admin_user: Any, story: Any) -> None:
    response = save(admin_for(admin_user), story, **ALL_CRITERIA, **PUBLISH, status="good_practice")
    assert list(mistakes(response)) == ["decided_on"]


def test_with_all_of_them_it_is_published_in_every_language(admin_user: Any, story: Any) -> None:
    english = translate(story)
    response = save(admin_for(admin_user), story, **ALL_CRITERIA, **DECISION, **PUBLISH)
    assert response.status_code == 302, mistakes(response)
    assert [reloaded(page).is_good_practice for page in (story, english)] == [True, True]


def test_a_translation_of_a_good_practice_without_its_criteria_stays_as_it_is(
    admin_user: Any, story: Any
) -> None:
    """The decision holds for the work; the English text says what it said until it is translated again."""
    english = translate(story)
    save(admin_for(admin_user), story, **ALL_CRITERIA, **DECISION, **PUBLISH)
    assert reloaded(english).criterion_new == ""
    assert translate(reloaded(story)).criterion_new == "EN: Eddig nem volt ilyen."


def test_somebody_without_the_right_to_decide_decides_nothing(story: Any) -> None:
    user = make_publisher()
    assert not user.has_perm("casestudies.decide_good_practice")
    response = save(admin_for(user), story, **ALL_CRITERIA, **DECISION, **PUBLISH)
    assert response.status_code == 302, mistakes(response)
    assert reloaded(story).status == "story"


def test_somebody_with_the_right_decides(story: Any) -> None:
    user = make_publisher()
    user.user_permissions.add(Permission.objects.get(codename="decide_good_practice"))
    save(admin_for(user), story, **ALL_CRITERIA, **DECISION, **PUBLISH)
    assert reloaded(story).is_good_practice


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"started": "2024", "ended": "2023-05"}, "ended"),
        ({"ended": "2024", "ongoing": "on"}, "ongoing"),
        ({"started": "tavaly"}, "started"),
        ({"started": "2023-02-31"}, "started"),
        ({"participants": "-3"}, "participants"),
        ({"county": "narnia"}, "county"),
    ],
)
@pytest.mark.parametrize("action", [{}, PUBLISH], ids=["draft", "publish"])
def test_nonsense_is_refused_even_in_a_draft(
    admin_user: Any, story: Any, changes: dict[str, str], field: str, action: dict[str, str]
) -> None:
    response = save(admin_for(admin_user), story, **changes, **action)
    assert list(mistakes(response)) == [field]


def test_without_a_topic_it_is_saved_as_a_draft_and_not_published(admin_user: Any, db: None) -> None:
    client, story = admin_for(admin_user), CaseStudyPageFactory(live=False)
    assert list(mistakes(save(client, story, **PUBLISH))) == ["topic_links"]
    response = save(client, story, title="Más cím")
    assert response.status_code == 302, mistakes(response)
    assert (reloaded(story).live, reloaded(story).latest_revision.as_object().title) == (False, "Más cím")


def test_its_last_topic_is_not_taken_from_a_public_one(admin_user: Any, story: Any) -> None:
    client = admin_for(admin_user)
    response = save(client, story, **{"topic_links-0-DELETE": "1"}, **PUBLISH)
    assert mistakes(response)["topic_links"][0] == "Egy nyilvános oldalnak legalább egy téma kell."
    assert reloaded(story).topic_keys() == ["food"]
