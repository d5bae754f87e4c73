"""The measures themselves, on rankings worked out by hand."""

import pytest

from tests.relevance.metrics import ndcg, recall, reciprocal_rank

GRADES = {"best": 3, "good": 2, "near": 1}


@pytest.mark.parametrize(
    ("ranking", "expected"),
    [
        (["best", "good", "near"], 1),
        (["best", "good", "near", "x", "y"], 1),
        ([], 0),
        (["x"], 0),
        # (3/1 + 7/log2 3 + 1/2) / (7/1 + 3/log2 3 + 1/2)
        (["good", "best", "near"], (3 + 7 / 1.584963 + 0.5) / (7 + 3 / 1.584963 + 0.5)),
        (["x"] * 10 + ["best"], 0),
    ],
)
def test_ndcg(ranking: list[str], expected: float) -> None:
    assert ndcg(ranking, GRADES) == pytest.approx(expected, abs=1e-5)


def test_where_nothing_answers_nothing_should_be_found() -> None:
    assert ndcg([], {}) == 1
    assert ndcg(["x"], {}) == 0
    assert recall(["x"], {}) is None
    assert reciprocal_rank(["x"], {}) is None


def test_recall_counts_what_answers() -> None:
    assert recall(["best", "near"], GRADES) == 0.5
    assert recall(["good", "x", "best"], GRADES) == 1
    assert recall(["x"] * 10 + ["best"], GRADES) == 0
    many = dict.fromkeys(map(str, range(20)), 3)
    assert recall(list(many)[:10], many) == 1


def test_reciprocal_rank_is_of_the_first_answer() -> None:
    assert reciprocal_rank(["x", "near", "good"], GRADES) == pytest.approx(1 / 3)
    assert reciprocal_rank(["x"], GRADES) == 0
