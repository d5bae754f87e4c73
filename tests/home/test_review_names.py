"""The review has a name in each language of the admin, as long as nobody has given it another."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Task, Workflow
from wagtail.users.models import UserProfile

from home.people import COORDINATORS, EDITORS, ensure_people
from tests.factories import GuidePageFactory, TopicFactory, UserFactory, make_site

pytestmark = pytest.mark.django_db

WORKFLOW = {"hu": "Átnézés, majd közzététel", "en": "Review, then publish"}
TASK = {"hu": "Átnézés", "en": "Review"}


@pytest.fixture(autouse=True)
def people(db: None) -> None:
    make_site()
    ensure_people()


def make_member(group_name: str, language: str) -> Any:
    user = UserFactory()
    user.groups.add(Group.objects.get(name=group_name))
    UserProfile.objects.create(user=user, preferred_language=language)
    return user


@pytest.mark.parametrize("language", ["hu", "en"])
def test_both_are_read_in_the_language_of_the_admin(language: str) -> None:
    workflow, task = Workflow.objects.get(), Task.objects.get()
    with override(language):
        assert (workflow.name, str(workflow)) == (WORKFLOW[language], WORKFLOW[language])
        assert (task.name, task.specific.name) == (TASK[language], TASK[language])
        assert Workflow.objects.defer("name").get().name == WORKFLOW[language]


@pytest.mark.parametrize(
    ("language", "words"), [("hu", "Beküldés: Átnézés, majd"), ("en", "Submit to Review, then publish")]
)
def test_the_button_that_submits_says_so(language: str, words: str) -> None:
    client = Client()
    client.force_login(make_member(EDITORS, language))
    page = GuidePageFactory(topics=[TopicFactory()])
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert words in html


def test_a_letter_says_so_in_the_language_of_its_reader() -> None:
    for language in ("hu", "en"):
        make_member(COORDINATORS, language)
    page = GuidePageFactory(topics=[TopicFactory()])
    mail.outbox.clear()
    Workflow.objects.get().start(page, make_member(EDITORS, "hu"))
    subjects = sorted(letter.subject for letter in mail.outbox)
    assert len(subjects) == 2
    assert sum("Review" in subject and "Átnézés" not in subject for subject in subjects) == 1
    assert sum("Átnézés" in subject and "Review" not in subject for subject in subjects) == 1


def test_what_an_administrator_has_named_is_left_alone() -> None:
    workflow = Workflow.objects.get()
    workflow.name = "Kézről kézre"
    workflow.save()
    with override("en"):
        assert Workflow.objects.get().name == "Kézről kézre"


def test_saved_in_one_language_it_is_still_read_in_the_other() -> None:
    with override("en"):
        Workflow.objects.get().save()
    with override("hu"):
        assert Workflow.objects.get().name == WORKFLOW["hu"]
