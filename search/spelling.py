"""Words that no text has, made words that texts have: what a misspelt word was meant to be."""

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis import fold

SHORTEST = 4  # letters; anything resembles a shorter word
LETTERS_FOR_TWO = 8  # from so many letters on two mistakes are forgiven


def correct(word: str, words: Mapping[str, int]) -> str | None:
    """The word of `words` (with how many texts have it) that a normalised word was most likely meant to be.

    The nearest by optimal string alignment (insertions, deletions, replacements, neighbours swapped) of the letters
    without accents; among these the nearest with accents, then what most texts have. None where nothing is near.
    """
    if len(word) < SHORTEST or word.isdecimal():
        return None
    plain, most = fold(word), 1 + (len(word) >= LETTERS_FOR_TWO)
    # What is compared costs; a word of another length is no candidate.
    candidates = [each for each in words if abs(len(each) - len(word)) <= most and len(each) >= SHORTEST]
    near = process.extract(
        plain, candidates, processor=fold, scorer=OSA.distance, score_cutoff=most, limit=None
    )
    return min(
        (candidate for candidate, _distance, _index in near),
        key=lambda each: (
            OSA.distance(plain, fold(each)),
            # Misspellings seldom begin with another letter.
            fold(each)[:1] != plain[:1],
            OSA.distance(word, each),
            -words[each],
            each,
        ),
        default=None,
    )
