"""What a query may mean beside its words: words spelt right, terms by their other names, compounds by their parts,
words by their translations.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from core.concepts import Concept, find_concepts
from search.analysis import document_terms, is_stop_word, list_words, query_relations, query_terms
from search.engines.base import Either, Way, Word
from search.engines.weights import COMPOUND_PARTS, CORRECTED, DERIVED, ONE_PART, OTHER_NAME, TRANSLATED
from search.entries import TERM
from search.lexicon.store import find_translations
from search.query import ANALYSED_LANGUAGES, MOST_CLAUSES, Part, list_telling, make_clause

MOST_NAMES = 12  # of one term, so that a query stays small


@dataclass(frozen=True)
class Name:
    """A name or synonym of a term, in a language, as normalised words."""

    concept: str
    language_code: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Widening:
    """The clauses of a query with every way to say each, and the same with parts of these ways as ways of their own."""

    clauses: tuple[Either, ...]
    apart: tuple[Either, ...]


def widen(parts: Iterable[Part], corrections: Mapping[str, str]) -> Widening:
    """What a query may mean beside its words, each clause with what was typed as its first way.

    `corrections` has for misspelt words of the query what they were meant to be.
    """
    telling = list(dict.fromkeys(list_telling(parts)))[:MOST_CLAUSES]
    names = _list_names()
    translations = _find_translations(telling, corrections)
    clauses: list[Either] = []
    apart: list[Either] = []
    position = 0
    while position < len(telling):
        length, names_of_term = _find_names(telling[position:], names)
        group = telling[position : position + max(length, 1)]
        own = Way(tuple(make_clause(part, folded=True) for part in group))
        compounds = _compounds(group[0], corrections) if len(group) == 1 else []
        more: list[Way] = []
        if len(group) == 1:
            more = [*_relations(group[0], corrections), *translations.get(group[0], [])]
        clauses.append(Either(_unique([own, *_anywhere(own), *names_of_term, *compounds, *more])))
        # A part of what was typed may do; a part of another name ("time bank") is another thing ("bank").
        apart.append(Either(_unique([*clauses[-1].ways, *_take_apart([own, *compounds])])))
        position += len(group)
    return Widening(tuple(clauses), tuple(apart))


def _anywhere(way: Way) -> list[Way]:
    """All words of a way, wherever they stand."""
    return [Way(way.words, ONE_PART * way.weight, is_anywhere=True)] if way.is_near else []


def _take_apart(ways: Iterable[Way]) -> list[Way]:
    """Every word of ways of several words as a way of its own: what works with a part of it say."""
    return [
        Way((word,), ONE_PART * way.weight / math.sqrt(len(way.words)))
        for way in ways
        if way.is_near
        for word in way.words
    ]


def _unique(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Ways by different words, of the same ones that which counts most."""
    best: dict[object, Way] = {}
    for way in ways:
        known = best.get((way.words, way.is_near))
        if known is None or known.weight < way.weight:
            best[way.words, way.is_near] = way
    return tuple(best.values())


# --- one word -------------------------------------------------------------------------------------------------------


def _relations(part: Part, corrections: Mapping[str, str]) -> list[Way]:
    """A word as it was meant, and what it is derived from; of a phrase nothing."""
    if part.is_phrase:
        return []
    word = part.words[0]
    ways: list[Way] = []
    if word in corrections:
        ways.append(Way((make_clause(Part((corrections[word],)), folded=True),), CORRECTED))
    for code in ANALYSED_LANGUAGES:
        relations = query_relations(corrections.get(word, word), code)
        ways += [Way((Word(((code, terms),)),), DERIVED) for terms in relations.bases]
    return ways


def _compounds(part: Part, corrections: Mapping[str, str]) -> list[Way]:
    """A word by the parts of the compound that it is; of a phrase nothing."""
    if part.is_phrase:
        return []
    word = corrections.get(part.words[0], part.words[0])
    return [
        Way(tuple(Word(((code, terms),)) for terms in relations.parts), COMPOUND_PARTS)
        for code in ANALYSED_LANGUAGES
        if (relations := query_relations(word, code)).parts
    ]


def _find_translations(parts: Iterable[Part], corrections: Mapping[str, str]) -> dict[Part, list[Way]]:
    """Words by their translations, as the library's own teach them."""
    words = {part: corrections.get(part.words[0], part.words[0]) for part in parts if not part.is_phrase}
    found = find_translations(list(dict.fromkeys(words.values())), ANALYSED_LANGUAGES)
    return {
        part: [
            Way((Word(((code, (term,)),)),), TRANSLATED * math.sqrt(sureness))
            for code, term, sureness in found.get(word, ())
        ]
        for part, word in words.items()
    }


# --- terms ----------------------------------------------------------------------------------------------------------


def _list_names() -> list[Name]:
    """All names of all terms that readers may see."""
    return [
        Name(concept.key, code, tuple(words))
        for concept in find_concepts(TERM)
        for code, text in _names_of(concept)
        if (words := list_words(text))
    ]


def _names_of(concept: Concept) -> Iterable[tuple[str, str]]:
    """The names in those languages in which everybody may see the term now."""
    for code, name in concept.list_names():
        until = concept.visible_until.get(code)
        if concept.urls.get(code) and not (until and until <= timezone.now()):
            yield code, name


def _find_names(parts: Sequence[Part], names: Sequence[Name]) -> tuple[int, list[Way]]:
    """The longest name that these parts begin with: (number of words, the other names of its term); else (0, [])."""
    words = []
    for part in parts:
        if part.is_phrase:
            break
        words.append(part.words[0])
    found: dict[str, int] = {}
    for name in names:
        if len(name.words) <= len(words) and all(
            not set(query_terms(typed, name.language_code, folded=True)).isdisjoint(
                document_terms(word, name.language_code)
            )
            for typed, word in zip(words, name.words, strict=False)
        ):
            found[name.concept] = max(found.get(name.concept, 0), len(name.words))
    length = max(found.values(), default=0)
    concepts = {concept for concept, words_of_it in found.items() if words_of_it == length}
    ways = [
        Way(telling, OTHER_NAME)
        for name in names
        if name.concept in concepts and (telling := _words_of_name(name))
    ]
    return length, list(dict.fromkeys(ways))[:MOST_NAMES]


def _words_of_name(name: Name) -> tuple[Word, ...]:
    """The words of a name that tell it."""
    return tuple(_word_of_name(word, name.language_code) for word in name.words if not is_stop_word(word))


def _word_of_name(word: str, language_code: str) -> Word:
    """A word of a name finds texts in its own language only."""
    return Word(((language_code, query_terms(word, language_code, folded=False)),))
