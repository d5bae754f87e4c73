"""The question for names that fit what a reader types. What is indexed of them: `mapping.NAMES`."""

from collections.abc import Iterator
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.base import NameAnswer, NamedWork, NameQuery
from search.engines.columns import ALTERNATIVE, POSITION, write_clause
from search.engines.elasticsearch.mapping import (
    CARD,
    FACETS,
    NAME,
    NAME_FOLDED,
    NAME_FORMS,
    NAME_LANGUAGE,
    NAME_LENGTH,
    NAME_WORDS,
    NAMES,
    WORK,
    facet_value,
    visible_at,
)
from search.engines.elasticsearch.queries import Query
from search.entries import TOPIC
from search.names import load_card

# Scores are sums of powers of two and, below them, one divided by the length of the name.
_BEGINNING, _OWN_LANGUAGE = 4.0, 2.0
_SERVER_TIMEOUT = "1s"


def suggest(client: Elasticsearch, alias: str, query: NameQuery) -> NameAnswer:
    """See `Engine.suggest`."""
    body = _request(query)
    answer = client.search(index=alias, body=body, preference="readers", allow_partial_search_results=False)
    topics = answer["aggregations"]["all"]["holding"]["topics"]["buckets"] if query.topics else {}
    return NameAnswer(
        tuple(map(_read, answer["hits"]["hits"])),
        frozenset(topic for topic, found in topics.items() if found["doc_count"]),
    )


def _request(query: NameQuery) -> dict[str, Any]:
    left_out = [*visible_at(query.now), *([{"terms": {WORK: sorted(query.hidden)}}] if query.hidden else [])]
    names = {
        "nested": {
            "path": NAMES,
            "query": _names_query(query),
            "score_mode": "max",
            "inner_hits": {"size": 1, "_source": False, "docvalue_fields": [NAME, NAME_LANGUAGE]},
        }
    }
    body: dict[str, Any] = {
        "query": {"bool": {"must": [names], "must_not": left_out}},
        "sort": [{"_score": "desc"}, {WORK: "asc"}],
        "size": query.limit if query.words else 0,
        "_source": False,
        "stored_fields": [CARD],
        "docvalue_fields": [WORK],
        "track_total_hits": False,
        "timeout": _SERVER_TIMEOUT,
    }
    if query.topics:
        having = {topic: {"term": {FACETS: facet_value(TOPIC, topic)}} for topic in sorted(query.topics)}
        holding = {
            "filter": {"bool": {"must_not": left_out}},
            "aggs": {"topics": {"filters": {"filters": having}}},
        }
        body["aggs"] = {"all": {"global": {}, "aggs": {"holding": holding}}}
    return body


def _names_query(query: NameQuery) -> Query:
    """The names that fit, scored so that better ones come first, as `NameQuery` says."""
    beginning = {"prefix": {NAME_FOLDED: {"value": POSITION.join(query.words)}}}
    fitting = {
        "bool": {
            "filter": list(_word_queries(query)),
            "should": [
                {"constant_score": {"filter": beginning, "boost": _BEGINNING}},
                {
                    "constant_score": {
                        "filter": {"term": {NAME_LANGUAGE: query.language_code}},
                        "boost": _OWN_LANGUAGE,
                    }
                },
            ],
        }
    }
    shorter = {"field_value_factor": {"field": NAME_LENGTH, "modifier": "reciprocal"}}
    return {"function_score": {"query": fitting, "functions": [shorter], "boost_mode": "sum"}}


def _word_queries(query: NameQuery) -> Iterator[Query]:
    for position, word in enumerate(query.words):
        beginning: Query = {"prefix": {NAME_WORDS: {"value": word}}}
        if not query.forms:
            yield beginning
        else:
            forms = write_clause(query.forms[position]).split(ALTERNATIVE)
            yield {"bool": {"should": [beginning, {"terms": {NAME_FORMS: forms}}]}}


def _read(hit: dict[str, Any]) -> NamedWork:
    (name,) = hit["inner_hits"][NAMES]["hits"]["hits"]
    return NamedWork(
        work=hit["fields"][WORK][0],
        language_code=name["fields"][NAME_LANGUAGE][0],
        name=name["fields"][NAME][0],
        is_beginning=hit["_score"] >= _BEGINNING,
        card=load_card(hit["fields"][CARD][0]),
    )
