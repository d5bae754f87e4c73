"""Feeds of lists and searches: valid Atom, with ids that stay, of what everybody may see in one language."""

import datetime as dt
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client

from casestudies.models import CaseStudyIndexPage
from home.models import EventPage, NewsIndexPage, NewsPage, StandardPage
from linking.feeds.atom import NEVER, as_xml
from methodology.models import GuideIndexPage, GuidePage, TermIndexPage, Topic
from search import index
from tests.linking.permalinks.test_permalinks import code_of, publish
from tests.small_site import path_of, read, restrict

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def ask(path: str, **headers: str) -> Any:
    return Client(headers={"host": "localhost", **headers}).get(path)


def feed_at(path: str) -> ElementTree.Element:
    """The feed at a path, once it has been found to follow the rules of RFC 4287 (section 4)."""
    response = ask(path)
    assert response.status_code == 200, path
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    assert feed.get(f"{XML}lang") == path[1:3]
    own = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own == [f"http://localhost{path}"]
    assert len([link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "alternate"]) == 1
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    ids = [said(each, "id") for each in (feed, *feed.findall(f"{ATOM}entry"))]
    assert len(set(ids)) == len(ids)
    for each in (feed, *feed.findall(f"{ATOM}entry")):
        assert [len(each.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert said(each, "id").startswith(("tag:localhost,2026:", "http://localhost/p/"))
        assert dt.datetime.fromisoformat(said(each, "updated")).tzinfo is not None
    for entry in feed.findall(f"{ATOM}entry"):
        relations = [(link.get("rel"), link.get("type")) for link in entry.findall(f"{ATOM}link")]
        assert [relation for relation, _type in relations].count("alternate") == 1
        assert said(entry, "summary")
    updated = [said(entry, "updated") for entry in feed.findall(f"{ATOM}entry")]
    assert dt.datetime.fromisoformat(said(feed, "updated")) == max(
        map(dt.datetime.fromisoformat, updated), default=NEVER
    )
    return feed


def said(element: ElementTree.Element, name: str) -> str:
    text = element.findtext(f"{ATOM}{name}")
    assert text is not None
    return text


def titles(feed: ElementTree.Element) -> list[str]:
    return [said(entry, "title") for entry in feed.findall(f"{ATOM}entry")]


def test_each_list_has_a_feed_of_its_own_works_in_each_language(site):
    hungarian = site.page(GuidePage, "Kert & <ház>", authors="A kör")
    site.page(GuidePage, "Garden", "en", hungarian)
    site.page(NewsPage, "Hír")
    site.page(EventPage, "Vásár")
    library, news = site.url(GuideIndexPage), site.url(NewsIndexPage)
    feed = feed_at(f"{library}feed.atom")
    (entry,) = feed.findall(f"{ATOM}entry")
    assert (said(entry, "title"), said(entry, "id")) == (
        "Kert & <ház>",
        f"http://localhost/p/{code_of(hungarian)}/hu",
    )
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "A kör"
    assert said(entry, "summary") == "Summary of Kert &amp; &lt;ház&gt;."  # HTML
    assert said(entry, "rights") == "CC BY-SA 4.0"
    assert titles(feed_at(f"{site.url(GuideIndexPage, 'en')}feed.atom")) == ["Garden"]
    assert sorted(titles(feed_at(f"{news}feed.atom"))) == ["Hír", "Vásár"]
    assert titles(feed_at(f"{site.url(CaseStudyIndexPage)}feed.atom")) == []
    assert sorted(titles(feed_at("/hu/feed.atom"))) == ["Hír", "Kert & <ház>", "Vásár"]
    for path in (library, news, "/hu/"):
        links = read(path).select('link[type="application/atom+xml"]')
        assert [link["href"] for link in links] == [f"{path}feed.atom"]
        assert read(path).select_one(f'.follow a[href="{path}feed.atom"]') is not None
    assert not read(site.url(TermIndexPage)).select('link[type="application/atom+xml"]')


def test_an_entry_keeps_its_id_and_moves_up_when_it_is_changed(site):
    with time_machine.travel(dt.datetime(2026, 12, 1, tzinfo=dt.UTC)) as clock:
        guide, other = site.page(GuidePage, "Kert"), site.page(GuidePage, "Kút")
        path = f"{site.url(GuideIndexPage)}feed.atom"
        clock.shift(3600)
        publish(other, summary="Mélyebb.")
        before = feed_at(path)
        assert titles(before) == ["Kút", "Kert"]
        clock.shift(3600)
        publish(guide, title="Konyhakert", slug="konyhakert")
        after = feed_at(path)
        assert titles(after) == ["Konyhakert", "Kút"]
        assert sorted(said(entry, "id") for entry in before.findall(f"{ATOM}entry")) == sorted(
            said(entry, "id") for entry in after.findall(f"{ATOM}entry")
        )
        assert said(after, "id") == said(before, "id")
        assert said(after, "updated") > said(before, "updated")


def test_a_feed_follows_its_list_to_another_address(site):
    old = f"{site.url(GuideIndexPage)}feed.atom"
    feed_id = said(feed_at(old), "id")
    publish(site.indexes[GuideIndexPage, "hu"], slug="modszerek")
    response = ask(old)
    assert (response.status_code, response.url, response["Cache-Control"]) == (
        301,
        "/hu/modszerek/feed.atom",
        "no-cache",
    )
    assert said(feed_at(response.url), "id") == feed_id


def test_where_there_is_no_list_there_is_no_feed(site):
    guide, page = site.page(GuidePage), site.page(StandardPage, parent=site.page(StandardPage))
    for path in (path_of(guide), path_of(page), "/hu/sehol/", "/hu/%00/"):
        assert ask(f"{path}feed.atom").status_code == 404, path
    restrict(site.indexes[GuideIndexPage, "hu"])
    assert ask("/hu/modszertar/feed.atom").status_code == 404
    for code in ("hu", "en"):
        NewsIndexPage.objects.get(pk=site.indexes[NewsIndexPage, code].pk).delete()
    assert [ask(f"{path}feed.atom").status_code for path in ("/hu/hirek/", "/en/news/")] == [410, 410]


@pytest.mark.parametrize("count", [1, 3, 24])
def test_a_feed_costs_the_same_for_any_number_of_works_and_two_queries_for_who_has_it(
    site, count, django_assert_num_queries
):
    for number in range(count):
        site.page(GuidePage, f"Útmutató {number}")
    path = f"{site.url(GuideIndexPage)}feed.atom"
    first = ask(path)
    with django_assert_num_queries(4):
        assert ask(path).status_code == 200
    known = {"if_none_match": first["ETag"]}
    with django_assert_num_queries(2):
        response = ask(path, **known)
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", first["ETag"])
    with django_assert_num_queries(2):
        assert ask(path, if_modified_since=first["Last-Modified"]).status_code == 304
    site.page(GuidePage, "Egy új")
    assert ask(path, **known).status_code == 200


def test_what_is_taken_back_is_gone_also_for_who_has_the_feed(site):
    guide = site.page(GuidePage, "Kert")
    path = f"{site.url(GuideIndexPage)}feed.atom"
    known = ask(path)
    publish(guide).unpublish()
    for headers in ({"if_none_match": known["ETag"]}, {}):
        response = ask(path, **headers)
        assert response.status_code == 200
        assert "Kert" not in response.content.decode()
    assert titles(feed_at(path)) == []


# --- searches -------------------------------------------------------------------------------------------------------


@pytest.fixture
def food(site) -> Topic:
    return Topic.objects.create(key="food", name_hu="Élelmiszer", name_en="Food")


def test_each_search_and_each_topic_has_a_feed(site, food):
    garden = site.page(GuidePage, "Közösségi kert", topics=(food,))
    site.page(GuidePage, "Community garden", "en", garden, topics=(food,))
    site.page(NewsPage, "A kertről", topics=(food,))
    site.page(GuidePage, "Kút")
    index.rebuild()
    assert titles(feed_at("/hu/kereses/feed.atom?q=k%C3%BAt")) == ["Kút"]
    topic = feed_at("/hu/kereses/feed.atom?topic=food")
    assert sorted(titles(topic)) == ["A kertről", "Közösségi kert"]
    assert said(topic, "title").startswith("Élelmiszer – ")
    assert titles(feed_at("/en/search/feed.atom?topic=food")) == ["Community garden"]
    assert titles(feed_at("/hu/kereses/feed.atom?kind=guide&topic=food")) == ["Közösségi kert"]
    assert titles(feed_at("/hu/kereses/feed.atom?q=nincsilyen")) == []
    assert len(titles(feed_at("/hu/kereses/feed.atom"))) == 3
    ids = {said(feed_at(f"/hu/kereses/feed.atom{query}"), "id") for query in ("", "?q=kert", "?topic=food")}
    assert len(ids) == 3
    page = read("/hu/kereses/", q="kert")
    assert page.select_one('link[type="application/atom+xml"]')["href"] == "/hu/kereses/feed.atom?q=kert"
    assert page.select_one(".follow a")["href"] == "/hu/kereses/feed.atom?q=kert"
    listed = read(site.url(GuideIndexPage), topic="food").select('link[type="application/atom+xml"]')
    assert [link["href"] for link in listed][1] == "/hu/kereses/feed.atom?topic=food"


def test_any_search_is_answered_and_two_queries_are_enough_for_who_has_it(
    site, food, django_assert_num_queries
):
    site.page(GuidePage, "Kert", topics=(food,))
    index.rebuild()
    for query in (
        "q=%00%ED%A0%80",
        "topic=sehol",
        "page=99",
        "q=" + "k" * 999,
        "language=en",
        "sort=x",
        "q=-kert",
    ):
        assert ask(f"/hu/kereses/feed.atom?{query}").status_code == 200, query
    path = "/hu/kereses/feed.atom?topic=food"
    first = ask(path)
    with django_assert_num_queries(2):
        response = ask(path, if_none_match=first["ETag"])
    assert (response.status_code, "Last-Modified" in response) == (304, False)


def test_characters_that_no_xml_may_have_are_left_out(site):
    assert as_xml("a\x00b\x0bc\ud800d\ufffee\tf") == "abcde\tf"
    site.page(GuidePage, "Kert\x0b", summary="Egy\x08 kert.", authors="\x1b")
    assert titles(feed_at(f"{site.url(GuideIndexPage)}feed.atom")) == ["Kert"]
