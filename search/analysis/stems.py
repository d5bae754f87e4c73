"""Stems: Snowball for Hungarian, Porter2 for English, each word worked out once and remembered.

Two name spaces: a plain term keeps its accents, a term with `~` has lost some. A document has both, so that a reader
who types accents gets exactly these, and one who types none still finds the page.
"""

import threading
from functools import lru_cache

import Stemmer

from search.analysis.words import REMEMBERED_WORDS, fold

ALGORITHMS = {"hu": "hungarian", "en": "english"}
# One pass of Snowball takes one ending off (`kertekben` → `kertek`), words here carry several. Measured on gold pairs of
# Hungarian lemma and form: 59 % meet after one pass, 90 % when it is repeated. A short word's `t` is its own (`kert`,
# `bolt`), not the accusative's; without this rule "kert" would find "kér".
AGGLUTINATING = frozenset({"hu"})
SHORTEST_STEM = 3
LONGEST_WITH_OWN_T = 4

_local = threading.local()


def _stemmer(language_code: str) -> Stemmer.Stemmer | None:
    """This thread's stemmer: the objects of PyStemmer must not be shared."""
    algorithm = ALGORITHMS.get(language_code)
    if algorithm is None:
        return None
    stemmers: dict[str, Stemmer.Stemmer] = _local.__dict__.setdefault("stemmers", {})
    if algorithm not in stemmers:
        stemmers[algorithm] = Stemmer.Stemmer(algorithm, 0)  # 0: no cache of its own beside ours
    return stemmers[algorithm]


def _stem(word: str, language_code: str) -> str:
    stemmer = _stemmer(language_code)
    if stemmer is None:
        return word
    if language_code not in AGGLUTINATING:
        return stemmer.stemWord(word) or word
    while not (len(word) <= LONGEST_WITH_OWN_T and word.endswith("t")):
        shorter = stemmer.stemWord(word)
        if shorter == word or len(shorter) < SHORTEST_STEM:
            break
        word = shorter
    return word


@lru_cache(maxsize=REMEMBERED_WORDS)
def document_terms(word: str, language_code: str) -> tuple[str, ...]:
    """The terms of a normalised word of a document: its stem and what that is called without accents.

    In the folded name space stand the folded stem and the stem of the folded word: endings are recognised by their
    accents, so the two differ, and a reader's unaccented word has only the second way. A stem without accents needs no
    twin: `query_terms` asks for both.
    """
    stem = _stem(word, language_code)
    twins = (f"~{twin}" for twin in _twins(word, stem, language_code) if twin != stem)
    return tuple(dict.fromkeys((stem, *twins)))


@lru_cache(maxsize=REMEMBERED_WORDS)
def query_terms(word: str, language_code: str, *, folded: bool) -> tuple[str, ...]:
    """The terms that a reader's normalised word may have in a document.

    `folded` also accepts the word without its accents; a word that is written without any is always taken so.
    """
    stem = _stem(word, language_code)
    if not folded and fold(word) != word:
        return (stem,)
    twins = _twins(word, stem, language_code)
    return tuple(dict.fromkeys((stem, *twins, *(f"~{twin}" for twin in twins))))


def _twins(word: str, stem: str, language_code: str) -> tuple[str, str]:
    return fold(stem), _stem(fold(word), language_code)
