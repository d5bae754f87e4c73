"""Questions to an index: what matches a query, and which works there are."""

import math
from collections.abc import Sequence
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.base import EngineQuery, EngineResult, Match, Sort, list_leaves
from search.engines.elasticsearch.frequencies import Frequencies
from search.engines.elasticsearch.mapping import STORED, WORK
from search.engines.elasticsearch.queries import (
    Measures,
    Query,
    Tier,
    clause_filter,
    counts_request,
    hits_request,
    leaf_filter,
    most_request,
    read_counts,
    step_above,
    tiers_query,
    way_filter,
)
from search.engines.scoring import typed_way
from search.entries import load_entry

MOST_HITS = 10_000  # what one answer may reach (index.max_result_window)
# As many as a server allows (search.max_buckets): each answer looks through all documents anew.
VALUES_IN_AN_ANSWER = 60_000


def search(client: Elasticsearch, alias: str, query: EngineQuery, frequencies: Frequencies) -> EngineResult:
    """Find works."""
    tiers = _find_tiers(client, alias, query)
    aggregations = ask(client, alias, counts_request(query, tiers))["aggregations"]
    total, direct = (aggregations[name]["doc_count"] for name in ("left", "direct"))
    if direct == total or (query.sort == Sort.RELEVANCE and query.offset + query.limit <= direct):
        tiers = tiers[:1]  # what else matches comes after the window, or there is nothing else
    step = step_above(tiers) if len(tiers) > 1 else 0.0
    hits: list[Any] = []
    # Also where nothing is found: an index that is none of ours refuses only to sort.
    if query.limit and query.offset < max(total, 1):
        matching = tiers_query(query, tiers, _measure(client, alias, tiers, frequencies), step)
        body = hits_request(matching, query, query.limit)
        if query.offset + query.limit <= MOST_HITS:
            hits = ask(client, alias, body | {"from": query.offset})["hits"]["hits"]
        else:
            hits = _far_hits(client, alias, query, body)
    counted = read_counts(query, aggregations)
    return EngineResult(
        matches=tuple(_match(hit, len(tiers), step) for hit in hits),
        total=total,
        total_unfiltered=aggregations["matching"]["doc_count"],
        total_direct=direct,
        counts=counted.counts,
        added=counted.added,
        totals_without=counted.totals_without,
    )


def list_works(client: Elasticsearch, alias: str, query: Query) -> set[str]:
    """All works with a document that matches, however many."""
    works: set[str] = set()
    pages: dict[str, Any] = {"size": VALUES_IN_AN_ANSWER, "sources": [{WORK: {"terms": {"field": WORK}}}]}
    while True:
        body = {
            "query": query,
            "size": 0,
            "track_total_hits": False,
            "aggs": {"works": {"composite": pages}},
        }
        found = ask(client, alias, body)["aggregations"]["works"]
        works |= {bucket["key"][WORK] for bucket in found["buckets"]}
        if "after_key" not in found:
            return works
        pages["after"] = found["after_key"]


def _find_tiers(client: Elasticsearch, alias: str, query: EngineQuery) -> list[Tier]:
    tiers = [Tier(query.clauses, len(query.clauses))]
    for widened in query.widened:
        at_least = len(widened.clauses)
        if widened.best_partial:
            hits = ask(client, alias, most_request(query, widened.clauses))["hits"]["hits"]
            at_least = math.ceil(max((hit["_score"] for hit in hits), default=1.0) / 2)
        tiers.append(Tier(widened.clauses, at_least))
    return tiers


def _measure(client: Elasticsearch, alias: str, tiers: Sequence[Tier], frequencies: Frequencies) -> Measures:
    clauses = list(dict.fromkeys(clause for tier in tiers for clause in tier.clauses))
    leaves = list_leaves(clauses)
    if not leaves:
        return Measures()
    typed = [typed_way(clause) for clause in clauses]
    found = frequencies.find(
        client, alias, [*map(leaf_filter, leaves), *map(way_filter, typed), *map(clause_filter, clauses)]
    )
    of_leaves, rest = found[: len(leaves)], found[len(leaves) :]
    of_typed, of_clauses = rest[: len(clauses)], rest[len(clauses) :]
    return Measures(
        {
            clause: len(way.words) * (own if own.number else any_way).telling
            for clause, way, own, any_way in zip(clauses, typed, of_typed, of_clauses, strict=True)
        },
        {leaf: frequency.factor for leaf, frequency in zip(leaves, of_leaves, strict=True)},
    )


def _far_hits(client: Elasticsearch, alias: str, query: EngineQuery, body: dict[str, Any]) -> list[Any]:
    """Hits beyond what one answer reaches: step by step along the order, without the entries on the way."""
    left = query.offset
    while left:
        step = {**body, "size": min(left, MOST_HITS), "_source": False}
        hits = ask(client, alias, step)["hits"]["hits"]
        if not hits:
            return []
        left -= len(hits)
        body = {**body, "search_after": hits[-1]["sort"]}
    return ask(client, alias, body)["hits"]["hits"]


def ask(client: Elasticsearch, alias: str, body: dict[str, Any]) -> Any:
    """The answer to a request."""
    # A replica may count deleted words that the first copy does not: one reader's pages come from one copy.
    return client.search(
        index=alias, body=body, preference="readers", allow_partial_search_results=False
    ).body


def _match(hit: dict[str, Any], tiers: int, step: float) -> Match:
    entry = load_entry(hit["_source"][STORED])
    steps = int(hit["_score"] // step) if step else 0
    return Match(entry.work, hit["_score"] - steps * step, entry, tiers - 1 - steps if step else 0)
