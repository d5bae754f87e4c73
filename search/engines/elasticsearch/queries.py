"""A query in the words of Elasticsearch, and its answer read back.

A word of a query is one `combined_fields` of all its alternatives: these stand at one place, as in the documents, so it
scores like one word of one text whose fields have weights (BM25F), however many of its alternatives are there.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from search.engines.base import Clause, EngineQuery, Phrase, Sort, Word
from search.engines.columns import write_clause
from search.engines.elasticsearch.mapping import DATE, FACETS, WORK, facet_value, read_facet_value, visible_at
from search.engines.weights import EXACT, TITLE, WEIGHTS, WORD_FIELDS

MOST_VALUES = 10_000  # of all facets together
_LARGEST_IDF = 22.0  # of a word that one of two thousand million texts has
_SERVER_TIMEOUT = "2s"  # below the client's, so that a slow node also stops working on it

Query = dict[str, Any]

_SORTS: dict[Sort, list[dict[str, str]]] = {
    Sort.RELEVANCE: [{"_score": "desc"}, {DATE: "desc"}, {WORK: "asc"}],
    Sort.DATE: [{DATE: "desc"}, {"_score": "desc"}, {WORK: "asc"}],
}


# --- clauses --------------------------------------------------------------------------------------------------------


def clause_query(clause: Clause, boost: float = 1.0) -> Query:
    """The query for one clause."""
    if isinstance(clause, Phrase):
        # Elasticsearch adds up the weights of all terms of a phrase, alternatives too.
        boost /= max(map(len, clause.positions), default=1)
        return {"match_phrase": {EXACT: {"query": write_clause(clause), "boost": boost}}}
    return _combined(clause, WORD_FIELDS, boost)


def title_query(word: Word, boost: float = 1.0) -> Query:
    """The query for a word in the title alone.

    There it counts once more by itself: beside the weights, which saturate, so that a long guide about something comes
    before a short text that mentions it.
    """
    return _combined(word, (TITLE,), boost)


def _combined(word: Word, fields: tuple[str, ...], boost: float) -> Query:
    weighted = [f"{name}^{WEIGHTS[name]}" for name in fields]
    return {"combined_fields": {"query": write_clause(word), "fields": weighted, "boost": boost}}


def scoring_queries(query: EngineQuery, boosts: Sequence[float] | None = None) -> list[Query]:
    """What adds to the score: first the clauses in order, then their words in titles. Without `boosts` all count alike."""
    words = [clause for clause in query.clauses if isinstance(clause, Word)]
    weights = iter(boosts or [1.0] * (len(query.clauses) + len(words)))
    return [
        *(clause_query(clause, next(weights)) for clause in query.clauses),
        *(title_query(word, next(weights)) for word in words),
    ]


# --- the whole query ------------------------------------------------------------------------------------------------


def all_clauses(query: EngineQuery, scoring: list[Query]) -> Query:
    """Works that have every clause; `scoring` is `scoring_queries` with the weights that hold now."""
    number = len(query.clauses)
    wanted = scoring[:number] if number else [{"match_all": {"boost": 0.0}}]
    return {"bool": {"must": wanted, "should": scoring[number:], "must_not": _excluded(query)}}


def some_clauses(
    query: EngineQuery, scoring: list[Query], at_least: int = 1, step: float | None = None
) -> Query:
    """Works that have so many of the clauses. Each clause adds `step` to the score, where one is given."""
    clauses = [clause_query(clause) for clause in query.clauses]
    steps = [{"constant_score": {"filter": clause, "boost": step}} for clause in clauses] if step else []
    return {
        "bool": {
            "filter": [{"bool": {"should": clauses, "minimum_should_match": at_least}}],
            "should": [*scoring, *steps],
            "must_not": _excluded(query),
        }
    }


def step_above(query: EngineQuery) -> float:
    """A power of two above any score, so that one clause more outweighs everything else.

    A word adds less than its idf, by itself and in a title, and a phrase less than the sum of its positions'. Powers of
    two leave most digits of a score (a 32-bit float) to what it tells apart.
    """
    most = sum(len(clause.positions) if isinstance(clause, Phrase) else 2 for clause in query.clauses)
    return 2.0 ** math.ceil(math.log2(most * _LARGEST_IDF))


def _excluded(query: EngineQuery) -> list[Query]:
    hidden = [{"terms": {WORK: sorted(query.hidden)}}] if query.hidden else []
    return [*visible_at(query.now), *hidden, *map(clause_query, query.without)]


def request(matching: Query, query: EngineQuery, size: int) -> dict[str, Any]:
    """The body of a search that also counts: first hits, totals, what each filter value would leave."""
    return {
        **hits_request(matching, query, size),
        "aggs": {
            "matching": {"filter": {"match_all": {}}},
            "left": _values_under(query, set(query.filters)),
            **{
                f"without:{name}": _values_under(query, set(query.filters) - {name}) for name in query.filters
            },
        },
    }


def hits_request(matching: Query, query: EngineQuery, size: int) -> dict[str, Any]:
    """The body of a search for hits in order. Ties go to the newer work, then by id, so that pages never overlap."""
    return {
        "query": matching,
        "post_filter": {"bool": {"filter": _filters(query, set(query.filters))}},
        "sort": _SORTS[query.sort],
        "track_scores": True,
        "track_total_hits": False,
        "size": size,
        "timeout": _SERVER_TIMEOUT,
    }


def best_request(matching: Query) -> dict[str, Any]:
    """The body of a search for the largest score alone."""
    return {
        "query": matching,
        "size": 1,
        "_source": False,
        "track_total_hits": False,
        "timeout": _SERVER_TIMEOUT,
    }


def _filters(query: EngineQuery, names: set[str]) -> list[Query]:
    return [
        {"terms": {FACETS: sorted(facet_value(name, value) for value in query.filters[name])}}
        for name in sorted(names)
    ]


def _values_under(query: EngineQuery, names: set[str]) -> dict[str, Any]:
    return {
        "filter": {"bool": {"filter": _filters(query, names)}},
        "aggs": {"values": {"terms": {"field": FACETS, "size": MOST_VALUES}}},
    }


# --- the answer -----------------------------------------------------------------------------------------------------


def read_counts(
    query: EngineQuery, aggregations: Mapping[str, Any]
) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    """Of an answer to `request`: counts by facet and value, and the totals without each facet's filter."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for facet, value, number in _values(aggregations["left"]):
        if facet not in query.filters:
            counts[facet][value] = number
    totals: dict[str, int] = {}
    for name in query.filters:
        found = aggregations[f"without:{name}"]
        counts[name] = {value: number for facet, value, number in _values(found) if facet == name}
        totals[name] = found["doc_count"]
    return counts, totals


def _values(found: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Facet, value and number of works."""
    for bucket in found["values"]["buckets"]:
        yield *read_facet_value(bucket["key"]), bucket["doc_count"]
