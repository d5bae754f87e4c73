"""What editors recommend for a query: above the results, marked in words, and never what not everybody may see."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Page

from methodology.models import GuidePage
from search.promotions import is_same_query
from search.query import list_parts
from tests.search.library import Library
from tests.search.test_leaks import WAYS
from tests.search.test_views import QUERY_BUDGET, get, hit_titles
from tests.search.usage.reader import Reader

# Without a promotion, and with any number of promoted pages (the budget of the page: test_views).
COST_OF_LOOKING, COST_OF_PROMOTING = 1, 2


def promote(query: str, page: Page | None = None, **values: Any) -> SearchPromotion:
    return SearchPromotion.objects.create(query=Query.get(query), page=page, **values)


def promoted(page: BeautifulSoup) -> list[tuple[str, str]]:
    """(title, address) of what the page recommends."""
    links = page.select(".promoted a")
    return [(link.get_text().strip(), link["href"]) for link in links]


@pytest.fixture
def guide(library: Library) -> GuidePage:
    return library.guide("Közösségi kert", summary="Együtt ásunk.")


def test_a_promoted_page_stands_above_the_results_and_not_among_them(
    library: Library, guide: GuidePage, client: Client
) -> None:
    other = library.guide("Szomszédok kertje", summary="Kert kert kert.")
    promote("kert", guide, description="Ezzel érdemes kezdeni.")
    page = get(client, q="kert")
    assert promoted(page) == [("Közösségi kert", guide.url)]
    section = page.select_one(".promoted")
    assert section.select_one("h2").get_text() == "A szerkesztők ajánlása"
    assert section.select_one(".hit__text").get_text() == "Ezzel érdemes kezdeni."
    assert section.select_one(".hit__kind").get_text() == "Módszertani útmutató"
    assert hit_titles(page) == [other.title]
    assert page.select_one("#results-heading").get_text().strip() == "2 találat"
    headings = page.select("h1, h2, h3")
    assert headings.index(section.select_one("h2")) < headings.index(page.select_one("#results-heading"))


def test_a_promoted_page_is_shown_where_nothing_else_is_found(guide: GuidePage, client: Client) -> None:
    promote("xyzzy", guide)
    page = get(client, q="xyzzy")
    assert promoted(page) == [("Közösségi kert", guide.url)]
    assert page.select_one("#results-heading").get_text().strip() == "Más találat nincs."


def test_a_promoted_page_that_is_the_only_result_is_found(guide: GuidePage, client: Client) -> None:
    promote("kert", guide)
    page = get(client, q="kert")
    assert page.select_one("#results-heading").get_text().strip() == "1 találat"
    assert "Próbáld" not in page.select_one("main").get_text()
    assert page.select(".hit") == []


def test_each_reader_sees_the_text_in_their_language(
    library: Library, guide: GuidePage, client: Client
) -> None:
    english = library.guide("Community garden", "en", translation_of=guide)
    promote("kert", guide, description="Ezzel érdemes kezdeni.")
    promote("garden", english, description="Begin with this.")
    assert promoted(get(client, "en", q="kert")) == [("Community garden", english.url)]
    assert promoted(get(client, "hu", q="garden")) == [("Közösségi kert", guide.url)]
    # An editor describes the page that they chose, in its language.
    assert get(client, "en", q="kert").select_one(".promoted .hit__text") is None
    assert get(client, "en", q="garden").select_one(".promoted .hit__text").get_text() == "Begin with this."


def test_a_work_promoted_in_both_languages_stands_once_with_the_reader_s_words(
    library: Library, guide: GuidePage, client: Client
) -> None:
    english = library.guide("Community garden", "en", translation_of=guide)
    promote("kert", english, description="Begin with this.", sort_order=0)
    promote("kert", guide, description="Ezzel érdemes kezdeni.", sort_order=1)
    for code, words in (("hu", "Ezzel érdemes kezdeni."), ("en", "Begin with this.")):
        page = get(client, code, q="kert")
        assert len(promoted(page)) == 1
        assert page.select_one(".promoted .hit__text").get_text() == words


def test_a_page_of_the_other_language_alone_says_so(library: Library, client: Client) -> None:
    english = library.guide("Seed library", "en")
    promote("vetőmag", english, description="Worth reading.")
    section = get(client, "hu", q="vetőmag").select_one(".promoted")
    link = section.select_one("a")
    assert (link["href"], link["lang"]) == (f"{english.url}?from=hu", "en")
    assert section.select_one(".hit__remark").get_text() == "csak angolul"
    assert section.select_one(".hit__text")["lang"] == "en"


def test_an_unpublished_translation_gives_the_original(
    library: Library, guide: GuidePage, client: Client
) -> None:
    library.guide("Hidden garden", "en", translation_of=guide, live=False)
    promote("kert", guide)
    page = get(client, "en", q="kert")
    assert promoted(page) == [("Közösségi kert", f"{guide.url}?from=en")]
    assert page.select_one(".promoted .hit__remark").get_text() == "only in Hungarian"


@pytest.mark.parametrize("hide", WAYS)
def test_a_hidden_page_is_not_promoted(library: Library, client: Client, hide: Callable) -> None:
    library.guide("Zárt polc", summary="Polc")
    shelf = library.guide("Polc", summary="Polc")
    page = library.guide("Titkosvirág", parent=shelf)
    child = library.guide("Titkosvirág gyermeke", parent=page)
    english = library.guide("Secretflower", "en")
    promote("kert", page, description="Titkos szavak", sort_order=0)
    promote("kert", child, description="Titkos szavak", sort_order=1)
    promote("kert", english, description="Titkos szavak", sort_order=2)
    assert len(promoted(get(client, q="kert"))) == 3
    with library.commit():
        hide(page)
        hide(GuidePage.objects.get(pk=english.pk))
        remaining = GuidePage.objects.filter(pk=child.pk, live=True, expire_at=None).first()
        if remaining:  # some ways hold for the page alone
            hide(remaining)
    for code in ("hu", "en"):
        answer = get(client, code, q="kert")
        assert promoted(answer) == []
        assert "Titkos" not in answer.select_one("main").get_text()
        assert "Secretflower" not in answer.select_one("main").get_text()


def test_a_hidden_page_is_not_promoted_although_the_index_is_behind(
    library: Library, guide: GuidePage, client: Client, settings: Any, tmp_path: Any
) -> None:
    promote("kert", guide)
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'none.sqlite3'}"
    assert promoted(get(client, status=503, q="kert")) == [("Közösségi kert", guide.url)]
    GuidePage.objects.filter(pk=guide.pk).update(live=False)
    assert promoted(get(client, status=503, q="kert")) == []


def test_a_scheduled_page_is_promoted_from_its_time_to_its_end(library: Library, client: Client) -> None:
    now = timezone.now()
    page = library.guide("Tavaszi kert", live=False)
    promote("tavasz", page)
    page.go_live_at, page.expire_at = now + dt.timedelta(hours=1), now + dt.timedelta(hours=2)
    page.save_revision().publish()
    assert promoted(get(client, q="tavasz")) == []
    GuidePage.objects.filter(pk=page.pk).update(live=True)
    assert promoted(get(client, q="tavasz")) == [("Tavaszi kert", page.url)]
    with time_machine.travel(now + dt.timedelta(hours=3), tick=False):
        assert promoted(get(client, q="tavasz")) == []


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("közösségi kert", "kozossegi kert"),
        ("kozossegi kert", "Közösségi  KERT"),
        ("közösségi kert", "a közösségi kertek"),
        ("közösségi kert", "kertek, közösségi!"),
        ("közösségi kert", '"közösségi kert"'),
        ("komposztálás iskolában", "komposztálás az iskolákban"),
        ("community garden", "community gardens"),
        ("how to meet", "meeting"),
    ],
)
@pytest.mark.dictionary
def test_the_same_words_are_the_same_query(query: str, asked: str) -> None:
    assert is_same_query(list_parts(asked), list_parts(query))


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("kert", "közösségi kert"),
        ("közösségi kert", "kert"),
        ("közösségi kert", "közösségi kór"),
        ("kert", "kérdés"),
        ("!?", "kert"),
        ("", "kert"),
    ],
)
def test_other_words_are_another_query(query: str, asked: str) -> None:
    assert not is_same_query(list_parts(asked), list_parts(query))


def test_narrowing_the_list_leaves_the_recommendation_out(
    library: Library, guide: GuidePage, client: Client
) -> None:
    promote("kert", guide)
    for number in range(12):
        library.guide(f"Kert {number}")
    assert promoted(get(client, q="kert", sort="date")) == [("Közösségi kert", guide.url)]
    assert promoted(get(client, q="kert", kind="guide")) == []
    assert promoted(get(client, q="kert -komposzt")) == []
    assert promoted(get(client, q="kert", page=2)) == []
    assert promoted(get(client)) == []


def test_a_page_that_is_no_work_can_be_promoted(library: Library, client: Client) -> None:
    promote("kezdőlap", library.roots["hu"])
    assert promoted(get(client, q="kezdőlap")) == [("Home hu", library.roots["hu"].url)]


def test_another_site_is_named(library: Library, client: Client) -> None:
    promote(
        "transition",
        external_link_url="https://www.transitionnetwork.org/start?a=1",
        external_link_text="Transition <b>Network</b>",
        description="In English.",
    )
    page = get(client, q="transition")
    assert promoted(page) == [("Transition <b>Network</b>", "https://www.transitionnetwork.org/start?a=1")]
    assert page.select_one(".promoted a")["rel"] == ["external", "noopener"]
    assert page.select_one(".promoted .hit__kind").get_text() == "Másik honlap: transitionnetwork.org"
    assert page.select_one(".promoted .hit__text").get_text() == "In English."


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/", "https://", "//example.org", "http://[::1", ""]
)  # fmt: skip
def test_an_address_that_no_browser_should_open_is_left_out(
    library: Library, client: Client, url: str
) -> None:
    promote("kert", external_link_url=url, external_link_text="Kattints")
    assert promoted(get(client, q="kert")) == []


def test_promotions_cost_the_same_for_any_number(library: Library, client: Client) -> None:
    guides = [library.guide(f"Kert {number}") for number in range(24)]

    def cost() -> int:
        client.get("/hu/kereses/", {"q": "kert"})
        with CaptureQueriesContext(connection) as queries:
            client.get("/hu/kereses/", {"q": "kert"})
        return sum("searchpromotion" in query["sql"] or "translation_key\" IN (SELECT" in query["sql"] for query in queries)  # fmt: skip

    costs = [cost()]
    for number in (1, 3, 24):
        SearchPromotion.objects.all().delete()
        for guide in guides[:number]:
            promote("kert", guide)
            promote(f"más {guide.pk}", guide)
        costs.append(cost())
        assert len(get(client, q="kert").select(".promoted__item")) == number
    assert costs == [COST_OF_LOOKING, COST_OF_PROMOTING, COST_OF_PROMOTING, COST_OF_PROMOTING]


def test_a_page_with_promotions_that_is_counted_keeps_its_budget(library: Library) -> None:
    guides = [library.guide(f"Kert {number}") for number in range(3)]
    for guide in guides[:2]:
        promote("kert", guide)
    reader = Reader()
    for _ in range(2):
        reader.search("kert")
    with CaptureQueriesContext(connection) as queries:
        reader.search("kert")
    assert len(queries) <= QUERY_BUDGET
