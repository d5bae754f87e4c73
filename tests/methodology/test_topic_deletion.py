"""A topic that pages have is not deleted in the admin, and the pages are named."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from communities.models import Offer
from methodology.models import TermTopic, Topic
from tests.factories import (
    CommunityPageFactory,
    EventPageFactory,
    GuidePageFactory,
    NewsPageFactory,
    TermFactory,
    TopicFactory,
    reloaded,
    translate,
)

pytestmark = pytest.mark.django_db

BULK = reverse("wagtail_bulk_action", args=["methodology", "topic", "delete"])


@pytest.fixture
def client(admin_user: Any) -> Client:
    client = Client()
    client.force_login(admin_user)
    return client


def delete_address(topic: Topic) -> str:
    return reverse("wagtailsnippets_methodology_topic:delete", args=[topic.pk])


def said(response: Any) -> list[str]:
    return [
        BeautifulSoup(str(message), "html.parser").get_text(" ", strip=True)
        for message in get_messages(response.wsgi_request)
    ]


def remaining() -> list[str]:
    return sorted(Topic.objects.values_list("key", flat=True))


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_topic_of_a_page_is_not_deleted_and_the_page_is_named(client: Client, method: str) -> None:
    topic = TopicFactory(key="food")
    GuidePageFactory(title="Vetőmagcsere", topics=[topic])
    response = getattr(client, method)(delete_address(topic))
    assert (response.status_code, remaining()) == (302, ["food"])
    assert response.url == reverse("wagtailsnippets_methodology_topic:list")
    [message] = said(response)
    assert "„food magyarul”" in message
    assert "„Vetőmagcsere”" in message


@pytest.mark.parametrize("factory", [CommunityPageFactory, NewsPageFactory, EventPageFactory])
def test_pages_of_every_type_and_drafts_count(client: Client, factory: Any) -> None:
    topic = TopicFactory(key="food")
    factory(title="Az oldal", topics=[topic], live=False)
    response = client.post(delete_address(topic))
    assert (remaining(), len(said(response))) == (["food"], 1)


def test_a_topic_of_an_advertisement_is_not_deleted(client: Client) -> None:
    topic = TopicFactory(key="food")
    community = CommunityPageFactory(title="Alsóbodzás", offers=1)
    Offer.objects.update(topic=topic)
    response = client.post(delete_address(topic))
    assert remaining() == ["food"]
    assert "„Alsóbodzás”" in said(response)[0]
    assert reloaded(community).offers.get().topic == topic


def test_every_language_is_named(client: Client) -> None:
    topic = TopicFactory()
    translate(GuidePageFactory(title="Vetőmagcsere", topics=[topic]), {"title": "Seed swap"})
    [message] = said(client.post(delete_address(topic)))
    assert "„Vetőmagcsere”" in message
    assert "„Seed swap”" in message


def test_of_many_pages_ten_are_named_and_all_are_counted(client: Client) -> None:
    topic = TopicFactory()
    for number in range(12):
        NewsPageFactory(title=f"{number:02}. hír", topics=[topic])
    [message] = said(client.post(delete_address(topic)))
    assert "12 oldal" in message
    assert [f"{number:02}. hír" in message for number in range(12)] == [True] * 10 + [False] * 2


def test_a_topic_that_no_page_has_is_deleted(client: Client) -> None:
    topic, other = TopicFactory(key="energy"), TopicFactory(key="food")
    GuidePageFactory(topics=[other])
    term = TermFactory()
    TermTopic.objects.create(term=term, topic=topic)
    assert client.get(delete_address(topic)).status_code == 200
    client.post(delete_address(topic))
    assert remaining() == ["food"]
    assert not term.topic_links.exists()


def test_of_several_none_is_deleted_while_a_page_has_one(client: Client) -> None:
    free, used = TopicFactory(key="energy"), TopicFactory(key="food")
    GuidePageFactory(title="Vetőmagcsere", topics=[used])
    address = f"{BULK}?id={free.pk}&id={used.pk}"
    for response in (client.get(address), client.post(address)):
        assert response.status_code == 302
    assert remaining() == ["energy", "food"]
    assert "„food magyarul”" in said(response)[0]


def test_several_that_no_page_has_are_deleted(client: Client) -> None:
    first, second = TopicFactory(), TopicFactory()
    client.post(f"{BULK}?id={first.pk}&id={second.pk}")
    assert remaining() == []


def test_a_term_is_deleted_as_before(client: Client) -> None:
    term = TermFactory()
    client.post(reverse("wagtailsnippets_methodology_term:delete", args=[term.pk]))
    assert not type(term).objects.filter(pk=term.pk).exists()
