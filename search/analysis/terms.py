"""The terms of words: what a document's word is called in the index, and what a reader's word may be called there.

Two name spaces: a plain term keeps its accents, a term with `~` has lost some. A document has both, so that a reader
who types accents gets exactly these, and one who types none still finds the page. `+` marks the parts of a compound.
"""

import itertools
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from search.analysis import dictionary, fallback
from search.analysis.memory import open_memory
from search.analysis.readings import ENGLISH, HUNGARIAN, Reading, read_unaccented, read_word, relate
from search.analysis.words import REMEMBERED_WORDS, fold

# Goes up when the same dictionary gives other terms.
RULES = "hunspell-3"
FOLDED, PART = "~", "+"


def version() -> str:
    """Belongs to an index: one that was built by another version has to be built again."""
    return f"{RULES}:{dictionary.fingerprint()}"


@lru_cache(maxsize=REMEMBERED_WORDS)
def document_terms(word: str, language_code: str) -> tuple[str, ...]:
    """The terms of a normalised word of a document: its stems and what these are called without accents.

    A stem without accents needs no twin: `query_terms` asks for both.
    """
    return _own_terms(_read(word, language_code, is_kept=True))


def part_terms(word: str, language_code: str) -> tuple[str, ...]:
    """The terms of the parts of a compound, marked as such; `related_terms` has them unmarked."""
    return tuple(PART + term for term in _with_twins(_read(word, language_code, is_kept=True).parts))


@lru_cache(maxsize=REMEMBERED_WORDS)
def related_terms(word: str, language_code: str) -> tuple[str, ...]:
    """The terms of a normalised word that find it at the weight of a relation: parts of a compound, derivation bases."""
    return _related_terms(_read(word, language_code, is_kept=True))


def all_terms(word: str, language_code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """`document_terms` and `related_terms` of a normalised word, for who remembers them: the word is looked up once."""
    reading = _read(word, language_code, is_kept=True)
    return _own_terms(reading), _related_terms(reading)


def _own_terms(reading: Reading) -> tuple[str, ...]:
    return (*reading.stems, *(FOLDED + stem for stem in reading.folded if stem not in reading.stems))


def _related_terms(reading: Reading) -> tuple[str, ...]:
    return _with_twins((*reading.parts, *reading.bases))


def _with_twins(words: Iterable[str]) -> tuple[str, ...]:
    """Words, each followed by its twin without accents where that is another."""
    pairs = ((word, FOLDED + plain) if (plain := fold(word)) != word else (word,) for word in words)
    return tuple(dict.fromkeys(itertools.chain.from_iterable(pairs)))


class Relations(NamedTuple):
    """What a reader's word is made of and derived from, each word as its terms."""

    parts: tuple[tuple[str, ...], ...] = ()
    bases: tuple[tuple[str, ...], ...] = ()


@lru_cache(maxsize=REMEMBERED_WORDS)
def query_relations(word: str, language_code: str) -> Relations:
    """What a reader's normalised word is made of and derived from; empty where no dictionary tells."""
    parts, bases = relate(word, language_code)
    return Relations(*(tuple((each, FOLDED + fold(each)) for each in found) for found in (parts, bases)))


@lru_cache(maxsize=REMEMBERED_WORDS)
def query_terms(word: str, language_code: str, *, folded: bool) -> tuple[str, ...]:
    """The terms that a reader's normalised word may have in a document.

    `folded` also accepts the word without its accents; a word that is written without any is always taken so.
    """
    reading = _read(word, language_code)
    plain = fold(word)
    if not folded and plain != word:
        return reading.stems
    twins = _read_unaccented(plain, language_code)
    if not twins:
        twins = (*map(fold, reading.stems), fallback.stem(plain, language_code))
    elif plain == word and reading.is_listed and not folded:
        # "kert" is a word as it is typed. It may be "kért" too, but "garden" shall not find all that "asks"; what may
        # still differ by its accents is the dictionary form ("kor": kor, kór, kör).
        twins = (*map(fold, reading.stems), *(twin for twin in twins if twin == plain))
    return tuple(dict.fromkeys((*reading.stems, *twins, *(FOLDED + twin for twin in twins))))


def is_spelt_right(word: str) -> bool:
    """Whether a dictionary has a normalised word or a form of it, in either language."""
    return _read(word, HUNGARIAN).is_listed or fallback.is_listed(word, ENGLISH)


def warm_up() -> None:
    """Read what the first words of either language would wait for: dictionaries and lists of words."""
    for language_code in (HUNGARIAN, ENGLISH):
        read_word("warm", language_code)
    read_unaccented("warm", HUNGARIAN)


def _read(word: str, language_code: str, *, is_kept: bool = False) -> Reading:
    memory = open_memory(version())
    kept = memory.get(language_code, word)
    if kept is not None:
        stems, folded, parts, bases, listed = map(tuple, kept)
        return Reading(stems, folded, parts, bases, is_listed=bool(listed))
    reading = read_word(word, language_code)
    if is_kept:
        lists = [list(words) for words in (reading.stems, reading.folded, reading.parts, reading.bases)]
        memory.keep(language_code, word, [*lists, [word] * reading.is_listed])
        if language_code == HUNGARIAN:
            # A reader who types this word without accents shall not wait until the dictionary is loaded.
            plain = fold(word)
            memory.keep(FOLDED + language_code, plain, [list(read_unaccented(plain, language_code))])
    return reading


def _read_unaccented(plain: str, language_code: str) -> tuple[str, ...]:
    kept = open_memory(version()).get(FOLDED + language_code, plain)
    return tuple(kept[0]) if kept is not None else read_unaccented(plain, language_code)
