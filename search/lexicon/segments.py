"""Texts that say the same in two languages: titles, summaries, headings, and sentences of sections, one to one."""

import re
from collections.abc import Iterable, Iterator

from search.analysis import FOLDED, document_terms, is_stop_word, list_words
from search.entries import Entry, Text

LONGEST_SEGMENT = 60  # words; in a longer one anything may answer anything

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")

Segment = tuple[frozenset[str], frozenset[str]]


def list_segments(entry: Entry, codes: tuple[str, str]) -> Iterator[Segment]:
    """The terms that tell something, in the one and in the other language, of each segment of an entry.

    An entry that lacks one of the languages has none. Sections answer one another where both texts have as many, and
    sentences where both sections do (Gale and Church, 1993, find nine of ten to be translated one to one).
    """
    texts = {text.language_code: text for text in entry.texts}
    if not set(codes) <= texts.keys():
        return
    for one, other in _list_pairs(texts[codes[0]], texts[codes[1]]):
        segment = _telling_terms(one, codes[0]), _telling_terms(other, codes[1])
        if all(0 < len(terms) <= LONGEST_SEGMENT for terms in segment):
            yield segment


def find_terms(texts: Iterable[Text]) -> dict[str, set[str]]:
    """All terms of texts, by language, as segments have them."""
    found: dict[str, set[str]] = {}
    for text in texts:
        parts = [
            text.title,
            text.summary,
            *(part for each in text.sections for part in (each.heading, each.text)),
        ]
        for part in parts:
            found.setdefault(text.language_code, set()).update(_telling_terms(part, text.language_code))
    return found


def _list_pairs(one: Text, other: Text) -> Iterator[tuple[str, str]]:
    yield one.title, other.title
    yield one.summary, other.summary
    if len(one.sections) != len(other.sections):
        return
    for first, second in zip(one.sections, other.sections, strict=True):
        yield first.heading, second.heading
        sentences, answers = (_SENTENCE_END.split(each.text) for each in (first, second))
        if len(sentences) == len(answers):
            yield from zip(sentences, answers, strict=True)
        else:
            yield first.text, second.text


def _telling_terms(text: str, language_code: str) -> frozenset[str]:
    """The first stem of each word but stop words."""
    stems = (document_terms(word, language_code)[0] for word in list_words(text) if not is_stop_word(word))
    return frozenset(stem for stem in stems if not stem.startswith(FOLDED))
