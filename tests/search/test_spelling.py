"""What a misspelt word was meant to be."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.nearness import group_by_length, pick_nearest
from search.spelling import list_corrections

WORDS = {
    "vetőmagcsere": 9,
    "szociokrácia": 2,
    "javítókávézó": 3,
    "rakétakályha": 4,
    "komposzt": 8,
    "komposztot": 5,
    "library": 7,
    "kert": 20,
    "keret": 1,
    "kör": 3,
    "bolt": 2,
    "folt": 9,
}


def correct(typed: str, words: Mapping[str, int] = MappingProxyType(WORDS)) -> str | None:
    """The likeliest correction among some words."""

    def find_nearest(word: str, mistakes: int, shortest: int) -> dict[str, int]:
        return {each: words[each] for each in pick_nearest(word, group_by_length(words), mistakes, shortest)}

    return next(iter(list_corrections(typed, find_nearest)), None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vetőmagcere", "vetőmagcsere"),
        ("vetomagcere", "vetőmagcsere"),
        ("szocikrácia", "szociokrácia"),
        ("javítókávzó", "javítókávézó"),
        ("rakétakájha", "rakétakályha"),
        ("libary", "library"),
        ("lirbary", "library"),
        ("komposzz", "komposzt"),
        ("kerrt", "kert"),
        # as near as another word, but with the same first letter
        ("boltt", "bolt"),
        # nothing is near
        ("zsiráf", None),
        ("kompót", None),
        # too short, or a number
        ("kön", None),
        ("2023", None),
    ],
)
def test_the_nearest_word_was_meant(typed: str, meant: str | None) -> None:
    assert correct(typed) == meant


def test_of_two_equally_near_the_one_that_more_texts_have() -> None:
    assert correct("almat", {"almák": 2, "almás": 5}) == "almás"


def test_without_words_nothing_was_meant() -> None:
    assert correct("komposzt", {}) is None


@given(st.text(max_size=70))
def test_any_text_is_a_word(text: str) -> None:
    assert correct(text) in {None, *WORDS}
