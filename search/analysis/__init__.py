"""Language analysis: what a text is called in the index, and what a reader's word may be called there.

Both engines store what comes out of here, so the same words find the same works on either.
"""

from search.analysis.stopwords import is_stop_word
from search.analysis.terms import (
    FOLDED,
    all_terms,
    document_terms,
    is_spelt_right,
    query_relations,
    query_terms,
    related_terms,
    version,
    warm_up,
)
from search.analysis.tokens import Token, analyse
from search.analysis.words import (
    REMEMBERED_WORDS,
    find_surfaces,
    find_words,
    fold,
    has_accents,
    list_joined,
    list_words,
    normalise,
)

__all__ = [
    "FOLDED",
    "REMEMBERED_WORDS",
    "Token",
    "all_terms",
    "analyse",
    "document_terms",
    "find_surfaces",
    "find_words",
    "fold",
    "has_accents",
    "is_spelt_right",
    "is_stop_word",
    "list_joined",
    "list_words",
    "normalise",
    "query_relations",
    "query_terms",
    "related_terms",
    "version",
    "warm_up",
]
