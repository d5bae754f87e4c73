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
    by_length = _words_by_length(words)
    near = []
    # A word of another length is no candidate.
    for length in range(max(len(plain) - most, SHORTEST), len(plain) + most + 1):
        written, folded = by_length.get(length, ([], []))
        found = process.extract(plain, folded, scorer=OSA.distance, score_cutoff=most, limit=None)
        near += [written[index] for _folded, _distance, index in found]
    return min(
        near,
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


Lengths = dict[int, tuple[list[str], list[str]]]
# The words that were asked about last, by their length without accents, each as it is written and folded.
_latest: tuple[Mapping[str, int], Lengths] | None = None


def _words_by_length(words: Mapping[str, int]) -> Lengths:
    """An engine gives the same mapping until its index changes: a hundred thousand words are folded once, not each time."""
    global _latest
    known = _latest
    if known is not None and known[0] is words:
        return known[1]
    lengths: Lengths = {}
    for word in words:
        plain = fold(word)
        written, folded = lengths.setdefault(len(plain), ([], []))
        written.append(word)
        folded.append(plain)
    _latest = words, lengths
    return lengths
