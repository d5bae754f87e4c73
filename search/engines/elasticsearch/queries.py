"""A query in the words of Elasticsearch, and its answer read back.

A word of a query is one `combined_fields` of all its alternatives: these stand at one place, as in the documents, so it
scores like one word of one text whose fields have weights (BM25F), however many of its alternatives are there. How these
scores are put together is said in `search.engines.scoring`.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from search.engines.base import Clause, EngineQuery, Phrase, Sort, Way, Word
from search.engines.columns import ALTERNATIVE, POSITION, write_clause
from search.engines.elasticsearch.mapping import DATE, FACETS, WORK, facet_value, read_facet_value, visible_at
from search.engines.scoring import list_pairs, list_ways, typed_way
from search.engines.weights import (
    EXACT,
    NEAR_BONUS,
    NEAR_DISTANCE,
    NEAR_FIELDS,
    TERM_SHARE,
    WEIGHTS,
    WORD_FIELDS,
)
from search.entries import KIND, TERM

MOST_VALUES = 10_000  # of all facets together
_LARGEST_IDF = 22.0  # of a word that one of two thousand million texts has
_SERVER_TIMEOUT = "2s"  # below the client's, so that a slow node also stops working on it

Query = dict[str, Any]

_SORTS: dict[Sort, list[dict[str, str]]] = {
    Sort.RELEVANCE: [{"_score": "desc"}, {DATE: "desc"}, {WORK: "asc"}],
    Sort.DATE: [{DATE: "desc"}, {"_score": "desc"}, {WORK: "asc"}],
}


# --- clauses --------------------------------------------------------------------------------------------------------


def leaf_query(leaf: Word | Phrase, boost: float = 1.0) -> Query:
    """The query for a word or a phrase."""
    if isinstance(leaf, Phrase):
        # Elasticsearch adds up the weights of all terms of a phrase, alternatives too.
        boost /= sum(map(len, leaf.positions))
        return {"match_phrase": {EXACT: {"query": write_clause(leaf), "boost": boost}}}
    weighted = [f"{name}^{WEIGHTS[name]}" for name in WORD_FIELDS]
    return {"combined_fields": {"query": write_clause(leaf), "fields": weighted, "boost": boost}}


def leaf_filter(leaf: Word | Phrase) -> Query:
    """What a word or a phrase matches, without a score: cheaper than its scored query."""
    if isinstance(leaf, Phrase):
        return leaf_query(leaf)
    terms = write_clause(leaf).split(ALTERNATIVE)
    return _any_of([{"terms": {name: terms}} for name in WORD_FIELDS])


def _any_of(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else {"bool": {"should": queries, "minimum_should_match": 1}}


def way_filter(way: Way) -> Query:
    """What a way matches."""
    if way.is_near:
        return near_query(way.words)
    return {"bool": {"filter": [leaf_filter(leaf) for leaf in way.words]}}


def clause_filter(clause: Clause) -> Query:
    """What a clause matches."""
    return _any_of([way_filter(way) for way in list_ways(clause)])


def near_query(words: Sequence[Word | Phrase]) -> Query:
    """What has words near one another; it gives no score."""
    written = POSITION.join(map(write_clause, words))
    phrases = [{"match_phrase": {name: {"query": written, "slop": NEAR_DISTANCE}}} for name in NEAR_FIELDS]
    return {"bool": {"filter": [_any_of(phrases)]}}


def way_query(way: Way, factors: Mapping[Word | Phrase, float] = {}) -> Query:
    """The query for a way: the mean of the scores of its words, each by its factor, at the weight of the way."""
    share = way.weight / len(way.words)
    words = [leaf_query(leaf, share * factors.get(leaf, 1.0)) for leaf in way.words]
    if len(words) == 1:
        return words[0]
    return {"bool": {"must": words, "filter": [near_query(way.words)] if way.is_near else []}}


@dataclass(frozen=True)
class Measures:
    """What scores are made with: how telling a clause is, and the factors that take the engine's own idea of how
    telling a word is out of its score. What is missing counts 1.
    """

    telling: Mapping[Clause, float] = field(default_factory=dict)
    factors: Mapping[Word | Phrase, float] = field(default_factory=dict)

    def of(self, clause: Clause) -> float:
        """How telling a clause is."""
        return self.telling.get(clause, 1.0)


def clause_query(clause: Clause, measures: Measures = Measures()) -> Query:
    """The query for one clause: the best of its ways, times how telling the clause is."""
    ways = [way_query(way, measures.factors) for way in list_ways(clause)]
    return {"dis_max": {"queries": ways, "boost": measures.of(clause)}}


def pair_queries(clauses: Sequence[Clause], measures: Measures) -> list[Query]:
    """What neighbouring clauses add where they are said near one another."""
    return [
        {
            "constant_score": {
                "filter": near_query(pair.words),
                "boost": NEAR_BONUS
                * min(measures.of(clauses[pair.first]), measures.of(clauses[pair.second])),
            }
        }
        for pair in list_pairs(clauses)
    ]


# --- tiers ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tier:
    """One of the ways to be found: the clauses, and how many of them a work needs."""

    clauses: tuple[Clause, ...]
    at_least: int

    def query(self, measures: Measures = Measures()) -> Query:
        """What this tier finds, scored."""
        if not self.clauses:
            return {"match_all": {"boost": 0.0}}
        scoring = [clause_query(clause, measures) for clause in self.clauses]
        pairs = pair_queries(self.clauses, measures)
        if self.at_least == len(self.clauses):
            matching: Query = {"bool": {"must": scoring, "should": pairs}}
        else:
            enough = {"bool": {"should": scoring, "minimum_should_match": self.at_least}}
            matching = {"bool": {"must": [enough], "should": pairs}}
        terms = {"term": {FACETS: facet_value(KIND, TERM)}}
        return {"boosting": {"positive": matching, "negative": terms, "negative_boost": TERM_SHARE}}

    def filter(self) -> Query:
        """What this tier finds."""
        if not self.clauses:
            return {"match_all": {}}
        clauses = [clause_filter(clause) for clause in self.clauses]
        if self.at_least == len(clauses):
            return {"bool": {"filter": clauses}}
        return {"bool": {"should": clauses, "minimum_should_match": self.at_least}}


def tiers_query(query: EngineQuery, tiers: Sequence[Tier], measures: Measures, step: float) -> Query:
    """What any tier finds. An earlier tier is `step` above the next, and what is in both has the earlier one's score."""
    found = [
        {
            "bool": {
                "must": [tier.query(measures)],
                "should": [{"constant_score": {"filter": {"match_all": {}}, "boost": step * rank}}]
                if rank
                else [],
            }
        }
        for rank, tier in zip(range(len(tiers) - 1, -1, -1), tiers, strict=True)
    ]
    matching = found[0] if len(found) == 1 else {"dis_max": {"queries": found}}
    return {"bool": {"must": [matching], "must_not": excluded(query)}}


def most_request(query: EngineQuery, clauses: Sequence[Clause]) -> dict[str, Any]:
    """The body of a search whose best score is the largest number of clauses that a work has."""
    one_each = [{"constant_score": {"filter": clause_filter(clause)}} for clause in clauses]
    return {
        "query": {"bool": {"should": one_each, "minimum_should_match": 1, "must_not": excluded(query)}},
        "size": 1,
        "_source": False,
        "track_total_hits": False,
        "timeout": _SERVER_TIMEOUT,
    }


def step_above(tiers: Sequence[Tier]) -> float:
    """A power of two above any score, so that an earlier tier outweighs everything else.

    A clause gives less than the idf of each word that was typed, and nearness less than that again. Powers of two leave
    most digits of a score (a 32-bit float) to what it tells apart.
    """
    most = max(2 * sum(len(typed_way(clause).words) for clause in tier.clauses) for tier in tiers)
    return 2.0 ** math.ceil(math.log2(max(most, 1) * _LARGEST_IDF))


def excluded(query: EngineQuery) -> list[Query]:
    """What is not found whatever it matches."""
    hidden = [{"terms": {WORK: sorted(query.hidden)}}] if query.hidden else []
    return [*visible_at(query.now), *hidden, *map(clause_filter, query.without)]


# --- the whole query ------------------------------------------------------------------------------------------------


def counts_request(query: EngineQuery, tiers: Sequence[Tier]) -> dict[str, Any]:
    """The body of a search that only counts: totals, and what each filter value would leave.

    Apart from the hits, which are then found without scoring everything that matches, while this one scores nothing.
    """
    found = [tier.filter() for tier in tiers]
    names = set(query.filters)
    return {
        "query": {"bool": {"filter": [_any_of(found)], "must_not": excluded(query)}},
        "size": 0,
        "track_total_hits": False,
        "timeout": _SERVER_TIMEOUT,
        "aggs": {
            "matching": {"filter": {"match_all": {}}},
            "direct": {"filter": {"bool": {"filter": [found[0], *_filters(query, names)]}}},
            "left": _values_under(query, names),
            **{f"without:{name}": _values_under(query, names - {name}) for name in names},
            **{f"added:{name}": _values_under(query, names - {name}, {name}) for name in names},
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


def _filters(query: EngineQuery, names: Collection[str]) -> list[Query]:
    return [
        {"terms": {FACETS: sorted(facet_value(name, value) for value in query.filters[name])}}
        for name in sorted(names)
    ]


def _values_under(query: EngineQuery, names: Collection[str], failed: Collection[str] = ()) -> dict[str, Any]:
    """Values of works that pass the filters of `names` and fail those of `failed`."""
    condition = {"filter": _filters(query, names), "must_not": _filters(query, failed)}
    return {
        "filter": {"bool": condition},
        "aggs": {"values": {"terms": {"field": FACETS, "size": MOST_VALUES}}},
    }


# --- the answer -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Counts:
    """See `EngineResult`."""

    counts: dict[str, dict[str, int]]
    added: dict[str, dict[str, int]]
    totals_without: dict[str, int]


def read_counts(query: EngineQuery, aggregations: Mapping[str, Any]) -> Counts:
    """What an answer to `counts_request` counts."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for facet, value, number in _values(aggregations["left"]):
        if facet not in query.filters:
            counts[facet][value] = number
    added: dict[str, dict[str, int]] = {}
    totals: dict[str, int] = {}
    for name in query.filters:
        found = aggregations[f"without:{name}"]
        counts[name] = _values_of(name, found)
        totals[name] = found["doc_count"]
        added[name] = _values_of(name, aggregations[f"added:{name}"])
    return Counts(counts, added, totals)


def _values_of(name: str, found: Mapping[str, Any]) -> dict[str, int]:
    return {value: number for facet, value, number in _values(found) if facet == name}


def _values(found: Mapping[str, Any]) -> Iterator[tuple[str, str, int]]:
    """Facet, value and number of works."""
    for bucket in found["values"]["buckets"]:
        yield *read_facet_value(bucket["key"]), bucket["doc_count"]
