"""Long lists in pieces: a database binds only so many values in a query, and an answer only so many works."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

SIZE = 500  # SQLite once took no more than 999 values in a statement


def batches(items: Sequence[Item], size: int = SIZE) -> Iterator[Sequence[Item]]:
    """`items` in their order, `size` at a time; the last piece may be shorter."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
