"""Works whole and in every language, page by page; what is said of those that are gone."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from wagtail.models import Page

from home.models import EventPage, NewsPage
from linking.models import PublicVersion
from linking.permalinks.changes import name_successor
from linking.permalinks.withdrawing import withdraw
from methodology.models import GuidePage, Topic
from tests import factories
from tests.linking.api.asking import ask, code_of, read, read_all
from tests.linking.permalinks.pages import permalink_of, publish
from tests.small_site import SmallSite, restrict


def titles(works: list[dict[str, Any]]) -> list[str]:
    return [text["fields"]["title"] for work in works for text in work["texts"]]


def test_works_come_whole_and_in_every_language_filtered_as_asked(site: SmallSite, food: Topic):
    with time_machine.travel(dt.datetime(2026, 10, 1, tzinfo=dt.UTC), tick=False):
        guide = site.page(GuidePage, "Kert", topics=(food,))
        site.page(GuidePage, "Garden", "en", guide, topics=(food,))
        news = site.page(NewsPage, "Hír")
    with time_machine.travel(dt.datetime(2026, 11, 1, tzinfo=dt.UTC), tick=False):
        publish(news, summary="Másképp, és egészen új szavakkal.")
        site.page(EventPage, "Vásár", topics=(food,))
    assert titles(read_all("/works")) == ["Kert", "Garden", "Hír", "Vásár"]
    for parameters, expected in (
        ({"kind": "guide"}, ["Kert", "Garden"]),
        ({"topic": "food"}, ["Kert", "Garden", "Vásár"]),
        ({"topic": "unknown"}, []),
        ({"language": "en"}, ["Garden"]),
        ({"since": "2026-10-15"}, ["Hír", "Vásár"]),
        ({"since": "2026-10-15T00:00:00Z", "kind": "news"}, ["Hír"]),
        ({"since": "2026-10-15", "language": "en"}, []),
        ({"limit": 1}, ["Kert", "Garden", "Hír", "Vásár"]),
    ):
        assert titles(read_all("/works", **parameters)) == expected, parameters
    code = code_of(guide)
    work = read(f"/works/{code.upper()}")
    assert work == read_all("/works")[0]
    assert (work["code"], work["permalink"], work["kind"]) == (code, f"http://localhost/p/{code}", "guide")
    assert work["texts"][0]["fields"]["topics"] == ["food"]
    assert titles([read(f"/works/{code}", language="en")]) == ["Garden"]
    assert ask(f"/works/{code_of(news)}", {"language": "en"}).status_code == 404


def test_a_translation_says_whether_it_is_up_to_date_and_each_version_has_its_link(site: SmallSite):
    guide = factories.GuidePageFactory(title="Kert", topics=[factories.TopicFactory()])
    factories.translate(guide)
    path = f"/works/{code_of(guide)}"
    etag = ask(path)["ETag"]
    hungarian, english = read(path)["texts"]
    assert hungarian["translation"] == {"state": "original", "of": None, "original_changed": None}
    assert english["translation"] == {"state": "complete", "of": "hu", "original_changed": None}
    publish(guide, goal="Egészen más lesz a végén.")
    assert ask(path, if_none_match=etag).status_code == 200
    hungarian, english = read(path)["texts"]
    assert (english["translation"]["state"], english["translation"]["of"]) == ("stale", "hu")
    assert english["translation"]["original_changed"]
    assert [version["number"] for version in hungarian["versions"]] == [1, 2]
    assert hungarian["versions"][1]["permalink"] == f"{hungarian['permalink']}/2"
    assert hungarian["version"] == 2


def test_a_work_that_is_gone_restricted_or_unknown_says_so(site: SmallSite):
    gone, hidden, new = (site.page(GuidePage, title) for title in ("Régi", "Rejtett", "Új"))
    code = code_of(gone)
    restrict(hidden)
    name_successor(permalink_of(gone), permalink_of(new))
    assert read(f"/works/{code}")["successor"] == f"http://localhost/p/{code_of(new)}"
    Page.objects.get(pk=gone.pk).specific.delete()
    response = ask(f"/works/{code}")
    assert (response.status_code, response["Content-Type"]) == (410, "application/problem+json")
    problem = response.json()["work"]
    assert (problem["title"], problem["successor"]) == ("Régi", f"http://localhost/p/{code_of(new)}")
    response = ask(f"/works/{code_of(hidden)}")
    assert response.status_code == 403
    assert "Rejtett" not in response.content.decode()
    for unknown in ("zzzzzz", "x" * 300, "%00", "a b", "../works", code_of(site.homes["hu"])):
        assert ask(f"/works/{unknown}").status_code == 404, unknown


def test_nothing_is_told_of_a_withdrawn_version_but_its_number_and_date(site: SmallSite):
    guide = site.page(GuidePage, "Titkos cím")
    publish(guide, title="Kert", summary="Zöld.")
    withdraw(PublicVersion.objects.get(title="Titkos cím"), Page.objects.get(pk=guide.pk))
    (text,) = read(f"/works/{code_of(guide)}")["texts"]
    assert [(each["number"], each["withdrawn"]) for each in text["versions"]] == [(1, True), (2, False)]
    assert text["version"] == 2
    for path in (f"/works/{code_of(guide)}", "/works", "/changes"):
        assert "Titkos" not in ask(path).content.decode(), path


def test_each_work_comes_once_while_works_come_and_go(site: SmallSite):
    pages = [site.page(NewsPage, f"Hír {number}") for number in range(7)]
    document = read("/works", limit=2)
    seen = titles(document["items"])
    for new, number in enumerate(
        (0, 4, 1)
    ):  # one that was seen, one that would come next, another that was seen
        Page.objects.get(pk=pages[number].pk).specific.delete()
        site.page(NewsPage, f"Új {new}")
        document = read(document["next"])
        seen += titles(document["items"])
    while document["next"]:
        document = read(document["next"])
        seen += titles(document["items"])
    assert seen == [*(f"Hír {number}" for number in (0, 1, 2, 3, 5, 6)), "Új 0", "Új 1", "Új 2"]


@pytest.mark.parametrize("path", ["/works", "/topics", "/terms", "/changes"])
def test_a_bad_cursor_is_explained(site: SmallSite, food: Topic, path: str):
    for cursor in (
        "x",
        "%%%",
        "AAAA",
        "é",
        read("/topics")["cursor"] + "A",
        read("/changes")["cursor"] or "y",
    ):
        if path == "/changes" and cursor == read("/changes")["cursor"]:
            continue
        response = ask(path, {"cursor": cursor})
        assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json"), cursor
        assert f"no cursor of {path[1:]}" in response.json()["detail"]
