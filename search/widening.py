"""What a query may mean beside its words: words spelt right, terms by their other names, compounds by their parts,
words by their translations.
"""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.concepts import PublicName, list_public_names
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
    names = _read_names()
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


class _Names:
    """The names of terms, found by the terms of their first word; made anew when readers see other names.

    All names are read for every query, so they are never old in any process; to read each word of them costs more.
    """

    def __init__(self, public: list[PublicName]) -> None:
        self.public = public
        self.of_concept: dict[str, list[Name]] = defaultdict(list)
        self._by_first: dict[tuple[str, str], list[tuple[Name, list[frozenset[str]]]]] = defaultdict(list)
        for concept, code, text in public:
            name = Name(concept, code, tuple(list_words(text)))
            if name.words:
                self.of_concept[concept].append(name)
                terms = [frozenset(document_terms(word, code)) for word in name.words]
                for term in terms[0]:
                    self._by_first[code, term].append((name, terms))

    def find(self, words: Sequence[str]) -> Iterator[Name]:
        """The names that some words begin with."""
        for code in ANALYSED_LANGUAGES:
            typed = [query_terms(word, code, folded=True) for word in words]
            for term in typed[0] if typed else ():
                for name, terms in self._by_first.get((code, term), ()):
                    if len(terms) <= len(typed) and not any(map(frozenset.isdisjoint, terms, typed)):
                        yield name


_latest = _Names([])


def _read_names() -> _Names:
    """The names that readers may see now."""
    global _latest
    public, known = list_public_names(TERM), _latest
    if known.public != public:
        known = _latest = _Names(public)
    return known


def _find_names(parts: Sequence[Part], names: _Names) -> tuple[int, list[Way]]:
    """The longest name that these parts begin with: (number of words, the other names of its term); else (0, [])."""
    words = [part.words[0] for part in itertools.takewhile(lambda part: not part.is_phrase, parts)]
    found = list(names.find(words))
    length = max((len(name.words) for name in found), default=0)
    concepts = {name.concept for name in found if len(name.words) == length}
    ways = [
        Way(telling, OTHER_NAME)
        for concept in sorted(concepts)
        for name in names.of_concept[concept]
        if (telling := _words_of_name(name))
    ]
    return length, list(dict.fromkeys(ways))[:MOST_NAMES]


def _words_of_name(name: Name) -> tuple[Word, ...]:
    """The words of a name that tell it."""
    return tuple(_word_of_name(word, name.language_code) for word in name.words if not is_stop_word(word))


def _word_of_name(word: str, language_code: str) -> Word:
    """A word of a name finds texts in its own language only."""
    return Word(((language_code, query_terms(word, language_code, folded=False)),))
