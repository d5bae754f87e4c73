"""What a search finds beside works with all of its words, only where these are few."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from methodology.models import TermIndexPage, TermSynonym
from search.lookup import WIDENED_BELOW, Found
from tests.search.library import Library, ask, titles


@pytest.fixture
def terms(library: Library) -> Library:
    """A term with a synonym, in two languages."""
    time_bank = library.term("time-bank", "időbank", "time bank")
    with library.commit():
        time_bank.synonyms.create(language_code="hu", text="viszonka")
        time_bank.save()
    return library


def test_other_names_of_a_term_are_found_too(terms: Library) -> None:
    terms.guide("Időbank indul")
    terms.guide("A time bank in a village", "en")
    terms.guide("A savings bank", "en")
    answer = ask("viszonka")
    # The term itself, in both languages, and what uses another name of it.
    assert set(titles(answer)) == {"időbank", "time bank", "Időbank indul", "A time bank in a village"}
    assert (answer.found, answer.result.total_direct) == (Found.ALL, 3)


def test_names_that_another_process_changes_hold_from_the_next_search_on(terms: Library) -> None:
    terms.guide("Időbank indul")
    assert titles(ask("kalákakör")) == []
    TermSynonym.objects.update(text="kalákakör")  # nothing tells this process
    assert "Időbank indul" in titles(ask("kalákakör"))
    assert "Időbank indul" not in titles(ask("viszonka"))


def test_names_of_a_term_that_nobody_may_see_widen_nothing(terms: Library) -> None:
    terms.guide("Időbank indul")
    assert "Időbank indul" in titles(ask("viszonka"))
    with terms.commit():
        for page in TermIndexPage.objects.all():
            PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert titles(ask("viszonka")) == []


def test_a_misspelt_word_finds_what_was_meant_and_says_so(library: Library, client: Client) -> None:
    library.guide("Komposztálás az iskolában")
    answer = ask("komposztálsá iskola")
    assert titles(answer) == ["Komposztálás az iskolában"]
    assert (answer.found, answer.corrected) == (Found.PARTIAL, "komposztálás iskola")
    page = client.get("/hu/kereses/", {"q": "komposztálsá iskola"}).content.decode()
    assert 'href="?q=komposzt%C3%A1l%C3%A1s+iskola"' in page


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kozösségi", "közösségi"),
        ("kőzösségi kert", "közösségi kert"),
        ("kozösségí kert", "közösségi kert"),
        ("kozossegi kert", ""),  # without any accents it means what it finds
        ("közösségi kert", ""),
        ("KÖZÖSSÉGI Kert", ""),
    ],
)
def test_a_word_with_half_of_its_accents_is_mended(library: Library, typed: str, meant: str) -> None:
    library.guide("Közösségi kert")
    answer = ask(typed)
    assert titles(answer) == ["Közösségi kert"]
    assert answer.corrected == meant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("komposztálsá", "Egyik műben sincs meg ez a szó. Ezek állnak a legközelebb."),
        ("a komposztálsá", "Egyik műben sincs meg ez a szó. Ezek állnak a legközelebb."),
        ("komposztálsá iskola", "Egyik műben sincs meg mindegyik szó. Ezek állnak a legközelebb."),
    ],
)
def test_what_comes_near_is_told_for_one_word_as_for_several(
    library: Library, client: Client, text: str, said: str
) -> None:
    library.guide("Komposztálás az iskolában")
    page = BeautifulSoup(client.get("/hu/kereses/", {"q": text}).content, "html.parser")
    assert said in [remark.get_text(strip=True) for remark in page.select(".search-page__remark")]


def test_one_word_that_finds_nothing_is_not_told_to_be_fewer(library: Library, client: Client) -> None:
    library.guide("Kert")
    page = BeautifulSoup(client.get("/hu/kereses/", {"q": "zsiráf"}).content, "html.parser")
    said = [paragraph.get_text(strip=True) for paragraph in page.select("main .prose p")]
    assert said == ["Ezt kerested: „zsiráf”.", "Próbáld ugyanarra egy másik szóval."]


def test_a_word_that_somebody_uses_is_not_corrected(library: Library) -> None:
    library.guide("Kert")
    library.guide("Keret")
    assert ask("keret").corrected == ""
    assert ask("kert -kerte").corrected == ""


def test_a_word_that_a_dictionary_has_is_not_corrected(library: Library) -> None:
    library.guide("A garage", "en")
    answer = ask("garbage")
    assert (titles(answer), answer.corrected) == ([], "")


@pytest.mark.dictionary
def test_what_is_derived_from_the_same_word_is_found(library: Library) -> None:
    library.guide("Szerszámok javítása")
    assert titles(ask("megjavíttatni")) == ["Szerszámok javítása"]
    assert titles(ask("megjavittatni")) == ["Szerszámok javítása"]


@pytest.mark.dictionary
def test_an_unknown_compound_finds_its_parts(library: Library) -> None:
    library.guide("Esővíz", summary="A tartály árnyékban áll.")
    assert titles(ask("esővíztartály")) == ["Esővíz"]
    assert titles(ask("esoviztartaly")) == ["Esővíz"]


def test_works_with_some_words_come_below_those_with_all(library: Library, client: Client) -> None:
    library.guide("Kert", summary="Semmi más.")
    library.guide("Kert és komposzt")
    answer = ask("kert komposzt")
    assert (titles(answer), answer.found) == (["Kert és komposzt", "Kert"], Found.ALL)
    context = client.get("/hu/kereses/", {"q": "kert komposzt"}).context
    assert [len(context[name]) for name in ("hits", "near_hits")] == [1, 1]


def test_where_many_works_have_all_words_nothing_is_widened(library: Library) -> None:
    library.guide("Kert", summary="Semmi más.")
    for number in range(WIDENED_BELOW):
        library.guide(f"Kert és komposzt {number}")
    assert ask("kert komposzt").result.total == WIDENED_BELOW


def test_what_is_unwanted_stays_away_from_all(library: Library) -> None:
    library.guide("Kert és bab")
    library.guide("Kert és borsó", summary="Semmi más.")
    assert titles(ask("kert komposzt -bab")) == ["Kert és borsó"]


def test_joined_words_are_found_as_one(library: Library) -> None:
    library.guide("Szén-monoxid-jelző")
    assert titles(ask("szénmonoxidjelző")) == ["Szén-monoxid-jelző"]
