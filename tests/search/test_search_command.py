"""`manage.py search`: what a reader finds, with scores and reasons, on each engine."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from search.engines import current_engine
from tests.search.elasticsearch_node import own_address
from tests.search.library import Library


@pytest.fixture(params=["sqlite", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def library(request: pytest.FixtureRequest, search_file: Any, settings: Any, library: Library) -> Library:
    """The site, indexed by each engine in turn."""
    if request.param == "elasticsearch":
        settings.SEARCH_URL = own_address()
        current_engine().reset()
    return library


def run(*arguments: str) -> str:
    output = StringIO()
    call_command("search", *arguments, stdout=output)
    return output.getvalue()


def run_json(*arguments: str) -> list[dict[str, Any]]:
    return json.loads(run(*arguments, "--json"))


def test_results_are_ranked_as_the_page_ranks_them(library: Library, client: Client) -> None:
    library.guide("Szerszám", summary="A kert mellé.")
    library.guide("Közösségi kert", summary="Kert a faluban.")
    library.guide("Garden party", "en")
    results = run_json("kert", "--language", "hu")
    page = client.get("/hu/kereses/", {"q": "kert"})
    hits = [*page.context["hits"], *page.context["near_hits"]]
    assert [(each["url"], each["score"]) for each in results] == [(hit.url, hit.score) for hit in hits]
    assert [each["rank"] for each in results] == [1, 2]
    assert results[0] == {
        "rank": 1,
        "title": "Közösségi kert",
        "url": "/hu/kozossegi-kert/",
        "language": "hu",
        "kind": "guide",
        "score": pytest.approx(results[0]["score"]),
        "why": "direct; title: kert; summary: kert",
    }
    assert results[0]["score"] > results[1]["score"]


def test_the_reader_s_language_chooses_titles_and_addresses(library: Library) -> None:
    guide = library.guide("Közösségi kert")
    library.guide("Community garden", "en", translation_of=guide)
    library.guide("Kerti tároló")
    (first, second) = run_json("kert", "--language", "en")
    assert {(each["title"], each["language"], each["url"]) for each in (first, second)} == {
        ("Community garden", "en", "/en/community-garden/"),
        ("Kerti tároló", "hu", "/hu/kerti-tarolo/?from=en"),
    }


def test_reasons_say_which_words_stand_where(library: Library) -> None:
    library.guide("Közösségi kert", summary="Együtt ásunk a kertben.")
    (found,) = run_json("kertek")
    assert found["why"] == "direct; title: kert; summary: kertben"


def test_reasons_say_what_was_widened_missing_or_corrected(library: Library) -> None:
    library.term("landrace", "tájfajta", "landrace", synonyms=[])
    library.guide("Landrace seeds", "en", summary="Seeds.")
    library.guide("Komposzt", summary="Halom.")
    assert {each["title"]: each["why"].partition(";")[0] for each in run_json("tájfajta")} == {
        "tájfajta": "direct",
        "Landrace seeds": "in other words",
    }
    (found,) = run_json("komposzz")
    assert found["why"] == "corrected to komposzt; title: komposzt"
    (found,) = run_json("komposzt zsiráf")
    assert found["why"] == "without zsiráf; title: komposzt"


def test_limit_reaches_over_pages_and_filters_narrow(library: Library) -> None:
    food = library.topic("food", "Élelmiszer")
    for number in range(12):
        library.guide(f"Kert {number}", topics=(food,) if number < 3 else ())
    library.guide("Garden", "en")
    assert len(run_json("kert")) == 10
    ranks = [each["rank"] for each in run_json("kert", "--limit", "11")]
    assert ranks == list(range(1, 12))
    assert len({each["title"] for each in run_json("kert", "--limit", "50")}) == 12
    assert len(run_json("kert", "--topic", "food")) == 3
    assert run_json("garden", "--kind", "guide", "--written-in", "en")[0]["title"] == "Garden"
    assert run_json("kert", "--written-in", "en") == []
    assert len(run_json("", "--topic", "food")) == 3


def test_for_people_it_is_short_lines(library: Library) -> None:
    library.guide("Közösségi kert", summary="Ássunk.")
    lines = run("kret kert").splitlines()
    assert lines[0] == "1 found, 1 of them with all words."
    assert lines[-2] == "  1. Közösségi kert (Módszertani útmutató, hu) /hu/kozossegi-kert/"
    assert lines[-1].endswith("title: kert")
    assert run("zsiráf") == "0 found, 0 of them with all words.\n"
    assert run_json("zsiráf") == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["kert", "--language", "de"], "Unknown language 'de': hu, en."),
        (["kert", "--sort", "size"], "Unknown sort 'size': relevance, date."),
        (["kert", "--topic", "sport"], "Unknown topic 'sport': food."),
        (["kert", "--written-in", "de"], "Unknown written in 'de': hu, en."),
        (["kert", "--limit", "0"], "--limit must be 1 or more."),
        (["?!"], "There are no words in this to search for."),
    ],
)
def test_what_it_does_not_know_it_says_in_one_line(
    library: Library, arguments: list[str], message: str
) -> None:
    library.topic("food", "Élelmiszer")
    with pytest.raises(CommandError) as error:
        run(*arguments)
    assert str(error.value) == message


def test_an_engine_that_does_not_answer_is_said_in_one_line(db: None, settings: Any, tmp_path: Any) -> None:
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'none.sqlite3'}"
    with pytest.raises(CommandError, match="does not answer"):
        run("kert")
