"""Changes on their way into an index.

They are gathered while the context lasts and sent at its end: what fails before that has changed nothing. Elasticsearch
cannot take back what it has already accepted, so a node that fails amid a long change may keep a part of it. Readers do
not see that part before the next change, or before the node starts anew; the one who wrote it hears of the failure and
writes the same works again.
"""

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from search.batches import batches
from search.engines.base import EngineUnavailableError, Writer
from search.engines.elasticsearch.mapping import VISIBLE_UNTIL, WORK, make_documents
from search.entries import Entry

BULK_BYTES = 4_000_000  # of one request
WORKS_IN_A_QUERY = 1_000
MOST_HITS = 10_000  # what one answer may hold (index.max_result_window)

Documents = dict[str, str]


class ElasticsearchWriter(Writer):
    """Remembers the last word about each work."""

    def __init__(self) -> None:
        self._works: dict[str, Documents] = {}

    def index(self, entries: Iterable[Entry]) -> None:
        """See `Writer.index`."""
        for entry in entries:
            self._works[entry.work] = {
                identity: json.dumps(document, ensure_ascii=False, separators=(",", ":"))
                for identity, document in make_documents(entry)
            }

    def remove(self, works: Iterable[str]) -> None:
        """See `Writer.remove`."""
        self._works |= {work: {} for work in works}

    def send(self, client: Elasticsearch, alias: str, number: int) -> None:
        """Make the changes in the index behind an alias, as the writer with this number, and forget what has expired.

        Raises EngineUnavailableError where a document was refused, also because a later writer has been there.
        """
        if not self._works and not self._has_expired(client, alias):
            return
        # What another writer left unseen when it failed has to be found too.
        client.indices.refresh(index=alias)
        for operations in _chunks(self._operations(self._old_identities(client, alias), number)):
            _check(client.bulk(index=alias, operations=operations, require_alias=True).body)
        client.indices.refresh(index=alias)

    def _has_expired(self, client: Elasticsearch, alias: str) -> bool:
        return bool(client.count(index=alias, query=_expired())["count"])

    def _old_identities(self, client: Elasticsearch, alias: str) -> set[str]:
        """The documents of the changed works, and of those that have expired.

        Should more have expired at once than one answer holds, the next changes forget the rest.
        """
        found: set[str] = set()
        for works in batches(list(self._works), WORKS_IN_A_QUERY) if self._works else [()]:
            changed = {"terms": {WORK: list(works)}}
            hits = client.search(
                index=alias,
                query={
                    "bool": {"should": [changed, {"constant_score": {"filter": _expired(), "boost": 0.0}}]}
                },
                size=MOST_HITS,
                source=False,
                track_total_hits=False,
            )
            found |= {hit["_id"] for hit in hits["hits"]["hits"]}
        return found

    def _operations(self, old: set[str], number: int) -> Iterator[tuple[str, ...]]:
        """Each operation as its lines. The number as version: equal is fine (our own), smaller is not."""
        new: Documents = {}
        for documents in self._works.values():
            new |= documents
        for identity in sorted(old - new.keys()):
            yield (_action("delete", identity, number),)
        for identity, document in new.items():
            yield _action("index", identity, number), document


def _expired() -> dict[str, Any]:
    return {"range": {VISIBLE_UNTIL: {"lte": time.time()}}}


def _action(kind: str, identity: str, number: int) -> str:
    return json.dumps({kind: {"_id": identity, "version": number, "version_type": "external_gte"}})


def _chunks(operations: Iterable[tuple[str, ...]]) -> Iterator[Sequence[Any]]:
    """Lines for one request each."""
    chunk: list[str] = []
    size = 0
    for lines in operations:
        length = sum(len(line) for line in lines)
        if chunk and size + length > BULK_BYTES:
            yield chunk
            chunk, size = [], 0
        chunk += lines
        size += length
    if chunk:
        yield chunk


def _check(answer: dict[str, Any]) -> None:
    """Raise for the first operation that was refused; what was to be deleted and is not there is no failure."""
    if not answer["errors"]:
        return
    for item in answer["items"]:
        (result,) = item.values()
        error = result.get("error")
        if error:
            raise EngineUnavailableError(
                "a later writer has been there"
                if result["status"] == 409
                else f"a document was refused: {error['type']}: {error['reason']}"
            )
