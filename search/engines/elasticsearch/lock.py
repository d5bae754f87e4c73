"""One writer at a time, although Elasticsearch knows no transactions.

A document says who writes and until when. It is changed only where it is still as it was read (`if_seq_no`), so two
processes cannot both take it. A writer that died loses it when its time is over; one that was merely slow finds out
before it writes. Should it be overtaken even later, its number tells: numbers grow from writer to writer, and every
document is written with its writer's number as version, so an earlier writer never overwrites a later one.
"""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from elasticsearch import ApiError, BadRequestError, ConflictError, NotFoundError

from search.engines.base import EngineUnavailableError
from search.engines.elasticsearch.connection import WRITE_TIMEOUT, Connection

LEASE = 60.0  # seconds; longer than composing and sending one batch of works takes
BETWEEN_TRIES = 0.05
_ID = "writer"
_SETTINGS = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    # A crash of the machine may lose who was writing: the versions of the documents still tell who came later.
    "translog": {"durability": "async"},
}
_MAPPINGS = {"dynamic": "strict", "properties": {"number": {"type": "long"}, "until": {"type": "double"}}}


@dataclass
class Turn:
    """A writer's turn: its number, until when it holds, and the state of the lock's document that it has made."""

    number: int
    until: float
    place: dict[str, Any]


class WriterLock:
    """The lock of one site's indexes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.index = f"{connection.address.prefix}-lock"

    @contextlib.contextmanager
    def held(self, wait: float) -> Iterator[Turn]:
        """Wait at most `wait` seconds for the turn. Raises EngineUnavailableError."""
        with self._connection.explained():
            turn = self._take(wait)
        try:
            yield turn
        finally:
            # What cannot be given back runs out by itself.
            with contextlib.suppress(EngineUnavailableError), self._connection.explained():
                self._put(turn.number, 0.0, **turn.place)

    def ensure(self, turn: Turn) -> None:
        """Begin the turn's time anew where half of it is over.

        Raises EngineUnavailableError where somebody else has it by now.
        """
        now = time.time()
        if now < turn.until - LEASE / 2:
            return
        with self._connection.explained():
            try:
                turn.place = self._put(turn.number, now + LEASE, **turn.place)
            except (ConflictError, NotFoundError) as error:
                raise EngineUnavailableError("another writer has taken over") from error
        turn.until = now + LEASE

    def break_up(self) -> None:
        """Take the turn from whoever has it, also where the lock's index cannot be read."""
        client = self._connection.client()
        try:
            client.delete(index=self.index, id=_ID)
        except NotFoundError:
            pass
        except ApiError:
            client.indices.delete(index=self.index, ignore_unavailable=True)

    def _take(self, wait: float) -> Turn:
        deadline = time.monotonic() + wait
        while True:
            turn = self._try()
            if turn is not None:
                return turn
            if time.monotonic() >= deadline:
                raise EngineUnavailableError("another writer is at work")
            time.sleep(BETWEEN_TRIES)

    def _try(self) -> Turn | None:
        """The turn, if nobody has it."""
        before, place = self._get()
        now = time.time()
        if before.get("until", 0.0) > now:
            return None
        # By the clock: also after the lock was lost, later writers have larger numbers than all documents.
        number = max(int(now * 1000), before.get("number", 0) + 1)
        try:
            return Turn(number, now + LEASE, self._put(number, now + LEASE, **place))
        except ConflictError:
            return None

    def _get(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The lock's document and what writing over it has to name."""
        try:
            answer = self._connection.client().get(index=self.index, id=_ID)
        except NotFoundError as error:
            if "found" not in (error.body if isinstance(error.body, dict) else {}):
                self._create()
            return {}, {"op_type": "create"}
        return answer["_source"], {
            "if_seq_no": answer["_seq_no"],
            "if_primary_term": answer["_primary_term"],
        }

    def _create(self) -> None:
        # The node has just answered; making an index takes a busy one longer than readers would wait.
        client = self._connection.client(WRITE_TIMEOUT)
        try:
            client.indices.create(index=self.index, settings=_SETTINGS, mappings=_MAPPINGS)
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise

    def _put(self, number: int, until: float, **place: Any) -> dict[str, Any]:
        answer = self._connection.client().index(
            index=self.index, id=_ID, document={"number": number, "until": until}, **place
        )
        return {"if_seq_no": answer["_seq_no"], "if_primary_term": answer["_primary_term"]}
