"""How many texts have a word: by it the same formula holds as on the embedded engine.

Elasticsearch weighs a word by log(1 + (N - n + 0.5) / (n + 0.5)), n of N texts having it, so that "community" would still
weigh half as much as a word in every tenth text. A factor takes that out of its scores, and how telling a clause is
(`search.engines.scoring.telling`) comes in. `n` is asked for, and remembered for a while: it changes slowly.
"""

import json
import math
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

from elasticsearch import Elasticsearch

from search.engines.scoring import telling

SECONDS = 60.0
MOST = 10_000

_Query = dict[str, Any]


class Frequencies:
    """How many documents of an index match a query, remembered."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, Frequency]] = {}

    def forget(self) -> None:
        """The index has changed."""
        self._known = {}

    def find(self, client: Elasticsearch, alias: str, queries: Sequence[_Query]) -> list["Frequency"]:
        """For each query how many documents match it."""
        known, now = self._known, time.monotonic()
        keys = [json.dumps(query, sort_keys=True) for query in queries]
        found = {key: known[key][1] for key in keys if key in known and known[key][0] > now}
        missing = {key: query for key, query in zip(keys, queries, strict=True) if key not in found}
        if missing:
            if len(known) > MOST:
                known.clear()
            for key, frequency in _ask(client, alias, missing).items():
                found[key] = frequency
                known[key] = now + SECONDS, frequency
        return [found[key] for key in keys]


class Frequency(NamedTuple):
    """`number` of `total` documents match."""

    number: int
    total: int

    @property
    def telling(self) -> float:
        """See `search.engines.scoring.telling`."""
        return telling(self.number, self.total)

    @property
    def factor(self) -> float:
        """What takes Elasticsearch's own idf out of the score of a word."""
        return 1 / math.log1p((self.total - self.number + 0.5) / (self.number + 0.5))


def _ask(client: Elasticsearch, alias: str, queries: dict[str, _Query]) -> dict[str, Frequency]:
    numbered = {str(number): query for number, query in enumerate(queries.values())}
    answer = client.search(
        index=alias, size=0, track_total_hits=True, aggs={"having": {"filters": {"filters": numbered}}}
    )
    total, having = answer["hits"]["total"]["value"], answer["aggregations"]["having"]["buckets"]
    return {key: Frequency(having[str(number)]["doc_count"], total) for number, key in enumerate(queries)}
