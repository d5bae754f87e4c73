"""Questions to an index: what matches a query, and which works there are."""

import math
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.base import EngineQuery, EngineResult, Match
from search.engines.elasticsearch.frequencies import Frequencies
from search.engines.elasticsearch.mapping import STORED, WORK
from search.engines.elasticsearch.queries import (
    Query,
    all_clauses,
    best_request,
    hits_request,
    read_counts,
    request,
    scoring_queries,
    some_clauses,
    step_above,
)
from search.entries import load_entry

MOST_HITS = 10_000  # what one answer may reach (index.max_result_window)
WORKS_IN_AN_ANSWER = 5_000


def search(client: Elasticsearch, alias: str, query: EngineQuery, frequencies: Frequencies) -> EngineResult:
    """Find works."""
    matching = _matching(client, alias, query, frequencies)
    if matching is None:
        return EngineResult()
    is_near = query.offset + query.limit <= MOST_HITS
    body = request(matching, query, query.limit if is_near else 0)
    answer = _ask(client, alias, body | ({"from": query.offset} if is_near else {}))
    aggregations = answer["aggregations"]
    total = aggregations["left"]["doc_count"]
    hits = answer["hits"]["hits"]
    if not is_near and query.offset < total:
        hits = _far_hits(client, alias, query, hits_request(matching, query, query.limit))
    counts, totals_without = read_counts(query, aggregations)
    return EngineResult(
        matches=tuple(_match(hit) for hit in hits),
        total=total,
        total_unfiltered=aggregations["matching"]["doc_count"],
        counts=counts,
        totals_without=totals_without,
    )


def list_works(client: Elasticsearch, alias: str, query: Query) -> set[str]:
    """All works with a document that matches, however many."""
    works: set[str] = set()
    pages: dict[str, Any] = {"size": WORKS_IN_AN_ANSWER, "sources": [{WORK: {"terms": {"field": WORK}}}]}
    while True:
        body = {"query": query, "size": 0, "track_total_hits": False, "aggs": {"works": {"composite": pages}}}
        found = _ask(client, alias, body)["aggregations"]["works"]
        works |= {bucket["key"][WORK] for bucket in found["buckets"]}
        if "after_key" not in found:
            return works
        pages["after"] = found["after_key"]


def _matching(
    client: Elasticsearch, alias: str, query: EngineQuery, frequencies: Frequencies
) -> Query | None:
    """What the words of a query match, with scores; None where that is nothing."""
    if not query.clauses:
        return all_clauses(query, [])
    boosts = frequencies.boosts(client, alias, scoring_queries(query))
    scoring = scoring_queries(query, boosts)
    if not query.best_partial:
        return all_clauses(query, scoring)
    most = round(_best_score(client, alias, some_clauses(query, [], step=1.0)))
    if not most:
        return None
    return some_clauses(query, scoring, math.ceil(most / 2), step=step_above(query))


def _best_score(client: Elasticsearch, alias: str, matching: Query) -> float:
    hits = _ask(client, alias, best_request(matching))["hits"]["hits"]
    return max((hit["_score"] for hit in hits), default=0.0)


def _far_hits(client: Elasticsearch, alias: str, query: EngineQuery, body: dict[str, Any]) -> list[Any]:
    """Hits beyond what one answer reaches: step by step along the order, without the entries on the way."""
    left = query.offset
    while left:
        step = {**body, "size": min(left, MOST_HITS), "_source": False}
        hits = _ask(client, alias, step)["hits"]["hits"]
        if not hits:
            return []
        left -= len(hits)
        body = {**body, "search_after": hits[-1]["sort"]}
    return _ask(client, alias, body)["hits"]["hits"]


def _ask(client: Elasticsearch, alias: str, body: dict[str, Any]) -> Any:
    # A replica may count deleted words that the first copy does not: one reader's pages come from one copy.
    return client.search(
        index=alias, body=body, preference="readers", allow_partial_search_results=False
    ).body


def _match(hit: dict[str, Any]) -> Match:
    entry = load_entry(hit["_source"][STORED])
    return Match(entry.work, hit["_score"], entry)
