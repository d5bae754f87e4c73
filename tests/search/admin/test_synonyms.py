"""From a reader's word to the term base: the nearest terms are offered, and one is called so too, at once."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import ModelLogEntry

from core.concepts import find_concepts
from home.people import COORDINATORS, EDITORS, TRANSLATORS
from methodology.models import Term, TermSynonym
from search.admin.synonyms import list_nearest, plain_words
from tests.search.library import Library, ask

ADD = "/admin/reports/searches/synonym/"


@pytest.fixture
def terms(library: Library) -> list[Term]:
    library.term("seed-library", "magkönyvtár", "seed library")
    with library.commit():
        Term.objects.create(key="time-bank", name_hu="időbank", name_en="time bank")
        Term.objects.create(key="compost", name_hu="komposzt", name_en="compost")
        for number in range(15):
            Term.objects.create(key=f"word-{number}", name_hu=f"szó{number}", name_en=f"word{number}")
    return list(Term.objects.all())


def offered(client: Client, **parameters: Any) -> list[str]:
    page = BeautifulSoup(client.get(ADD, parameters).content, "html.parser")
    return [radio["value"] for radio in page.select("input[type=radio]")]


def send(client: Client, **values: Any) -> Any:
    return client.post(ADD, {"text": "szívességbank", "language_code": "hu", "term": "time-bank", **values})


def direct_titles(text: str) -> list[str]:
    """The titles of works that say all of a query, in some way."""
    return [match.entry.texts[0].title for match in ask(text).result.matches if match.tier == 0]


def test_the_nearest_terms_come_first(library: Library, terms: list[Term], log_in: Callable) -> None:
    client = log_in(EDITORS)
    assert offered(client, q="idöbank", language="hu")[0] == "time-bank"
    assert offered(client, q="libraries of seeds", language="en")[0] == "seed-library"
    assert offered(client, q="komposztja", language="hu")[0] == "compost"
    assert offered(client, q="zsiráf", like="magkönyvtár", language="hu")[0] == "seed-library"
    assert len(offered(client, q="komposzt")) == 12


@pytest.mark.dictionary
def test_a_shared_word_comes_before_letters_that_look_alike(library: Library) -> None:
    library.term("ask", "kérdés", "question")
    library.term("garden", "biokert", "organic garden")
    assert [concept.key for concept in list_nearest("kertek", find_concepts("term"))] == ["garden", "ask"]


def test_a_word_that_is_added_finds_the_works_of_the_term(
    library: Library, terms: list[Term], log_in: Callable
) -> None:
    library.guide("Az időbank")
    assert direct_titles("szívességbank") == []
    client = log_in(EDITORS)
    with library.commit():
        response = send(client)
    term = Term.objects.get(key="time-bank")
    assert (response.status_code, response["Location"]) == (302, term.edit_url)
    assert [(synonym.language_code, synonym.text) for synonym in term.synonyms.all()] == [
        ("hu", "szívességbank")
    ]
    assert "“szívességbank” is now another word for “időbank”." in client.get(term.edit_url).content.decode()
    assert "Az időbank" in direct_titles("szívességbank")


def test_what_was_added_is_in_the_history_of_the_term(
    library: Library, terms: list[Term], log_in: Callable
) -> None:
    client = log_in(EDITORS)
    send(client)
    entry = ModelLogEntry.objects.for_instance(Term.objects.get(key="time-bank")).get()
    assert (entry.action, entry.user.groups.get().name) == ("wagtail.edit", EDITORS)


def test_other_words_of_the_term_stay_and_the_new_one_comes_last(
    library: Library, terms: list[Term], log_in: Callable
) -> None:
    client = log_in(EDITORS)
    for text, code in (("szívességbank", "hu"), ("favour bank", "en"), ("órabank", "hu")):
        send(client, text=text, language_code=code)
    found = Term.objects.get(key="time-bank").synonyms.all()
    assert [(each.language_code, each.text) for each in found] == [
        ("hu", "szívességbank"),
        ("en", "favour bank"),
        ("hu", "órabank"),
    ]


@pytest.mark.parametrize("text", ["időbank", "IDŐBANK", "  időbank "])
def test_a_word_that_the_term_has_is_not_added_again(
    library: Library, terms: list[Term], log_in: Callable, text: str
) -> None:
    client = log_in(EDITORS)
    response = send(client, text=text)
    assert "is already called" in client.get(response["Location"]).content.decode()
    assert TermSynonym.objects.count() == 0
    send(client, text=text, language_code="en")
    assert TermSynonym.objects.count() == 1


@pytest.mark.parametrize(
    "values",
    [
        {"text": ""},
        {"text": "?!"},
        {"text": "\0"},
        {"text": "x" * 121},
        {"language_code": "de"},
        {"term": "no-such-term"},
        {"term": ""},
        {"text": "", "language_code": "", "term": ""},
    ],
)
def test_a_faulty_form_comes_back(
    library: Library, terms: list[Term], log_in: Callable, values: dict[str, str]
) -> None:
    response = send(log_in(EDITORS), **values)
    assert response.status_code == 200
    assert b"error-message" in response.content
    assert TermSynonym.objects.count() == 0


@pytest.mark.parametrize("parameters", [{}, {"q": "\0"}, {"q": "x" * 9000, "language": "xx", "like": "\0"}])
def test_bad_parameters_are_no_error(
    library: Library, terms: list[Term], log_in: Callable, parameters: dict
) -> None:
    assert log_in(EDITORS).get(ADD, parameters).status_code == 200


def test_an_empty_term_base_offers_to_begin_one(library: Library, log_in: Callable) -> None:
    page = log_in(EDITORS).get(ADD, {"q": "kert", "language": "hu"}).content.decode()
    assert "/admin/snippets/methodology/term/add/" in page


@pytest.mark.parametrize("group", [EDITORS, COORDINATORS])
def test_those_who_may_change_terms_may_add_words(
    library: Library, terms: list[Term], log_in: Callable, group: str
) -> None:
    assert send(log_in(group)).status_code == 302
    assert TermSynonym.objects.count() == 1


def test_others_may_not(library: Library, terms: list[Term], log_in: Callable) -> None:
    group = Group.objects.get(name=TRANSLATORS)
    group.permissions.remove(Permission.objects.get(codename="change_term"))
    client = log_in(TRANSLATORS)
    for response in (client.get(ADD, {"q": "kert"}), send(client), send(Client())):
        assert (response.status_code, response["Location"].partition("?")[0]) in [
            (302, "/admin/"),
            (302, "/admin/login/"),
        ]
    assert TermSynonym.objects.count() == 0


@pytest.mark.parametrize(
    ("query", "words"),
    [("kert", "kert"), ('"law of two feet" -paprika', "law of two feet"), ("-kert", ""), ("?!", "")],
)
def test_a_query_without_its_signs_is_a_word(query: str, words: str) -> None:
    assert plain_words(query) == words
