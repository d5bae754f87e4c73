"""A copy of a good practice is another work, about which nobody has decided yet."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from tests.factories import (
    CaseStudyPageFactory,
    TopicFactory,
    UserFactory,
    publish,
    reloaded,
    send_for_translation,
    translate,
)
from tests.factories.case_studies import ALL_CRITERIA
from tests.standing import standing

pytestmark = [pytest.mark.django_db, pytest.mark.interface]

DECIDED = ("good_practice", dt.date(2026, 11, 20))
UNDECIDED = ("story", None)


@pytest.fixture(scope="module", autouse=True)
def practice_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    with standing(django_db_blocker):
        page = CaseStudyPageFactory(title="Babfajták", topics=[TopicFactory()], **ALL_CRITERIA)
        page.status, page.decided_on = DECIDED
        yield publish(page)


@pytest.fixture
def practice(practice_of_module: Any, db: None) -> Any:
    return reloaded(practice_of_module)


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def decision(page: Any) -> tuple[str, dt.date | None]:
    return page.status, page.decided_on


def copy(client: Client, page: Any, **data: str) -> Any:
    """Copy the page by the admin's form; gives the copy."""
    response = client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "A másolat",
            "new_slug": "a-masolat",
            "new_parent_page": str(page.get_parent().pk),
            **data,
        },
    )
    assert response.status_code == 302, response.context["form"].errors
    return Page.objects.get(slug="a-masolat").specific


def revisions(page: Any) -> set[tuple[str, Any]]:
    return {decision(revision.as_object()) for revision in page.revisions.all()}


@pytest.mark.parametrize("published", [{}, {"publish_copies": "on"}], ids=["draft", "published"])
def test_a_copy_begins_without_a_decision(admin: Client, practice: Any, published: dict[str, str]) -> None:
    copied = copy(admin, practice, **published)
    assert copied.live == bool(published)
    assert copied.criterion_new == practice.criterion_new
    assert (decision(copied), revisions(copied)) == (UNDECIDED, {UNDECIDED})
    assert decision(reloaded(practice)) == DECIDED


def test_a_decision_that_is_only_in_the_draft_is_not_copied_either(admin: Client) -> None:
    story = CaseStudyPageFactory(topics=[TopicFactory()], **ALL_CRITERIA)
    story.status, story.decided_on = DECIDED
    story.save_revision()
    copied = copy(admin, story)
    assert (decision(copied), revisions(copied)) == (UNDECIDED, {UNDECIDED})


@pytest.mark.parametrize("published", [{}, {"publish_copies": "on"}], ids=["drafts", "published"])
def test_copied_with_its_section_it_begins_without_a_decision(
    admin: Client, practice: Any, published: dict[str, str], monkeypatch: Any
) -> None:
    section = practice.get_parent()
    monkeypatch.setattr(CaseStudyIndexPage, "max_count_per_parent", None)
    copied = copy(admin, section, copy_subpages="on", **published)
    [child] = CaseStudyPage.objects.child_of(copied)
    assert child.title == practice.title
    assert (decision(child), revisions(child)) == (UNDECIDED, {UNDECIDED})


def test_a_copy_of_a_translation_begins_without_a_decision(admin: Client, practice: Any) -> None:
    english = translate(practice)
    copied = copy(admin, english)
    assert (decision(copied), revisions(copied)) == (UNDECIDED, {UNDECIDED})


def test_a_translation_has_the_decision_from_its_first_draft(practice: Any) -> None:
    draft = send_for_translation(practice)
    assert (decision(draft), decision(draft.latest_revision.as_object())) == (DECIDED, DECIDED)
    assert decision(translate(practice)) == DECIDED


def test_a_translation_of_a_copy_has_none(admin: Client, practice: Any) -> None:
    translate(practice)
    copied = copy(admin, practice, publish_copies="on")
    assert decision(translate(copied)) == UNDECIDED
