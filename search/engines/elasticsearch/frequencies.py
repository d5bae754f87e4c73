"""How telling a word is: by the same formula as on the embedded engine.

FTS5 weighs a word by log((N - n + 0.5) / (n + 0.5)), n of N texts having it, and by one millionth from half of the
texts on (https://www.sqlite.org/fts5.html#the_bm25_function); Elasticsearch by log(1 + (N - n + 0.5) / (n + 0.5)), so
that "community" would still weigh half as much as a word in every tenth text. The boost of a clause makes up for the
difference. `n` is asked for, and remembered for a while: it changes slowly.
"""

import json
import math
import time
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from elasticsearch import Elasticsearch

FLOOR = 1e-6
SECONDS = 60.0
MOST = 10_000

_Query = dict[str, Any]
T = TypeVar("T")


class Remembered(Generic[T]):
    """One answer, remembered for some seconds or until this process changes the index."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._known: tuple[float, T] | None = None

    def get(self, ask: Callable[[], T]) -> T:
        """The answer; `ask` gives it where none is remembered."""
        known, now = self._known, time.monotonic()
        if known is None or known[0] < now:
            known = self._known = now + self._seconds, ask()
        return known[1]

    def forget(self) -> None:
        """The index has changed."""
        self._known = None


class Frequencies:
    """What share of the documents of an index match a query, remembered."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, float]] = {}

    def forget(self) -> None:
        """The index has changed."""
        self._known = {}

    def boosts(self, client: Elasticsearch, alias: str, queries: Sequence[_Query]) -> list[float]:
        """For each query the factor for its score."""
        known, now = self._known, time.monotonic()
        keys = [json.dumps(query, sort_keys=True) for query in queries]
        found = {key: known[key][1] for key in keys if key in known and known[key][0] > now}
        missing = {key: query for key, query in zip(keys, queries, strict=True) if key not in found}
        if missing:
            if len(known) > MOST:
                known.clear()
            for key, boost in self._ask(client, alias, missing).items():
                found[key] = boost
                known[key] = now + SECONDS, boost
        return [found[key] for key in keys]

    def _ask(self, client: Elasticsearch, alias: str, queries: dict[str, _Query]) -> dict[str, float]:
        numbered = {str(number): query for number, query in enumerate(queries.values())}
        answer = client.search(
            index=alias, size=0, track_total_hits=True, aggs={"having": {"filters": {"filters": numbered}}}
        )
        total, having = answer["hits"]["total"]["value"], answer["aggregations"]["having"]["buckets"]
        return {
            key: make_boost(having[str(number)]["doc_count"], total) for number, key in enumerate(queries)
        }


def make_boost(number: int, total: int) -> float:
    """The factor for the score of a word that `number` of `total` texts have."""
    odds = (total - number + 0.5) / (number + 0.5)
    return max(math.log(odds), FLOOR) / math.log1p(odds)
