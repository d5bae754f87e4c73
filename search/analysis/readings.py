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
SHORTEST_BASE = 3


class Reading(NamedTuple):
    """A word's stems, the same in the accent-folded name space, and the stems of the parts of a compound.

    `bases` are the words that it, or a part of it, is derived from; they relate words and make none the same.
    `is_listed`: it is a form of a word that stands in the dictionary.
    """

    stems: tuple[str, ...]
    folded: tuple[str, ...]
    parts: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
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
        parts, bases = _relations(word, analyses, hunspell)
        return Reading(
            stems,
            _unique(map(fold, stems)),
            _unique(part for part in parts if part not in stems),
            _unique(base for base in bases if base not in (*stems, *parts)),
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


def relate(word: str, language_code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stems of a reader's word's parts, and of what it is derived from; typed without accents, folded ones."""
    if language_code == HUNGARIAN:
        for load, writing in ((dictionary.load, word), (dictionary.load_folded, fold(word))):
            hunspell = load()
            if hunspell and (analyses := hunspell.analyses(writing)):
                return _relations(writing, analyses, hunspell, is_query=True)
    return (), ()


def _relations(
    word: str, analyses: tuple[str, ...], hunspell: dictionary.Dictionary, *, is_query: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    writings = dictionary.split_compound(word, analyses)
    parts = [stem for part in writings for stem in (hunspell.stems(part) or (part,))]
    bases = [*dictionary.list_bases(analyses, is_query=is_query)]
    for part in writings:
        bases += dictionary.list_bases(hunspell.analyses(part))
    return (
        _unique(part for part in parts if len(part) >= SHORTEST_PART),
        _unique(base for base in bases if len(base) >= SHORTEST_BASE),
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
