"""Old entries and new ones: which is which, so that a step or a block keeps its identity when its text changes."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

# Two texts that have this much in common are the same entry, edited. Chosen so that a rewritten sentence in a step of
# three still matches, and two steps of one guide do not.
SIMILAR = 0.6


@dataclass(frozen=True)
class Entry:
    """What an entry is recognised by: all of it, its name (may be empty), its text, and a kind that never changes."""

    content: Hashable
    text: str
    name: str = ""
    kind: str = ""


def match(old: Sequence[Entry], new: Sequence[Entry]) -> list[int | None]:
    """For each new entry the index of the old one that it continues, or None for one that is really new.

    First what is equal, then what has the same name, then what is similar, then what stands alone between the same
    neighbours.
    """
    pairs: dict[int, int] = {}
    _match_equal(old, new, pairs)
    _match_names(old, new, pairs)
    _match_similar(old, new, pairs)
    _match_places(old, new, pairs)
    return [pairs.get(number) for number in range(len(new))]


def _left(old: Sequence[Entry], new: Sequence[Entry], pairs: dict[int, int]) -> tuple[list[int], list[int]]:
    taken = set(pairs.values())
    return [i for i in range(len(old)) if i not in taken], [j for j in range(len(new)) if j not in pairs]


def _match_equal(old: Sequence[Entry], new: Sequence[Entry], pairs: dict[int, int]) -> None:
    """Equal entries in order, then equal entries that have moved."""
    keys_old, keys_new = (
        [(entry.kind, entry.content) for entry in old],
        [(entry.kind, entry.content) for entry in new],
    )
    for i, j, size in SequenceMatcher(None, keys_old, keys_new, autojunk=False).get_matching_blocks():
        pairs.update({j + step: i + step for step in range(size)})
    left_old, left_new = _left(old, new, pairs)
    for j in left_new:
        same = [i for i in left_old if keys_old[i] == keys_new[j]]
        if same:
            pairs[j] = same[0]
            left_old.remove(same[0])


def _match_names(old: Sequence[Entry], new: Sequence[Entry], pairs: dict[int, int]) -> None:
    left_old, left_new = _left(old, new, pairs)
    for j in left_new:
        same = [
            i for i in left_old if new[j].name and (old[i].kind, old[i].name) == (new[j].kind, new[j].name)
        ]
        if len(same) == 1:
            pairs[j] = same[0]
            left_old.remove(same[0])


def _match_similar(old: Sequence[Entry], new: Sequence[Entry], pairs: dict[int, int]) -> None:
    """The most similar pair first."""
    left_old, left_new = _left(old, new, pairs)
    found: list[tuple[float, int, int]] = []
    for j in left_new:
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(new[j].text)
        for i in left_old:
            if old[i].kind != new[j].kind:
                continue
            matcher.set_seq1(old[i].text)
            if matcher.real_quick_ratio() >= SIMILAR and matcher.quick_ratio() >= SIMILAR:
                found.append((matcher.ratio(), i, j))
    for ratio, i, j in sorted(found, key=lambda each: (-each[0], abs(each[1] - each[2]), each[1], each[2])):
        if ratio >= SIMILAR and j not in pairs and i not in pairs.values():
            pairs[j] = i


def _match_places(old: Sequence[Entry], new: Sequence[Entry], pairs: dict[int, int]) -> None:
    """Between two neighbours that are known: as many old entries as new ones, of the same kinds, are the same."""
    known = [(-1, -1), *sorted((i, j) for j, i in pairs.items()), (len(old), len(new))]
    for (i_before, j_before), (i_after, j_after) in pairwise(known):
        between_old = range(i_before + 1, i_after)
        between_new = range(j_before + 1, j_after)
        if len(between_old) != len(between_new) or any(j in pairs for j in between_new):
            continue
        places = zip(between_old, between_new, strict=True)
        pairs.update({j: i for i, j in places if old[i].kind == new[j].kind})
