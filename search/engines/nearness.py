"""How near words are: what counts as a mistake is the same on every engine.

It is optimal string alignment of the letters without accents: a letter too much, too few, replaced, or two neighbours
swapped (Boytsov 2011, "Indexing methods for approximate dictionary searching", §2.2).
"""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis import fold

Lengths = Mapping[int, tuple[Sequence[str], Sequence[str]]]


def count_mistakes(word: str, other: str) -> int:
    """By how many mistakes two words differ, their accents aside."""
    return OSA.distance(fold(word), fold(other))


def group_by_length(words: Iterable[str]) -> Lengths:
    """Words by their length without accents, each as it is written and folded."""
    lengths: dict[int, tuple[list[str], list[str]]] = {}
    for word in words:
        plain = fold(word)
        written, folded = lengths.setdefault(len(plain), ([], []))
        written.append(word)
        folded.append(plain)
    return lengths


def pick_nearest(word: str, lengths: Lengths, mistakes: int, shortest: int) -> list[str]:
    """The words that differ from a word by the fewest mistakes, at most so many, and have `shortest` letters or more."""
    plain, near = fold(word), list[tuple[float, str]]()
    # A word of another length is no candidate.
    for length in range(max(len(plain) - mistakes, shortest), len(plain) + mistakes + 1):
        written, folded = lengths.get(length, ((), ()))
        found = process.extract(plain, folded, scorer=OSA.distance, score_cutoff=mistakes, limit=None)
        near += [(distance, written[index]) for _folded, distance, index in found]
    fewest = min((distance for distance, _word in near), default=0)
    return [each for distance, each in near if distance == fewest]
