"""Promoting in the admin: the query is filled in, who may, and what the reader then sees."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from home.people import COORDINATORS, EDITORS, TRANSLATORS
from tests.search.admin.test_report import make_count
from tests.search.library import Library
from tests.search.test_promotions import promote, promoted
from tests.search.test_views import get

PICKS, ADD = "/admin/searchpicks/", "/admin/searchpicks/add/"
CHOOSER = "/admin/searchpicks/queries/chooser/"


def fields(query: str, page: Any, description: str = "") -> dict[str, Any]:
    """The form of one recommendation."""
    return {
        "query_string": query,
        "editors_picks-TOTAL_FORMS": 1,
        "editors_picks-INITIAL_FORMS": 0,
        "editors_picks-MIN_NUM_FORMS": 0,
        "editors_picks-MAX_NUM_FORMS": 1000,
        "editors_picks-0-page": page.pk,
        "editors_picks-0-description": description,
        "editors_picks-0-ORDER": 1,
    }


@pytest.mark.parametrize("group", [EDITORS, COORDINATORS])
def test_an_editor_promotes_a_page_and_readers_see_it_at_once(
    library: Library, log_in: Callable, client: Client, group: str
) -> None:
    guide = library.guide("Közösségi kert")
    editor = log_in(group)
    assert editor.post(ADD, fields("Komposztálni", guide, "Itt van szó róla."))["Location"] == PICKS
    assert promoted(get(client, q="komposztálni")) == [("Közösségi kert", guide.url)]
    index = editor.get(PICKS).content.decode()
    assert "komposztálni" in index
    assert "Közösségi kert" in index
    query = Query.objects.get()
    page = editor.get(f"{PICKS}{query.pk}/").content.decode()
    assert "Itt van szó róla." in page
    assert "the same query" in page


def test_the_query_at_hand_is_filled_in(library: Library, log_in: Callable) -> None:
    page = BeautifulSoup(
        log_in(EDITORS).get(ADD, {"query_string": "közösségi <kert>"}).content, "html.parser"
    )
    assert page.select_one("input[name=query_string]")["value"] == "közösségi <kert>"
    assert "the same query" in page.get_text()
    assert "exact" not in page.select_one("main").get_text()


def test_a_query_with_promotions_opens_them(library: Library, log_in: Callable) -> None:
    promotion = promote("kert", library.guide("Közösségi kert"))
    client = log_in(EDITORS)
    response = client.get(ADD, {"query_string": " KERT "})
    assert (response.status_code, response["Location"]) == (302, f"{PICKS}{promotion.query_id}/")
    Query.get("komposzt")  # one that has none
    assert client.get(ADD, {"query_string": "komposzt"}).status_code == 200


@pytest.mark.parametrize("text", ["", "\0", "x" * 5000])
def test_any_text_can_be_at_hand(library: Library, log_in: Callable, text: str) -> None:
    assert log_in(EDITORS).get(ADD, {"query_string": text}).status_code == 200


def test_only_coordinators_delete_all_of_a_query(library: Library, log_in: Callable) -> None:
    query = promote("kert", library.guide("Közösségi kert")).query
    assert log_in(EDITORS).post(f"{PICKS}{query.pk}/delete/")["Location"] == "/admin/"
    assert SearchPromotion.objects.exists()
    assert log_in(COORDINATORS).post(f"{PICKS}{query.pk}/delete/")["Location"] == PICKS
    assert not SearchPromotion.objects.exists()


def test_translators_promote_nothing(library: Library, log_in: Callable) -> None:
    guide = library.guide("Közösségi kert")
    client = log_in(TRANSLATORS)
    for response in (client.get(PICKS), client.get(ADD), client.post(ADD, fields("kert", guide))):
        assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert not SearchPromotion.objects.exists()


def test_the_window_of_popular_queries_shows_what_readers_search(
    library: Library, log_in: Callable, wednesday: dt.date
) -> None:
    for number in range(12):
        make_count(f"kert {number}", wednesday, 30 - number)
    make_count("kovács béla", wednesday, 2)
    client = log_in(EDITORS)
    shown = client.get(CHOOSER)
    assert shown.json()["step"] == "chooser"
    assert "kert 0" in shown.json()["html"]
    assert "kovács" not in shown.json()["html"]
    links = BeautifulSoup(client.get(f"{CHOOSER}results/", {"p": 2}).content, "html.parser").select(
        "a.choose-query"
    )
    assert [link["data-querystring"] for link in links] == ["kert 10", "kert 11"]
    links = BeautifulSoup(client.get(f"{CHOOSER}results/", {"q": "T 11"}).content, "html.parser").select("a.choose-query")  # fmt: skip
    assert [link["data-querystring"] for link in links] == ["kert 11"]
    for parameters in ({"q": "\0"}, {"p": "x"}, {"p": "99"}):
        assert client.get(f"{CHOOSER}results/", parameters).status_code == 200


def test_the_window_tells_translators_nothing(library: Library, log_in: Callable, wednesday: dt.date) -> None:
    make_count("kert", wednesday)
    for path in (CHOOSER, f"{CHOOSER}results/"):
        assert log_in(TRANSLATORS).get(path)["Location"] == "/admin/"


def test_wagtail_s_own_report_of_nothing_leads_to_ours(library: Library, log_in: Callable) -> None:
    response = log_in(EDITORS).get("/admin/searchpicks/reports/search-terms/")
    assert response["Location"] == "/admin/reports/searches/"
