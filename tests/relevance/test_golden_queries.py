"""The golden queries can be scored: each names what is there, and they are as many and as various as they should be."""

import re
from collections import Counter

import pytest
import yaml

from search.analysis import fold
from tests.relevance.golden import BLIND, OPEN, SAMPLE, GoldenQuery, load_queries

KINDS = {
    *("inflected", "unaccented", "misspelt", "compound", "cross-language", "phrase"),
    *("question", "synonym", "plain", "filtered", "nothing"),
}
FILTERS = {
    "kind": {"guide", "case-study", "community", "news", "event"},
    "lang": {"hu", "en"},
    "topic": {topic["key"] for topic in yaml.safe_load((SAMPLE / "topics.yaml").read_text())},
}
TERMS = {term["key"] for term in yaml.safe_load((SAMPLE / "terms.yaml").read_text())}
WORKS = {folder.relative_to(SAMPLE).as_posix() for folder in SAMPLE.glob("*/*") if folder.is_dir()}
FILES = {"open": load_queries(OPEN), "blind": load_queries(BLIND)}


def missing(query: GoldenQuery) -> set[str]:
    return {
        grade for grade in query.grades if grade not in WORKS and grade.removeprefix("terms/") not in TERMS
    }


@pytest.mark.parametrize("file", FILES)
def test_queries_name_what_the_sample_library_has(file):
    assert {query.query: found for query in FILES[file] if (found := missing(query))} == {}


@pytest.mark.parametrize("file", FILES)
def test_queries_are_graded_where_something_answers_them(file):
    for query in FILES[file]:
        assert query.kind in KINDS, query
        assert query.language in {"hu", "en"}, query
        assert set(query.grades.values()) <= {1, 2, 3}, query
        assert (max(query.grades.values(), default=0) == 3) is (query.kind != "nothing"), query
        for name, value in query.filters.items():
            assert value in FILTERS[name], query


def test_there_are_enough_of_each_kind_and_a_third_is_blind():
    queries = [*FILES["open"], *FILES["blind"]]
    assert len(queries) >= 120
    assert len(FILES["blind"]) * 3 >= len(queries)
    assert min(Counter(query.language for query in queries).values()) >= 40
    assert {query.kind for query in FILES["open"]} == KINDS == {query.kind for query in FILES["blind"]}


def test_no_query_is_there_twice_not_even_in_both_files():
    written = Counter(
        (
            query.language,
            *sorted(re.findall(r"\w+", fold(query.query.lower()))),
            *sorted(query.filters.items()),
        )
        for queries in FILES.values()
        for query in queries
    )
    assert [words for words, count in written.items() if count > 1] == []
