"""Words that no text has, made words that texts have: what a misspelt word was meant to be."""

from collections.abc import Callable, Mapping

from rapidfuzz.distance import OSA

from search.analysis import fold
from search.engines.nearness import count_mistakes

SHORTEST = 4  # letters; anything resembles a shorter word
LETTERS_FOR_TWO = 8  # from so many letters on two mistakes are forgiven

# `Engine.find_nearest_words`
FindNearest = Callable[[str, int, int], Mapping[str, int]]


def list_corrections(word: str, find_nearest: FindNearest) -> list[str]:
    """What a normalised word may have been meant to be, the likeliest first; empty where nothing is near.

    Of the nearest words without accents those come first that begin with the same letter, then the nearest with accents,
    then what most texts have.
    """
    if len(word) < SHORTEST or word.isdecimal():
        return []
    words = find_nearest(word, 1 + (len(fold(word)) >= LETTERS_FOR_TWO), SHORTEST)
    return sorted(
        words,
        key=lambda each: (
            count_mistakes(word, each),
            # Misspellings seldom begin with another letter.
            fold(each)[:1] != fold(word)[:1],
            OSA.distance(word, each),
            -words[each],
            each,
        ),
    )
