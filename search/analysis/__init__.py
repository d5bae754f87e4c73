"""Language analysis: what a text is called in the index, and what a reader's word may be called there.

Both engines store what comes out of here, so the same words find the same works on either.
"""

from search.analysis.stems import document_terms, query_terms
from search.analysis.stopwords import is_stop_word
from search.analysis.tokens import Token, analyse
from search.analysis.words import REMEMBERED_WORDS, find_words, fold, has_accents, list_words, normalise

# Belongs to an index: one that was built by another version has to be built again.
VERSION = "snowball-2"

__all__ = [
    "REMEMBERED_WORDS",
    "VERSION",
    "Token",
    "analyse",
    "document_terms",
    "find_words",
    "fold",
    "has_accents",
    "is_stop_word",
    "list_words",
    "normalise",
    "query_terms",
]
