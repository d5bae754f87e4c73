"""Percentiles and the writing of figures, on values worked out by hand."""

import pytest

from tests.bench_search.figures import marked, megabytes, milliseconds, percentile, spread, table


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([5.0], 0.5, 5.0),
        ([4.0, 1.0, 3.0, 2.0], 0.5, 2.0),
        ([4.0, 1.0, 3.0, 2.0], 0.51, 3.0),
        ([*map(float, range(1, 101))], 0.95, 95.0),
        ([*map(float, range(1, 21))], 0.95, 19.0),
        ([3.0, 1.0, 2.0], 1.0, 3.0),
        ([3.0, 1.0, 2.0], 0.0, 1.0),
    ],
)
def test_a_percentile_is_a_value_that_was_measured(
    values: list[float], share: float, expected: float
) -> None:
    assert percentile(values, share) == expected


def test_nothing_measured_has_no_percentile() -> None:
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 0.5)


def test_a_spread_tells_the_middle_the_slow_and_the_worst() -> None:
    figures = spread([*map(float, range(40))])
    assert (figures.p50, figures.p95, figures.worst) == (19, 37, 39)


def test_a_table_is_markdown() -> None:
    assert table(["a", "b"], [["x", "1"]]) == "| a | b |\n| --- | --: |\n| x | 1 |"


def test_figures_are_written_in_their_units() -> None:
    assert milliseconds(0.01234) == "12.3"
    assert milliseconds(1.5) == "1,500"
    assert megabytes(2_540_000) == "2.5 MB"
    assert megabytes(1_234_000_000) == "1,234 MB"
    assert marked("7", is_above=True) == "7 !"
    assert marked("7", is_above=False) == "7"
