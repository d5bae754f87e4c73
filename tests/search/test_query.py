"""Any string is a query, and unknown parameters count as not there."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.engines.base import Phrase, Sort, Word
from search.query import LONGEST_QUERY, MOST_CLAUSES, Part, SearchForm, clean_text, list_parts, make_clauses

KNOWN = {"kind": ("guide", "community"), "topic": ("food", "energy"), "language": ("hu", "en")}


def read(query: str) -> SearchForm:
    return SearchForm.read(QueryDict(query), KNOWN)


def test_parts_are_words_phrases_and_what_is_left_out() -> None:
    assert list(list_parts('kert "közösségi kert" -paprika -"nagy kert"')) == [
        Part(("kert",)),
        Part(("közösségi", "kert"), is_phrase=True),
        Part(("paprika",), is_unwanted=True),
        Part(("nagy", "kert"), is_phrase=True, is_unwanted=True),
    ]


@pytest.mark.parametrize(
    "text", ["„magcsere kör”", "“magcsere kör”", "»magcsere kör«", '"magcsere kör', "„magcsere kör“"]
)
def test_a_phrase_may_be_written_with_any_quotes_and_left_open(text: str) -> None:
    assert list(list_parts(text)) == [Part(("magcsere", "kör"), is_phrase=True)]


def test_a_hyphen_within_a_word_leaves_nothing_out() -> None:
    assert list(list_parts("e-mail jó-gyakorlat")) == [
        Part(("e",)),
        Part(("mail",)),
        Part(("jó",)),
        Part(("gyakorlat",)),
    ]


@pytest.mark.parametrize("text", ["", " ", "*", '"', '""', "-", '-"', "--", "&&", "(){}", "🌱", "\0"])
def test_a_query_without_words_is_empty(text: str) -> None:
    form = SearchForm(text=clean_text(text))
    assert form.is_empty
    assert make_clauses(form.parts).wanted == ()


def test_text_loses_control_characters_and_what_is_too_long() -> None:
    assert clean_text("a\0b\tc\r\nd\ud800e") == "a b c d e"
    assert len(clean_text("kert " * 2_000)) <= LONGEST_QUERY


def test_stop_words_need_not_match() -> None:
    assert make_clauses(list_parts("hogyan komposztáljunk a kertben")) == make_clauses(
        list_parts("komposztáljunk kertben")
    )


def test_stop_words_have_to_match_where_there_is_nothing_else() -> None:
    (clause,) = make_clauses(list_parts("hogyan")).wanted
    assert isinstance(clause, Word)


def test_a_word_has_its_alternatives_in_both_languages() -> None:
    (clause,) = make_clauses(list_parts("kertek")).wanted
    assert clause == Word((("hu", ("kert", "~kert")), ("en", ("kertek", "~kertek"))))


def test_a_phrase_is_its_words_as_they_are_written() -> None:
    (clause,) = make_clauses(list_parts('"A közösségi kert"')).wanted
    assert clause == Phrase((("a",), ("közösségi",), ("kert",)))
    (clause,) = make_clauses(list_parts('"kozossegi kert"')).wanted
    assert clause == Phrase((("kozossegi", "~kozossegi"), ("kert", "~kert")))


def test_a_form_reads_known_values_in_their_order() -> None:
    form = read("q=kert&kind=community&kind=guide&kind=guide&topic=food&language=en&sort=date&page=3")
    assert form == SearchForm(
        text="kert",
        filters={"kind": ("guide", "community"), "topic": ("food",), "language": ("en",)},
        sort=Sort.DATE,
        page=3,
    )


@pytest.mark.parametrize(
    "query",
    [
        "kind=nothing&topic=%00&language=de&sort=x&page=0",
        "page=-1",
        "page=1e9",
        "page=99999999999999999999",
        "page=٣",
        "page=",
        "sort=&kind=&unknown=1",
    ],
)
def test_unknown_values_count_as_not_there(query: str) -> None:
    assert read(query) == SearchForm()


def test_a_form_writes_the_address_that_it_is_read_from() -> None:
    form = SearchForm("„kert” & -mag", {"kind": ("guide", "community"), "language": ("en",)}, Sort.DATE, 2)
    assert read(form.query_string()) == form


def test_toggle_adds_and_takes_away_a_value_and_goes_to_the_first_page() -> None:
    form = SearchForm("kert", {"kind": ("guide",)}, page=4)
    more = form.toggle("kind", "community")
    assert more == SearchForm("kert", {"kind": ("guide", "community")})
    assert more.toggle("kind", "guide") == SearchForm("kert", {"kind": ("community",)})
    assert form.toggle("kind", "guide") == SearchForm("kert")


def test_one_language_is_chosen_at_a_time() -> None:
    assert SearchForm("kert", {"language": ("hu",)}).toggle("language", "en").filters == {"language": ("en",)}
    assert read("language=hu&language=en").filters == {"language": ("hu",)}


@given(st.text(max_size=400))
def test_any_string_is_a_query(text: str) -> None:
    cleaned = clean_text(text)
    assert len(cleaned) <= LONGEST_QUERY
    assert clean_text(cleaned) == cleaned
    cleaned.encode()
    for folded in (False, True):
        clauses = make_clauses(list_parts(cleaned), folded=folded)
        assert len(clauses.wanted) <= MOST_CLAUSES
    assert read(SearchForm(text=cleaned).query_string()).text == cleaned
