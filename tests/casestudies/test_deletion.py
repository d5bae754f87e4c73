"""A community is deleted only together with its case studies."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.factories import (
    CaseStudyPageFactory,
    CommunityPageFactory,
    StandardPageFactory,
    language,
    reloaded,
    translate,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(admin_user: Any) -> Client:
    client = Client()
    client.force_login(admin_user)
    return client


@pytest.fixture(scope="module", autouse=True)
def story_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    with standing(django_db_blocker):
        yield CaseStudyPageFactory(title="Babfajták", community=CommunityPageFactory(title="Kertbarát Kör"))


@pytest.fixture
def story(story_of_module: Any, db: None) -> Any:
    return reloaded(story_of_module)


@pytest.fixture
def community(story: Any) -> Any:
    return reloaded(story.community)


def exist(*pages: Any) -> list[bool]:
    return [Page.objects.filter(pk=page.pk).exists() for page in pages]


def delete(admin: Client, *pages: Any) -> list[str]:
    """Delete a page, or several at once; what is said."""
    if len(pages) == 1:
        response = admin.post(reverse("wagtailadmin_pages:delete", args=[pages[0].pk]))
    else:
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        response = admin.post(f"{address}?{'&'.join(f'id={page.pk}' for page in pages)}")
    assert response.status_code == 302
    return [str(message).strip() for message in get_messages(response.wsgi_request)]


def test_a_community_with_a_case_study_stays_and_the_case_study_is_named(
    admin: Client, community: Any, story: Any
) -> None:
    [message] = delete(admin, community)
    assert ("Kertbarát Kör" in message, "„Babfajták”" in message) == (True, True)
    assert (exist(community, story), reloaded(story).community) == ([True, True], community)


def test_its_deletion_is_not_even_offered(admin: Client, community: Any, story: Any) -> None:
    response = admin.get(reverse("wagtailadmin_pages:delete", args=[community.pk]))
    assert response.url == reverse("wagtailadmin_explore", args=[community.get_parent().pk])


def test_the_case_study_may_be_a_draft_and_in_two_languages(
    admin: Client, community: Any, story: Any
) -> None:
    english = translate(story)
    CaseStudyPageFactory(title="Vázlat", community=community, live=False)
    [message] = delete(admin, community)
    assert [message.count(title) for title in ("„Babfajták”", "„Vázlat”", english.title)] == [1, 1, 0]


def test_a_community_without_case_studies_goes(admin: Client, community: Any, story: Any) -> None:
    other = CommunityPageFactory()
    delete(admin, other)
    assert exist(community, other) == [True, False]


def test_a_section_with_the_community_stays_too(admin: Client, community: Any, story: Any) -> None:
    section = community.get_parent()
    [message] = delete(admin, section)
    assert ("„Babfajták”" in message, exist(section, community, story)) == (True, [True, True, True])


def test_a_section_with_both_goes(admin: Client, community: Any, story: Any) -> None:
    home = community.get_parent().get_parent()
    above = StandardPageFactory(parent=home)
    for section in (community.get_parent(), story.get_parent()):
        Page.objects.get(pk=section.pk).move(Page.objects.get(pk=above.pk), "last-child")
    delete(admin, reloaded(above))
    assert exist(community, story) == [False, False]


def test_a_translation_that_a_case_study_names_stays_with_its_source(admin: Client, community: Any) -> None:
    english = translate(community)
    section = english.get_parent()
    story = CaseStudyPageFactory(
        title="Seeds", community=english, language="en", locale=language("en"), parent=None
    )
    for page in (community, english, section, community.get_parent()):
        assert "„Seeds”" in delete(admin, page)[-1]
    assert exist(community, english, story) == [True, True, True]


def test_a_translation_that_no_case_study_names_goes(admin: Client, community: Any, story: Any) -> None:
    english = translate(community)
    delete(admin, english)
    assert exist(community, english, story) == [True, False, True]


def test_of_several_only_the_community_stays(admin: Client, community: Any, story: Any) -> None:
    other = CommunityPageFactory()
    messages = delete(admin, community, other)
    assert ("„Babfajták”" in messages[0], exist(community, other, story)) == (True, [True, False, True])


@pytest.mark.parametrize("turn", [1, -1])
def test_a_community_and_its_case_studies_go_together(
    admin: Client, community: Any, story: Any, turn: int
) -> None:
    english = translate(story)
    delete(admin, *[community, story][::turn])
    assert exist(community, story, english) == [False, False, False]


def test_what_stays_behind_keeps_what_it_needs(admin: Client, community: Any, story: Any) -> None:
    """The section of the story stays, since another community is in it that is needed elsewhere."""
    home = community.get_parent().get_parent()
    section = StandardPageFactory(title="Rész", parent=home)
    Page.objects.get(pk=story.pk).move(Page.objects.get(pk=section.pk), "last-child")
    other = CommunityPageFactory(parent=reloaded(section))
    CaseStudyPageFactory(title="Máshol", community=other)
    messages = delete(admin, community, reloaded(section))
    assert [("„Máshol”" in each, "„Babfajták”" in each) for each in messages[:2]] == [
        (True, False),
        (False, True),
    ]
    assert exist(community, story, other) == [True, True, True]
