"""The words of texts that are nearest to a misspelt one.

Elasticsearch holds the terms of a field in order and finds those within two mistakes without a look at the others (its
term suggester), so an answer costs what the terms nearby cost, however many documents there are: one request for what is
near without accents, one for how that is written, one for how many documents have it now. Only the last meets documents,
those of the few words that it counts.
"""

import re
import time
from collections.abc import Iterable, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from search.analysis import FOLDED, fold
from search.engines.elasticsearch.mapping import WORD_SEPARATOR, WORDS, read_word, visible_at, write_word
from search.engines.elasticsearch.reading import ask
from search.engines.nearness import count_mistakes, group_by_length, pick_nearest
from search.engines.weights import EXACT

MOST = 50  # words that differ by their letters, not by accents only
MOST_SUGGESTED = MOST_WRITTEN = 4 * MOST
LONGEST_PATTERN = 950  # characters; a server takes some more (index.max_regex_length)
_ANY_FREQUENCY = 1_000_000_000  # documents that a word may have and still be a mistake


def find_nearest_words(
    client: Elasticsearch, alias: str, word: str, mistakes: int, shortest: int
) -> dict[str, int]:
    """See `Engine.find_nearest_words`."""
    folded = [each for each in _find_folded(client, alias, fold(word), mistakes) if len(each) >= shortest]
    counts = _count(client, alias, _find_written(client, alias, folded))
    # The terms of what was deleted stay until segments are merged.
    there = [each for each, number in counts.items() if number]
    return {each: counts[each] for each in pick_nearest(word, group_by_length(there), mistakes, shortest)}


def _find_folded(client: Elasticsearch, alias: str, plain: str, mistakes: int) -> list[str]:
    """Words without accents that are near, the nearest first; the word itself also where there is none like it.

    The field of written words has a word without accents as it is, and of any other one the twin without them.
    """
    options: dict[str, Any] = {
        "field": EXACT,
        "analyzer": "keyword",
        "max_edits": mistakes,
        "min_word_length": 1,
        "suggest_mode": "always",
        "max_term_freq": _ANY_FREQUENCY,
        "size": MOST_SUGGESTED,
        "shard_size": MOST_SUGGESTED,
    }
    answer = ask(
        client,
        alias,
        {
            "size": 0,
            "query": {"match_none": {}},
            "suggest": {
                "plain": {"text": plain, "term": options | {"prefix_length": 0}},
                "twins": {"text": FOLDED + plain, "term": options | {"prefix_length": len(FOLDED)}},
            },
        },
    )
    found = {plain: 0}
    for suggested in answer["suggest"].values():
        for option in suggested[0]["options"]:
            each = option["text"].removeprefix(FOLDED)
            if fold(each) == each:
                found[each] = found.get(each, 0) + option["freq"]
    near = [each for each in found if count_mistakes(plain, each) <= mistakes]
    return sorted(near, key=lambda each: (count_mistakes(plain, each), -found[each], each))[:MOST]


def _find_written(client: Elasticsearch, alias: str, folded: Sequence[str]) -> list[str]:
    """How words without accents are written in the index, deleted documents included."""
    pattern = ""
    for each in folded:
        longer = f"{pattern}|{_escape(each)}" if pattern else _escape(each)
        if len(longer) > LONGEST_PATTERN:
            break
        pattern = longer
    if not pattern:
        return []
    # Values with no document are asked for among no documents: only the list of all values is looked through.
    written = {
        "field": WORDS,
        "include": f"({pattern}){WORD_SEPARATOR}.*",
        "min_doc_count": 0,
        "size": MOST_WRITTEN,
        "order": {"_key": "asc"},
    }
    body = {"size": 0, "query": {"match_none": {}}, "aggs": {"written": {"terms": written}}}
    return [
        read_word(bucket["key"]) for bucket in ask(client, alias, body)["aggregations"]["written"]["buckets"]
    ]


def _count(client: Elasticsearch, alias: str, words: Iterable[str]) -> dict[str, int]:
    """How many documents that hold now have each word."""
    filters = {word: {"term": {WORDS: write_word(word)}} for word in words}
    if not filters:
        return {}
    body = {
        "size": 0,
        "track_total_hits": False,
        "query": {"bool": {"must_not": visible_at(time.time())}},
        "aggs": {"having": {"filters": {"filters": filters}}},
    }
    buckets = ask(client, alias, body)["aggregations"]["having"]["buckets"]
    return {word: bucket["doc_count"] for word, bucket in buckets.items()}


def _escape(word: str) -> str:
    """A word as a pattern that matches only it."""
    return re.sub(r"([^\w])", r"\\\1", word)
