"""Stems without a dictionary: Snowball for Hungarian, Porter2 for English (both from PyStemmer), simplemma's lemmas."""

import threading

import simplemma
import Stemmer

ALGORITHMS = {"hu": "hungarian", "en": "english"}
# One pass of Snowball takes one ending off (`kertekben` → `kertek`), words here carry several. Measured on gold pairs of
# Hungarian lemma and form: 59 % meet after one pass, 90 % when it is repeated. A short word's `t` is its own (`kert`,
# `bolt`), not the accusative's; without this rule "kert" would find "kér".
AGGLUTINATING = frozenset({"hu"})
SHORTEST_STEM = 3
LONGEST_WITH_OWN_T = 4

_local = threading.local()
_loading = threading.Lock()


def _stemmer(language_code: str) -> Stemmer.Stemmer | None:
    """This thread's stemmer: the objects of PyStemmer must not be shared."""
    algorithm = ALGORITHMS.get(language_code)
    if algorithm is None:
        return None
    stemmers: dict[str, Stemmer.Stemmer] = _local.__dict__.setdefault("stemmers", {})
    if algorithm not in stemmers:
        stemmers[algorithm] = Stemmer.Stemmer(algorithm, 0)  # 0: no cache of its own beside ours
    return stemmers[algorithm]


def stem(word: str, language_code: str) -> str:
    """The stem of a lower-case word by rule; a language without rules keeps its words."""
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


def lemma(word: str, language_code: str) -> str:
    """The lemma of a lower-case word by simplemma's list; the word itself where the list does not have it.

    The first word of a language reads its list (half a second for English, some seconds for Hungarian).
    """
    with _loading:
        found = simplemma.lemmatize(word, language_code).lower()
    return found if found.isalnum() else word  # the lists hold abbreviations too ("kert" is no "ker.")


def is_listed(word: str, language_code: str) -> bool:
    """Whether simplemma's list has a lower-case word."""
    with _loading:
        return simplemma.is_known(word, language_code)
