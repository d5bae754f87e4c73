"""What a text is called in the index."""

import threading
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import (
    analyse,
    find_words,
    fold,
    has_accents,
    is_spelt_right,
    is_stop_word,
    list_joined,
    query_terms,
)


def terms_of(text: str, language_code: str) -> list[tuple[str, ...]]:
    return [token.terms for token in analyse(text, language_code)]


def meets(query: str, document: str, language_code: str, *, folded: bool = False) -> bool:
    """Whether a reader's word finds a word of a document."""
    (word,) = [word for _, _, word in find_words(query)]
    (found,) = terms_of(document, language_code)
    return not set(query_terms(word, language_code, folded=folded)).isdisjoint(
        term.removeprefix("+") for term in found
    )


def test_tokens_say_where_the_words_are() -> None:
    text = "A kertek, és 2023-ban"
    assert [(text[token.start : token.end], token.surface) for token in analyse(text, "hu")] == [
        ("A", "A"),
        ("kertek", "kertek"),
        ("és", "és"),
        ("2023", "2023"),
        ("ban", "ban"),
    ]


def test_terms_have_an_accent_folded_twin() -> None:
    assert terms_of("közösségek", "hu") == [("közösség", "~kozosseg")]


def test_a_term_without_accents_needs_no_twin() -> None:
    assert terms_of("kertek", "hu") == [("kert",)]


def test_terms_keep_words_of_a_language_without_an_analysis() -> None:
    assert terms_of("Gärten", "de") == [("gärten", "~garten")]


@pytest.mark.parametrize(
    ("query", "document", "language_code"),
    [
        ("kert", "Kertekben", "hu"),
        ("közösségi", "közösségek", "hu"),
        ("kozossegi", "közösségi", "hu"),
        ("vetomag", "vetőmagok", "hu"),
        ("garden", "gardens", "en"),
        ("composting", "compost", "en"),
        ("groups", "group’s", "en"),
        ("mouse", "mice", "en"),
        ("child", "children’s", "en"),
    ],
)
def test_a_word_finds_its_other_forms(query: str, document: str, language_code: str) -> None:
    assert meets(query, document, language_code)


@pytest.mark.dictionary
@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("csere", "cserét"),
        ("cserét", "csere"),
        ("kaláka", "kalákában"),
        ("ló", "lovakat"),
        ("tó", "tavak"),
        ("megy", "mentek"),
        ("alszik", "aludtunk"),
        ("bokor", "bokrok"),
        ("budapest", "Budapesten"),
        ("ENSZ", "ENSZ"),
        ("lovak", "lóval"),
        # without accents
        ("kalakaban", "kaláka"),
        ("csereben", "cserét"),
        ("talalkozok", "találkozó"),
        # by a part of a compound
        ("kert", "biokertek"),
        ("csere", "vetőmagcserét"),
        ("vetőmag", "vetőmagcserét"),
        ("novenyek", "gyógynövényekkel"),
    ],
)
def test_the_dictionary_knows_what_no_rule_does(query: str, document: str) -> None:
    assert meets(query, document, "hu")


@pytest.mark.dictionary
@pytest.mark.parametrize(("query", "document"), [("kert", "kérsz"), ("szél", "szeles"), ("tanár", "tanács")])
def test_other_words_are_not_found(query: str, document: str) -> None:
    assert not meets(query, document, "hu")


@pytest.mark.dictionary
def test_a_part_is_marked_and_is_none_of_its_own() -> None:
    assert terms_of("rakétakályhák", "hu") == [
        ("rakétakályha", "~raketakalyha", "+rakéta", "+~raketa", "+kályha", "+~kalyha")
    ]
    assert terms_of("kertek", "hu") == [("kert",)]


def test_a_word_with_accents_means_itself_until_folded() -> None:
    assert not meets("kör", "kor", "hu")
    assert not meets("kór", "kör", "hu")
    assert meets("kór", "kör", "hu", folded=True)
    assert meets("kór", "kor", "hu", folded=True)


@pytest.mark.parametrize("writing", ["közösség", unicodedata.normalize("NFD", "közösség"), "közös\u00adség"])
def test_a_word_is_the_same_however_it_is_encoded(writing: str) -> None:
    assert [(token.surface, token.terms) for token in analyse(writing, "hu")] == [
        (writing, ("közösség", "~kozosseg"))
    ]


def test_fold_takes_every_accent_of_hungarian() -> None:
    assert fold("árvíztűrő tükörfúrógép") == "arvizturo tukorfurogep"


def test_has_accents_is_about_letters_not_capitals() -> None:
    assert has_accents("Őrség")
    assert not has_accents("ORSEG")


def test_stop_words_are_known_without_accents() -> None:
    assert is_stop_word("és")
    assert is_stop_word("es")
    assert is_stop_word("how")
    assert not is_stop_word("kert")


@pytest.mark.parametrize(
    "word", ["csinálni", "egyszerre", "jól", "kezdjünk", "long", "make", "mint", "start"]
)
def test_only_words_of_closed_classes_are_stop_words(word: str) -> None:
    assert not is_stop_word(word)


def test_analyse_is_the_same_in_many_threads() -> None:
    words = [f"kertészkedés{number} közösségeinkben" for number in range(300)]
    expected = [terms_of(text, "hu") for text in words]
    results: dict[int, list] = {}

    def work(number: int) -> None:
        results[number] = [terms_of(f"{text}", "hu") for text in words]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(result == expected for result in results.values())


@given(st.text(), st.sampled_from(["hu", "en", "xx"]))
def test_any_text_has_an_analysis(text: str, language_code: str) -> None:
    position = 0
    for token in analyse(text, language_code):
        assert position <= token.start < token.end <= len(text)
        assert token.terms
        assert all(term and not set(term) & set(' |"/') for term in token.terms)
        position = token.end


def test_joined_words_are_read_in_every_run() -> None:
    assert list_joined("szén-monoxid-jelző van") == ["szénmonoxid", "szénmonoxidjelző", "monoxidjelző"]
    assert list_joined("nincs - semmi") == []
    assert len(list_joined("-".join("abcdefghij"))) == 10  # a long chain from its beginning only


@pytest.mark.dictionary
def test_words_of_a_dictionary_are_spelt_right() -> None:
    assert [is_spelt_right(word) for word in ("kertekben", "garbage", "kertkeben", "garbgae")] == [
        True,
        True,
        False,
        False,
    ]
