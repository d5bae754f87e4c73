"""What a word may be a form of: its stems, what they are called without accents, the parts of a compound.

Hungarian is read with the system's dictionary, words that it does not know by rule; without a dictionary simplemma's
list and then the rules serve. English is Porter2 over simplemma's lemmas, which know what no rule does ("mice").
"""

from collections.abc import Iterable
from typing import NamedTuple

from search.analysis import dictionary, fallback
from search.analysis.words import fold

HUNGARIAN, ENGLISH = "hu", "en"
SHORTEST_PART = 2


class Reading(NamedTuple):
    """A word's stems, the same in the accent-folded name space, and the stems of the parts of a compound.

    `is_listed`: it is a form of a word that stands in the dictionary.
    """

    stems: tuple[str, ...]
    folded: tuple[str, ...]
    parts: tuple[str, ...] = ()
    is_listed: bool = False


def read_word(word: str, language_code: str) -> Reading:
    """The reading of a normalised word of a document."""
    if language_code == HUNGARIAN:
        return _read_hungarian(word)
    stems = _rule_stems(word, language_code)
    return Reading(stems, _unique([*map(fold, stems), *_rule_stems(fold(word), language_code)]))


def read_unaccented(word: str, language_code: str) -> tuple[str, ...]:
    """The folded stems that a word typed without accents may have; empty where only rules could tell."""
    folded = dictionary.load_folded() if language_code == HUNGARIAN else None
    return folded.stems(word) if folded else ()


def _read_hungarian(word: str) -> Reading:
    hunspell = dictionary.load()
    stems = hunspell.stems(word) if hunspell else ()
    if hunspell and stems:
        analyses = hunspell.analyses(word)
        parts = [
            stem
            for part in dictionary.split_compound(word, analyses)
            for stem in (hunspell.stems(part) or (part,))
            if len(stem) >= SHORTEST_PART and stem not in stems
        ]
        return Reading(
            stems,
            _unique(map(fold, stems)),
            _unique(parts),
            is_listed=not dictionary.is_made_up(analyses),
        )
    stems = _rule_stems(word, HUNGARIAN)
    plain = fold(word)
    # In the folded name space stand the folded stem and what the folded word is taken for: endings are recognised by
    # their accents, so the two differ, and a reader's unaccented word has only the second way.
    return Reading(
        stems,
        _unique([*map(fold, stems), *_rule_stems(plain, HUNGARIAN), *read_unaccented(plain, HUNGARIAN)]),
    )


def _rule_stems(word: str, language_code: str) -> tuple[str, ...]:
    """A word's stem by rule, over its lemma where a list is to be asked."""
    if language_code == ENGLISH:
        return _unique([fallback.stem(fallback.lemma(word, ENGLISH), ENGLISH), fallback.stem(word, ENGLISH)])
    if language_code == HUNGARIAN and dictionary.find_folder() is None:
        word = fallback.lemma(word, HUNGARIAN)
    return (fallback.stem(word, language_code),)


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
