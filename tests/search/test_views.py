"""The results page: GET addresses that can be shared, no JavaScript, never an error."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import lookup
from tests.search.library import Library

# Queries of the search page, warm and uncached, whatever it finds (DESIGN, budgets: at most 18).
QUERY_BUDGET = 18


def get(client: Client, language_code: str = "hu", status: int = 200, **parameters: Any) -> BeautifulSoup:
    path = {"hu": "/hu/kereses/", "en": "/en/search/"}[language_code]
    response = client.get(path, parameters)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def hit_titles(page: BeautifulSoup) -> list[str]:
    return [title.get_text().strip() for title in page.select(".hit__title")]


def test_a_hit_shows_the_reader_s_language(library: Library, client: Client) -> None:
    guide = library.guide("Közösségi kert", summary="Együtt ásunk.")
    library.guide("Community garden", "en", translation_of=guide, summary="We dig together.")
    assert hit_titles(get(client, "hu", q="garden")) == ["Közösségi kert"]
    assert hit_titles(get(client, "en", q="kert")) == ["Community garden"]
    page = get(client, "en", q="garden")
    assert [mark.get_text() for mark in page.select(".hit mark")] == ["garden"]
    assert page.select_one(".hit__title a")["href"] == "/en/community-garden/"
    assert page.select_one(".hit__remark") is None


def test_a_hit_in_the_other_language_says_so_and_keeps_the_reader_s(library: Library, client: Client) -> None:
    library.guide("Seed library", "en")
    page = get(client, "hu", q="seed")
    assert page.select_one(".hit")["lang"] == "en"
    assert page.select_one(".hit__title a")["href"] == "/en/seed-library/?from=hu"
    assert page.select_one(".hit__remark")


@pytest.fixture(params=["sqlite", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def on_either_engine(request: pytest.FixtureRequest) -> None:
    """The test runs on each engine."""
    if request.param == "elasticsearch":
        request.getfixturevalue("on_elasticsearch")


def elsewhere(page: BeautifulSoup) -> list[tuple[str, str, list[str]]]:
    """Of each hit the note of another text: what it says, the language of the words, the words."""
    return [
        (
            " ".join(note.get_text().split()),
            note.span["lang"],
            [word.get_text() for word in note.select("mark")],
        )
        for note in page.select(".hit__elsewhere")
    ]


@pytest.mark.dictionary
@pytest.mark.usefixtures("on_either_engine")
def test_a_hit_by_the_other_language_s_reading_alone_says_what_its_other_text_has(
    library: Library, client: Client
) -> None:
    meadow = library.guide("Közös rét", summary="Lekaszáljuk a füvet, és szárad a fű.")
    library.guide("A shared meadow", "en", translation_of=meadow, summary="We mow it.")
    page = get(client, "en", q="fun")
    assert hit_titles(page) == ["A shared meadow"]
    assert elsewhere(page) == [("Its Hungarian text has: füvet, fű", "hu", ["füvet", "fű"])]
    page = get(client, "hu", q="mow")
    assert elsewhere(page) == [("Az angol szövegében van: mow", "en", ["mow"])]


@pytest.mark.usefixtures("on_either_engine")
def test_a_hit_whose_shown_text_has_a_word_says_nothing_of_its_other_text(
    library: Library, client: Client
) -> None:
    guide = library.guide("Komposzt", summary="Komposzt a ház mögött.")
    library.guide("Kompost", "en", translation_of=guide, summary="We call it Komposzt here.")
    library.guide("Csak magyarul", summary="Komposzt.")
    page = get(client, "en", q="komposzt")
    assert sorted(hit_titles(page)) == ["Csak magyarul", "Kompost"]
    assert elsewhere(page) == []


@pytest.mark.usefixtures("on_either_engine")
def test_a_hit_tells_nothing_of_a_text_that_not_everybody_may_see(library: Library, client: Client) -> None:
    english = library.guide("A heap", "en", summary="Behind the house.")
    hungarian = library.guide("Rejtett komposzt", translation_of=english, summary="Komposzt.")
    assert [words for _, _, words in elsewhere(get(client, "en", q="komposzt"))] == [["komposzt"]]
    hungarian.unpublish()
    # The index has not yet heard of it.
    page = get(client, "en", q="komposzt")
    assert (hit_titles(page), elsewhere(page)) == (["A heap"], [])
    with library.commit():
        hungarian.save()
    page = get(client, "en", q="komposzt")
    assert (hit_titles(page), elsewhere(page)) == ([], [])


def test_the_best_section_has_a_link_of_its_own(library: Library, client: Client) -> None:
    guide = library.guide("Vetőmag")
    guide.steps.create(title="A csere szabályai", minutes=5, instruction="<p>Egy fajtából egy tasak.</p>")
    with library.commit():
        guide.save()
    anchor = guide.steps.get().anchor
    link = get(client, q="tasak").select_one(".hit__section a")
    assert link["href"] == f"/hu/vetomag/#{anchor}"
    assert [mark.get_text() for mark in link.select("mark")] == ["tasak"]


def test_filters_are_links_that_keep_the_query(library: Library, client: Client) -> None:
    food, water = library.topic("food", "Élelmiszer"), library.topic("water", "Víz")
    library.guide("Kert egy", topics=(food,))
    library.guide("Kert kettő", topics=(water,))
    library.guide("Kert három", topics=(food, water))
    page = get(client, q="kert", topic="food", sort="date")
    assert sorted(hit_titles(page)) == ["Kert egy", "Kert három"]
    links = {
        link.select_one(".facet-list__label").get_text(): (
            link["href"],
            link.get("aria-current"),
            link.select_one(".facet-list__count").get_text(" ", strip=True),
        )
        for link in page.select("[aria-labelledby=facet-topic] a")
    }
    assert links == {
        "Élelmiszer": ("?q=kert&sort=date", "true", "2 találat"),
        # One of the two in it is already found: one more would come.
        "Víz": ("?q=kert&topic=food&topic=water&sort=date", None, "+1 még 1"),
    }
    assert len(hit_titles(get(client, q="kert", topic=["food", "water"]))) == 3


def test_the_form_keeps_filters_and_order(library: Library, client: Client) -> None:
    library.topic("food", "Élelmiszer")
    form = get(client, q="kert", topic="food", language="hu", sort="date").select_one("form.search-form")
    assert form.get("method", "get") == "get"
    assert {field["name"]: field["value"] for field in form.select("input")} == {
        "q": "kert",
        "topic": "food",
        "language": "hu",
        "sort": "date",
    }


def test_pages_keep_the_query(library: Library, client: Client) -> None:
    for number in range(12):
        library.guide(f"Kert {number}")
    first, second = get(client, q="kert", kind="guide"), get(client, q="kert", kind="guide", page=2)
    assert (len(hit_titles(first)), len(hit_titles(second))) == (10, 2)
    assert not set(hit_titles(first)) & set(hit_titles(second))
    assert first.select_one("[rel=next]")["href"] == "?q=kert&kind=guide&page=2"
    assert second.select_one("[rel=prev]")["href"] == "?q=kert&kind=guide"
    assert second.select_one("[rel=next]") is None
    assert hit_titles(get(client, q="kert", kind="guide", page=99)) == hit_titles(second)


def test_partial_matches_are_called_so(library: Library, client: Client) -> None:
    library.guide("Közösségi kert")
    assert get(client, q="kert").select_one(".search-page__remark") is None
    page = get(client, q="kert zsiráf")
    assert hit_titles(page) == ["Közösségi kert"]
    assert page.select_one(".search-page__remark")


def test_letters_without_their_accents_help_where_nothing_else_does(library: Library, client: Client) -> None:
    library.guide("Közösségi kert")
    assert hit_titles(get(client, q="közosségi kert")) == ["Közösségi kert"]


def test_nothing_found_says_which_filter_to_drop_and_offers_topics(library: Library, client: Client) -> None:
    food = library.topic("food", "Élelmiszer")
    library.topic("water", "Víz")
    library.guide("Közösségi kert", topics=(food,))
    page = get(client, q="kert", topic="water")
    assert hit_titles(page) == []
    drop = page.select_one('p > a[href="?q=kert"]')
    assert "Víz" in drop.get_text()
    assert "1" in drop.get_text()
    assert [link["href"] for link in page.select(".search-topics a")] == ["?topic=food"]


def test_without_a_question_there_is_a_form_and_topics(library: Library, client: Client) -> None:
    food = library.topic("food", "Élelmiszer")
    library.guide("Közösségi kert", topics=(food,))
    page = get(client)
    assert hit_titles(page) == []
    assert page.select_one("form.search-form")
    assert page.select_one(".search-topics a")["href"] == "?topic=food"


def test_results_are_not_for_other_search_engines(library: Library, client: Client) -> None:
    assert client.get("/hu/kereses/", {"q": "kert"})["X-Robots-Tag"] == "noindex"
    assert get(client, q="kert").select_one("meta[name=robots]")["content"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/hu/kereses/")


def test_the_switcher_asks_the_same_in_the_other_language(library: Library, client: Client) -> None:
    page = get(client, q="kert", kind="guide")
    assert page.select_one(".languages a[hreflang=en]")["href"] == "/en/search/?q=kert&kind=guide"


def test_a_failing_engine_is_admitted(library: Library, client: Client, settings: Any, tmp_path: Any) -> None:
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'none.sqlite3'}"
    page = get(client, status=503, q="kert")
    assert page.select_one(".notice")
    assert hit_titles(page) == []
    assert get(client).select_one("form.search-form")


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "\0"},
        {"q": "x" * 10_000},
        {"q": "\ud800"},
        {"q": '"'},
        {"q": "NEAR(a b) OR *"},
        {"q": "'; DROP TABLE entry_1; --"},
        {"q": '{"match_all": {}}'},
        {"q": "🌱 مرحبا שלום"},
        {"q": "<script>alert(1)</script>"},
        {"q": "kert", "page": "-1"},
        {"q": "kert", "page": "9" * 400},
        {"q": "kert", "kind": "\0", "topic": "' OR 1", "language": "xx", "sort": "\0"},
    ],
)
def test_bad_input_is_a_sensible_page(library: Library, client: Client, parameters: dict[str, str]) -> None:
    library.guide("Kert")
    query = {name: value.encode("utf-8", "surrogatepass") for name, value in parameters.items()}
    response = client.get("/hu/kereses/", query)
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80))
def test_any_text_can_be_searched_for(library_once: Library, client: Client, text: str) -> None:
    response = client.get("/hu/kereses/", {"q": text.encode("utf-8", "surrogatepass")})
    assert response.status_code == 200


@pytest.fixture
def library_once(library: Library) -> Library:
    library.guide("Kert", summary='NEAR a* "b" -c')
    return library


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_search_only_reads(library: Library, client: Client, method: str) -> None:
    assert getattr(client, method)("/hu/kereses/").status_code == 405


def test_the_page_costs_the_same_queries_for_any_number_of_hits(library: Library, client: Client) -> None:
    food = library.topic("food", "Élelmiszer")
    counts = []
    for wanted in (1, 3, 24):
        for number in range(len(counts) and (1, 3, 24)[len(counts) - 1], wanted):
            guide = library.guide(f"Kert {number}", topics=(food,))
            if number % 2:
                library.guide(f"Garden {number}", "en", translation_of=guide)
        client.get("/hu/kereses/", {"q": "kert"})
        with CaptureQueriesContext(connection) as queries:
            response = client.get("/hu/kereses/", {"q": "kert"})
        assert len(response.context["hits"]) == min(wanted, lookup.PAGE_SIZE)
        counts.append(len(queries))
    # Where the words fill no page, terms are asked for what else they are called.
    assert counts[0] == counts[1] >= counts[2]
    assert counts[0] <= QUERY_BUDGET
