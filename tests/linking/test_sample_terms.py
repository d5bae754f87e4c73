"""The sample's term base: every word in it leads to one term, and every word of a term takes part in a search."""

from collections import defaultdict
from typing import Any

import pytest
from django.conf import settings

from core.concepts import ConceptValues
from linking.library.concepts import read_concepts
from linking.library.samples import SAMPLE
from search.analysis import is_stop_word, list_words, query_terms
from search.widening import MOST_NAMES

pytestmark = pytest.mark.django_db

CODES = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


@pytest.fixture(scope="module")
def terms(django_db_blocker: Any) -> list[ConceptValues]:
    """The terms as the file says them."""
    with django_db_blocker.unblock():
        entries, problems = read_concepts(SAMPLE)
    assert problems == []
    return [entry.values for entry in entries if entry.kind == "term"]


def _names(term: ConceptValues, code: str) -> list[str]:
    return [term.names[code], *term.synonyms.get(code, ())]


def test_every_term_is_named_and_explained_in_both_languages(terms: list[ConceptValues]) -> None:
    assert terms
    for term in terms:
        for code in CODES:
            assert term.names.get(code) and term.definitions.get(code), (term.key, code)
            assert term.synonyms.get(code), (term.key, code)
        assert term.topics, term.key


def test_no_word_names_two_terms_or_one_twice(terms: list[ConceptValues]) -> None:
    """Inflections are one word: a search finds a term by any of them."""
    named = defaultdict(list)
    for term in terms:
        for code in CODES:
            for name in _names(term, code):
                words = tuple(frozenset(query_terms(word, code, folded=False)) for word in list_words(name))
                named[code, words].append((term.key, name))
    assert [names for names in named.values() if len(names) > 1] == []


def test_every_name_is_more_than_stop_words_and_the_search_takes_all(terms: list[ConceptValues]) -> None:
    for term in terms:
        names = [name for code in CODES for name in _names(term, code)]
        assert len(names) <= MOST_NAMES, term.key
        for name in names:
            assert not all(map(is_stop_word, list_words(name))), name
