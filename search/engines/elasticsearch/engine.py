"""The engine's interface over the indexes."""

import contextlib
import time
from collections.abc import Iterator

from elasticsearch import BadRequestError, Elasticsearch, NotFoundError

from search.engines.base import (
    Engine,
    EngineDamagedError,
    EngineQuery,
    EngineResult,
    EngineUnavailableError,
    NameAnswer,
    NameQuery,
    Rebuild,
    State,
    Status,
    Writer,
)
from search.engines.elasticsearch.address import Address
from search.engines.elasticsearch.connection import WRITE_TIMEOUT, Connection
from search.engines.elasticsearch.frequencies import Frequencies
from search.engines.elasticsearch.indexes import Found, Indexes
from search.engines.elasticsearch.lock import Turn, WriterLock
from search.engines.elasticsearch.mapping import FACETS, facet_value, version, visible_at
from search.engines.elasticsearch.names import suggest
from search.engines.elasticsearch.nearest import find_nearest_words
from search.engines.elasticsearch.reading import list_works, search
from search.engines.elasticsearch.writing import ElasticsearchWriter

WAIT = 10.0  # seconds for another writer


class ElasticsearchEngine(Engine):
    """Indexes on the node at `address`.

    Of two `writing()` contexts the one that was entered later wins, since writers take turns (`lock`), and what is
    changed in one becomes visible by one refresh. What Elasticsearch cannot do is take a change back: see `writing`.
    """

    def __init__(self, address: Address) -> None:
        self._connection = Connection(address)
        self._indexes = Indexes(address.prefix)
        self._lock = WriterLock(self._connection)
        self._frequencies = Frequencies()

    # --- reading ----------------------------------------------------------------------------------------------------

    def search(self, query: EngineQuery) -> EngineResult:
        """See `Engine.search`."""
        with self._reading() as client:
            return search(client, self._indexes.alias, query, self._frequencies)

    def suggest(self, query: NameQuery) -> NameAnswer:
        """See `Engine.suggest`."""
        with self._reading() as client:
            return suggest(client, self._indexes.alias, query)

    def list_works(self) -> set[str]:
        """See `Engine.list_works`."""
        with self._reading() as client:
            return list_works(client, self._indexes.alias, {"match_all": {}})

    def find_works(self, facet: str, value: str) -> set[str]:
        """See `Engine.find_works`."""
        with self._reading() as client:
            return list_works(client, self._indexes.alias, {"term": {FACETS: facet_value(facet, value)}})

    def find_nearest_words(self, word: str, mistakes: int, shortest: int) -> dict[str, int]:
        """See `Engine.find_nearest_words`."""
        with self._reading() as client:
            return find_nearest_words(client, self._indexes.alias, word, mistakes, shortest)

    def status(self) -> Status:
        """See `Engine.status`."""
        try:
            with self._reading() as client:
                return self._read_status(client)
        except EngineDamagedError as error:
            return Status(State.DAMAGED, detail=str(error))
        except EngineUnavailableError as error:
            return Status(State.UNAVAILABLE, detail=str(error))

    def _read_status(self, client: Elasticsearch) -> Status:
        found = self._indexes.find_usable(client)
        is_rebuilding = found.building is not None
        if found.current is None:
            detail = f"{self._connection.address.url} has no index {self._indexes.alias}"
            return Status(State.MISSING, is_rebuilding=is_rebuilding, detail=detail)
        visible = {"bool": {"must_not": visible_at(time.time())}}
        works = client.count(index=found.current, query=visible)["count"]
        stats = client.indices.stats(index=found.current, metric="store")
        known = State.READY if found.complete == version() else State.OUTDATED
        return Status(
            State.MISSING if found.complete is None else known,
            works=works,
            size=stats["_all"]["primaries"]["store"]["size_in_bytes"],
            is_rebuilding=is_rebuilding,
        )

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Elasticsearch]:
        with self._connection.explained():
            client = self._connection.client()
            try:
                yield client
            except NotFoundError as error:
                raise EngineUnavailableError("no index has been built") from error
            except BadRequestError:
                # Our requests are right, unless what has our name is no index of ours.
                self._indexes.find_usable(client)
                raise

    # --- writing ----------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def writing(self, wait: float = WAIT) -> Iterator[Writer]:
        """See `Engine.writing`; also forgets what has expired."""
        writer = ElasticsearchWriter()
        with self._lock.held(wait) as turn:
            yield writer
            with self._changing(turn) as client:
                found = self._indexes.find_usable(client)
                self._indexes.delete(client, *found.strays)
                if found.current is None:
                    self._indexes.create(client, turn.number, self._indexes.alias)
                if found.building is not None:
                    writer.send(client, self._indexes.building_alias, turn.number)
                writer.send(client, self._indexes.alias, turn.number)

    def begin_rebuild(self) -> Rebuild:
        """See `Engine.begin_rebuild`."""
        with self._lock.held(WAIT) as turn, self._changing(turn) as client:
            found = self._indexes.find(client)
            # Of rebuilds that died, or that this one takes over from.
            self._indexes.delete(client, *(self._indexes.list_own(client) - {found.current}))
            name = self._indexes.create(client, turn.number, self._indexes.building_alias)
        return ElasticsearchRebuild(self, name)

    def reset(self) -> None:
        """See `Engine.reset`. A writer who is at work meanwhile fails."""
        with self._connection.explained():
            client = self._connection.client(WRITE_TIMEOUT)
            self._lock.break_up()
            self._indexes.delete(client, *self._indexes.list_own(client))
            self._frequencies.forget()

    def mark_complete(self) -> None:
        """See `Engine.mark_complete`."""
        with self._lock.held(WAIT) as turn, self._changing(turn) as client:
            current = self._indexes.find_usable(client).current
            if current is None:
                raise EngineUnavailableError("no index has been built")
            self._indexes.set_complete(client, current, version())

    @contextlib.contextmanager
    def _changing(self, turn: Turn) -> Iterator[Elasticsearch]:
        """A client for changes within a turn."""
        self._lock.ensure(turn)
        with self._connection.explained():
            yield self._connection.client(WRITE_TIMEOUT)
        self._frequencies.forget()


class ElasticsearchRebuild(Rebuild):
    """Fills a second index, as long as nobody else has begun another."""

    def __init__(self, engine: ElasticsearchEngine, name: str) -> None:
        self._engine = engine
        self._name = name

    @contextlib.contextmanager
    def writing(self) -> Iterator[Writer]:
        """See `Rebuild.writing`."""
        writer = ElasticsearchWriter()
        indexes = self._engine._indexes
        with self._engine._lock.held(WAIT) as turn:
            yield writer
            with self._own(turn) as (client, _):
                writer.send(client, indexes.building_alias, turn.number)

    def finish(self) -> None:
        """See `Rebuild.finish`."""
        indexes = self._engine._indexes
        with self._engine._lock.held(WAIT) as turn, self._own(turn) as (client, found):
            indexes.set_complete(client, self._name, version())
            indexes.switch(client, found, self._name)

    def abandon(self) -> None:
        """See `Rebuild.abandon`."""
        with self._engine._lock.held(WAIT) as turn, self._own(turn) as (client, _):
            self._engine._indexes.delete(client, self._name)

    @contextlib.contextmanager
    def _own(self, turn: Turn) -> Iterator[tuple[Elasticsearch, Found]]:
        with self._engine._changing(turn) as client:
            found = self._engine._indexes.find(client)
            self._engine._indexes.delete(client, *found.strays)
            if found.building != self._name:
                raise EngineUnavailableError("another rebuild has taken over")
            yield client, found
