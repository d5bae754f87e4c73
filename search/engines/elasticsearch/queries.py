"""A query in the words of Elasticsearch, and its answer read back.

A word of a query is one `combined_fields` of all its alternatives: these stand at one place, as in the documents, so it
scores like one word of one text whose fields have weights (BM25F), however many of its alternatives are there.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from search.engines.base import Clause, Either, EngineQuery, Phrase, Sort, Word, list_leaves
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


def leaf_query(leaf: Word | Phrase, boost: float = 1.0) -> Query:
    """The query for a word or a phrase."""
    if isinstance(leaf, Phrase):
        # Elasticsearch adds up the weights of all terms of a phrase, alternatives too.
        boost /= max(map(len, leaf.positions), default=1)
        return {"match_phrase": {EXACT: {"query": write_clause(leaf), "boost": boost}}}
    return _combined(leaf, WORD_FIELDS, boost)


def title_query(word: Word, boost: float = 1.0) -> Query:
    """The query for a word in the title alone.

    There it counts once more by itself: beside the weights, which saturate, so that a long guide about something comes
    before a short text that mentions it.
    """
    return _combined(word, (TITLE,), boost)


def _combined(word: Word, fields: tuple[str, ...], boost: float) -> Query:
    weighted = [f"{name}^{WEIGHTS[name]}" for name in fields]
    return {"combined_fields": {"query": write_clause(word), "fields": weighted, "boost": boost}}


@dataclass(frozen=True)
class Boosts:
    """The factors for the scores of words and phrases, and of words in titles; what is missing counts as it is."""

    leaves: Mapping[Word | Phrase, float] = field(default_factory=dict)
    titles: Mapping[Word, float] = field(default_factory=dict)


def clause_query(clause: Clause, boosts: Boosts = Boosts()) -> Query:
    """The query for one clause."""
    if not isinstance(clause, Either):
        return leaf_query(clause, boosts.leaves.get(clause, 1.0))
    ways = [[clause_query(leaf, boosts) for leaf in way] for way in clause.ways]
    return {
        "bool": {
            "should": [way[0] if len(way) == 1 else {"bool": {"must": way}} for way in ways],
            "minimum_should_match": 1,
        }
    }


def title_queries(clauses: Sequence[Clause], boosts: Boosts) -> list[Query]:
    """What the words of clauses add by standing in titles."""
    words = [leaf for leaf in list_leaves(clauses) if isinstance(leaf, Word)]
    return [title_query(word, boosts.titles.get(word, 1.0)) for word in words]


# --- tiers ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tier:
    """One of the ways to be found: the clauses, and how many of them a work needs."""

    clauses: tuple[Clause, ...]
    at_least: int

    def query(self, boosts: Boosts = Boosts()) -> Query:
        """What this tier finds, scored."""
        if not self.clauses:
            return {"match_all": {"boost": 0.0}}
        scoring = [clause_query(clause, boosts) for clause in self.clauses]
        titles = title_queries(self.clauses, boosts)
        if self.at_least == len(self.clauses):
            return {"bool": {"must": scoring, "should": titles}}
        enough = {"bool": {"should": scoring, "minimum_should_match": self.at_least}}
        return {"bool": {"must": [enough], "should": titles}}


def tiers_query(query: EngineQuery, tiers: Sequence[Tier], boosts: Boosts, step: float) -> Query:
    """What any tier finds. An earlier tier is `step` above the next, and what is in both has the earlier one's score."""
    found = [
        {
            "bool": {
                "must": [tier.query(boosts)],
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
    one_each = [{"constant_score": {"filter": clause_query(clause)}} for clause in clauses]
    return {
        "query": {"bool": {"should": one_each, "minimum_should_match": 1, "must_not": excluded(query)}},
        "size": 1,
        "_source": False,
        "track_total_hits": False,
        "timeout": _SERVER_TIMEOUT,
    }


def step_above(tiers: Sequence[Tier]) -> float:
    """A power of two above any score, so that an earlier tier outweighs everything else.

    A word adds less than its idf, by itself and in a title, and a phrase less than the sum of its positions'. Powers of
    two leave most digits of a score (a 32-bit float) to what it tells apart.
    """
    most = max(
        sum(len(leaf.positions) if isinstance(leaf, Phrase) else 2 for leaf in list_leaves(tier.clauses))
        for tier in tiers
    )
    return 2.0 ** math.ceil(math.log2(max(most, 1) * _LARGEST_IDF))


def excluded(query: EngineQuery) -> list[Query]:
    """What is not found whatever it matches."""
    hidden = [{"terms": {WORK: sorted(query.hidden)}}] if query.hidden else []
    return [*visible_at(query.now), *hidden, *map(clause_query, query.without)]


# --- the whole query ------------------------------------------------------------------------------------------------


def request(matching: Query, direct: Query, query: EngineQuery, size: int) -> dict[str, Any]:
    """The body of a search that also counts: first hits, totals, what each filter value would leave.

    `direct` is what matches the query itself.
    """
    names = set(query.filters)
    return {
        **hits_request(matching, query, size),
        "aggs": {
            "matching": {"filter": {"match_all": {}}},
            "direct": {"filter": {"bool": {"filter": [direct, *_filters(query, names)]}}},
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
    """What an answer to `request` counts."""
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
