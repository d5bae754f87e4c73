"""Many measured values told by few, and tables of them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """The middle, the 95th of a hundred and the worst of some values, in their unit."""

    p50: float
    p95: float
    worst: float


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share (0 to 1) of the values does not exceed: the nearest-rank method.

    Raises ValueError where there are none.
    """
    if not values:
        raise ValueError("nothing was measured")
    return sorted(values)[max(math.ceil(share * len(values)), 1) - 1]


def spread(values: Sequence[float]) -> Spread:
    """See `Spread`; raises ValueError where there are none."""
    return Spread(percentile(values, 0.5), percentile(values, 0.95), max(values))


def marked(text: str, *, is_above: bool) -> str:
    """A figure, with a mark where it is above its budget."""
    return f"{text} !" if is_above else text


def milliseconds(seconds: float) -> str:
    """Seconds as milliseconds, with a digit more where they are few."""
    return f"{seconds * 1000:.1f}" if seconds < 0.1 else f"{seconds * 1000:,.0f}"


def megabytes(number: float) -> str:
    """Bytes as millions of them."""
    return f"{number / 1e6:,.0f} MB" if number >= 10e6 else f"{number / 1e6:.1f} MB"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are figures."""
    lines = [header, ["---", *["--:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
