"""Suggestions while typing: what is offered, in which order and words, and how the address answers."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import suggestions
from search.engines.base import EngineDamagedError
from search.models import PendingChange, Scope
from tests.search.elasticsearch_node import own_address
from tests.search.library import Library

ADDRESSES = {"hu": "/hu/kereses/javaslatok/", "en": "/en/search/suggestions/"}
# Is the index behind? While topics are not remembered: they, the pages that they are shown on and their synonyms.
QUERY_BUDGET, QUERIES_OF_TOPICS = 1, 3


@pytest.fixture(params=["sqlite", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine_kind(request: pytest.FixtureRequest, search_file: Any, settings: Any) -> str:
    """Each engine in turn, with an empty index."""
    if request.param == "elasticsearch":
        settings.SEARCH_URL = own_address()
        from search.engines import current_engine

        current_engine().reset()
    return request.param


@pytest.fixture
def library(engine_kind: str, library: Library) -> Library:
    """The site of these tests is indexed by the engine of the test."""
    return library


def ask(client: Client, text: str, language_code: str = "hu", status: int = 200) -> dict[str, Any]:
    response = client.get(ADDRESSES[language_code], {"q": text.encode("utf-8", "surrogatepass")})
    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
    return json.loads(response.content)


def labels(client: Client, text: str, language_code: str = "hu") -> list[str]:
    return [each["label"] for each in ask(client, text, language_code)["suggestions"]]


def test_a_title_is_suggested_with_its_kind_and_address(library: Library, client: Client) -> None:
    library.guide("Közösségi kert")
    assert ask(client, "kozossegi k") == {
        "name": "Javaslatok",
        "status": "1 javaslat",
        "suggestions": [
            {
                "label": "Közösségi kert",
                "lang": "hu",
                "kind": "Módszertani útmutató",
                "url": "/hu/kozossegi-kert/",
                "note": "",
                "note_lang": "",
            }
        ],
        "all": {"label": "Minden találat erre: „kozossegi k”", "url": "/hu/kereses/?q=kozossegi+k"},
    }


def test_a_title_in_the_other_language_leads_to_the_reader_s(library: Library, client: Client) -> None:
    guide = library.guide("Közösségi kert")
    library.guide("Community garden", "en", translation_of=guide)
    library.guide("Community orchard", "en")
    found = ask(client, "commu")["suggestions"]
    assert [
        (each["label"], each["lang"], each["url"], each["note"], each["note_lang"]) for each in found
    ] == [
        ("Community garden", "en", "/hu/kozossegi-kert/", "Közösségi kert", "hu"),
        ("Community orchard", "en", "/en/community-orchard/?from=hu", "csak angolul", "hu"),
    ]
    assert labels(client, "közöss", "en") == ["Közösségi kert"]


def test_a_term_leads_to_its_place_in_the_term_base(library: Library, client: Client) -> None:
    term = library.term("landrace", "tájfajta", "landrace")
    with library.commit():
        term.synonyms.create(language_code="hu", text="helyi fajta")
        term.save()
    (found,) = ask(client, "helyi f")["suggestions"]
    assert (found["label"], found["kind"], found["url"], found["note"]) == (
        "helyi fajta",
        "Szakkifejezés",
        "/hu/terms/#landrace",
        "tájfajta",
    )
    assert [each["url"] for each in ask(client, "landr", "en")["suggestions"]] == ["/en/terms/#landrace"]


def test_a_topic_leads_to_its_works_and_comes_before_them(library: Library, client: Client) -> None:
    food = library.topic("food", "Élelmiszer", "Food")
    library.topic("energy", "Élő energia", "Energy")
    library.guide("Élelmiszer a kertből", topics=(food,))
    found = ask(client, "ele")["suggestions"]
    assert [(each["label"], each["kind"], each["url"]) for each in found] == [
        ("Élelmiszer", "Téma", "/hu/kereses/?topic=food"),
        ("Élelmiszer a kertből", "Módszertani útmutató", "/hu/elelmiszer-a-kertbol/"),
    ]
    # No work is about it, so it would lead to nothing.
    assert labels(client, "elo") == []
    assert ask(client, "elel", "en")["suggestions"][0] == {
        "label": "Élelmiszer",
        "lang": "hu",
        "kind": "Topic",
        "url": "/en/search/?topic=food",
        "note": "Food",
        "note_lang": "en",
    }


def test_a_renamed_topic_is_suggested_by_its_new_name_at_once(library: Library, client: Client) -> None:
    food = library.topic("food", "Élelmiszer")
    library.guide("Kert", topics=(food,))
    assert labels(client, "elel") == ["Élelmiszer"]
    food.name_hu = "Étel"
    with library.commit():
        food.save()
    assert labels(client, "elel") == []
    assert labels(client, "etel") == ["Étel"]


def test_what_begins_so_comes_first_and_other_forms_last(library: Library, client: Client) -> None:
    library.guide("A kertek éve")
    library.guide("Kertészkedés")
    library.guide("Közösségi kert")
    assert labels(client, "kert") == ["Kertészkedés", "A kertek éve", "Közösségi kert"]
    assert labels(client, "kertek") == ["A kertek éve", "Közösségi kert"]
    assert labels(client, "közösségi kertekben") == ["Közösségi kert"]
    assert labels(client, "hogyan legyen kertünk") == ["A kertek éve", "Közösségi kert"]


def test_unwanted_words_and_quotation_marks_are_no_words(library: Library, client: Client) -> None:
    library.guide("Közösségi kert")
    assert labels(client, '"közösségi ke') == ["Közösségi kert"]
    assert labels(client, "kert -paprika") == ["Közösségi kert"]
    assert labels(client, "-kert") == []


def test_there_are_at_most_eight(library: Library, client: Client) -> None:
    for number in range(10):
        library.guide(f"Kert {number}")
    assert len(set(labels(client, "kert"))) == suggestions.MOST_SUGGESTIONS == 8
    assert ask(client, "kert")["status"] == "8 javaslat"


def test_one_letter_is_too_little(library: Library, client: Client) -> None:
    library.guide("Kert")
    assert labels(client, "k") == []
    assert labels(client, "ke") == ["Kert"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\0",
        "x" * 10_000,
        "ker " * 5_000,
        "\ud800",
        '"',
        "*",
        "k*",
        "?",
        "%",
        "_",
        "🌱",
        "مرحبا",
        "{}",
        "'; --",
    ],
)
def test_bad_input_is_an_empty_list(library: Library, client: Client, text: str) -> None:
    library.guide("Szalma")
    assert ask(client, text)["suggestions"] == []


def test_odd_signs_around_words_do_no_harm(library: Library, client: Client) -> None:
    library.guide("Kert <b>&")
    for text in ("ker\0", "*ker*", "%ker_", "🌱 ker", "(ker", '"ker', "ker" + " " * 9_000):
        assert labels(client, text) == ["Kert <b>&"], text
    assert ask(client, "x" * 10_000)["all"]["url"] == f"/hu/kereses/?q={'x' * 200}"


def test_without_a_question_there_is_an_empty_list(library: Library, client: Client) -> None:
    assert json.loads(client.get(ADDRESSES["hu"]).content)["suggestions"] == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_any_text_can_be_typed(library_once: Library, client: Client, text: str) -> None:
    ask(client, text)


@pytest.fixture
def library_once(library: Library) -> Library:
    library.guide("Kert", summary='NEAR a* "b" -c')
    return library


def test_a_browser_may_keep_the_answer_for_a_minute_and_nobody_else(library: Library, client: Client) -> None:
    response = client.get(ADDRESSES["hu"], {"q": "kert"})
    assert response["Cache-Control"] == "private, max-age=60"
    assert response["X-Robots-Tag"] == "noindex"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_suggestions_only_read(db: None, client: Client, method: str) -> None:
    assert getattr(client, method)(ADDRESSES["hu"]).status_code == 405


def test_a_failing_engine_suggests_nothing_and_nobody_keeps_that(
    db: None, client: Client, settings: Any, tmp_path: Any
) -> None:
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'none.sqlite3'}"
    assert ask(client, "kert", status=503)["suggestions"] == []
    assert "no-store" in client.get(ADDRESSES["hu"], {"q": "kert"})["Cache-Control"]
    settings.SEARCH_URL = "http://127.0.0.1:1/kka"
    assert ask(client, "kert", status=503)["suggestions"] == []


def test_a_damaged_index_is_noted(library: Library, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(query: Any) -> Any:
        raise EngineDamagedError("x")

    monkeypatch.setattr(suggestions.current_engine(), "suggest", fail)
    ask(client, "kert", status=503)
    assert PendingChange.objects.filter(scope=Scope.DAMAGE).exists()


def test_suggestions_cost_the_same_queries_for_any_number(library: Library, client: Client) -> None:
    food = library.topic("food", "Kert", "Garden")
    library.topic("water", "Kertvíz", "Water")
    suggestions.forget_topics()
    for wanted, before in ((1, 0), (3, 1), (12, 3)):
        for number in range(before, wanted):
            library.guide(f"Kert {number}", topics=(food,))
        for budget in (QUERY_BUDGET + QUERIES_OF_TOPICS, QUERY_BUDGET):
            with CaptureQueriesContext(connection) as queries:
                assert len(labels(client, "kert")) == min(wanted + 1, suggestions.MOST_SUGGESTIONS)
            assert len(queries) == budget
        suggestions.forget_topics()
