"""What a query may mean beside its words: words spelt right, terms by their other names, compounds by their parts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from core.concepts import Concept, find_concepts
from search.analysis import document_terms, is_stop_word, list_words, query_relations, query_terms
from search.engines.base import Either, Phrase, Widened, Word
from search.entries import TERM
from search.query import ANALYSED_LANGUAGES, MOST_CLAUSES, Part, list_telling, make_clause

MOST_NAMES = 12  # of one term, so that a query stays small
Way = tuple[Word | Phrase, ...]


@dataclass(frozen=True)
class Name:
    """A name or synonym of a term, in a language, as normalised words."""

    concept: str
    language_code: str
    words: tuple[str, ...]


def widen(parts: Iterable[Part], corrections: Mapping[str, str]) -> tuple[Widened, ...]:
    """What answers a query beside works with all of its words, best first; empty where there is nothing to widen.

    First what says all of it in other words, then what says most of it. `corrections` has for misspelt words of the
    query what they were meant to be.
    """
    telling = list(dict.fromkeys(list_telling(parts)))[:MOST_CLAUSES]
    names = _list_names()
    clauses: list[Either] = []
    position = 0
    while position < len(telling):
        length, names_of_term = _find_names(telling[position:], names)
        group = telling[position : position + max(length, 1)]
        own = tuple(make_clause(part, folded=True) for part in group)
        more = _relations(group[0], corrections) if len(group) == 1 else []
        clauses.append(Either(tuple(dict.fromkeys([own, *names_of_term, *more]))))
        position += len(group)
    if not clauses:
        return ()
    widened = [Widened(tuple(clauses))]
    apart = _take_apart(clauses)
    if len(apart) > 1 or apart != tuple(clauses):
        widened.append(Widened(apart, best_partial=True))
    return tuple(widened)


def _take_apart(clauses: Sequence[Either]) -> tuple[Either, ...]:
    """The clauses with every word of a way of several words as a way of its own: what works with a part of it say."""
    return tuple(
        Either(tuple(dict.fromkeys([*clause.ways, *((each,) for way in clause.ways[:1] for each in way)])))
        for clause in clauses
    )


# --- one word -------------------------------------------------------------------------------------------------------


def _relations(part: Part, corrections: Mapping[str, str]) -> list[Way]:
    """A word as it was meant, by what it is derived from, by the parts of the compound that it is; of a phrase nothing."""
    if part.is_phrase:
        return []
    word = part.words[0]
    ways: list[Way] = []
    if word in corrections:
        ways.append((make_clause(Part((corrections[word],)), folded=True),))
    for code in ANALYSED_LANGUAGES:
        relations = query_relations(corrections.get(word, word), code)
        ways += [(Word(((code, terms),)),) for terms in relations.bases]
        if relations.parts:
            ways.append(tuple(Word(((code, terms),)) for terms in relations.parts))
    return ways


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
    ways: list[Way] = [
        tuple(_word_of_name(word, name.language_code) for word in name.words if not is_stop_word(word))
        for name in names
        if name.concept in concepts
    ]
    return length, [way for way in dict.fromkeys(ways) if way][:MOST_NAMES]


def _word_of_name(word: str, language_code: str) -> Word:
    """A word of a name finds texts in its own language only."""
    return Word(((language_code, query_terms(word, language_code, folded=False)),))
