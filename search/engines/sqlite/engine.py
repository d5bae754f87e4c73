"""The engine's interface over the tables."""

import contextlib
import time
from collections.abc import Iterator
from functools import reduce
from operator import or_
from pathlib import Path
from typing import NamedTuple

import apsw

from search.engines.base import (
    Engine,
    EngineDamagedError,
    EngineQuery,
    EngineResult,
    EngineUnavailableError,
    Match,
    NameAnswer,
    NameQuery,
    Rebuild,
    State,
    Status,
    Writer,
)
from search.engines.nearness import Lengths, group_by_length, pick_nearest
from search.engines.sqlite.connections import SIDE_FILES, Connections
from search.engines.sqlite.counting import tally
from search.engines.sqlite.finding import find_tiers
from search.engines.sqlite.matches import RememberedMatches
from search.engines.sqlite.names import suggest
from search.engines.sqlite.order import window
from search.engines.sqlite.rows import RememberedRows
from search.engines.sqlite.tables import (
    BUILDING,
    CHANGES,
    COMPLETE,
    CURRENT,
    SqliteWriter,
    create_generation,
    drop_generation,
    read_entry,
    read_state,
    read_words,
    read_work,
    version,
    write_state,
)


class _Words(NamedTuple):
    """The words of a generation after a change (`stamp`), with the number of entries that have each."""

    stamp: tuple[str, str | None]
    words: dict[str, int]
    lengths: Lengths


class SqliteEngine(Engine):
    """FTS5 in the file at `path`."""

    def __init__(self, path: str | Path) -> None:
        self._connections = Connections(Path(path))
        self._rows = RememberedRows()
        self._matches = RememberedMatches()
        self._words: _Words | None = None

    # --- reading ----------------------------------------------------------------------------------------------------

    def search(self, query: EngineQuery) -> EngineResult:
        """See `Engine.search`."""
        with self._connections.transaction() as connection:
            generation = _current(connection)
            rows = self._rows.at(connection, generation)
            tiers = find_tiers(self._matches.at(connection, rows), query)
            found = reduce(or_, (tier.found for tier in tiers))
            counted = tally(rows, found, query.filters)
            shown = window(
                ((tier.number, tier.scored(counted.passing)) for tier in tiers),
                rows,
                lambda row: read_work(connection, generation, row),
                query.sort,
                query.offset,
                query.limit,
            )
            return EngineResult(
                matches=tuple(
                    Match(each.work, each.score, read_entry(connection, generation, each.row), each.tier)
                    for each in shown
                ),
                total=counted.passing.bit_count(),
                total_unfiltered=found.bit_count(),
                total_direct=(tiers[0].found & counted.passing).bit_count(),
                counts=counted.counts,
                added=counted.added,
                totals_without=counted.totals_without,
            )

    def suggest(self, query: NameQuery) -> NameAnswer:
        """See `Engine.suggest`."""
        with self._connections.transaction() as connection:
            return suggest(connection, _current(connection), query)

    def list_works(self) -> set[str]:
        """See `Engine.list_works`."""
        with self._connections.transaction() as connection:
            number = _current(connection)
            return {work for (work,) in connection.execute(f"SELECT DISTINCT work FROM entry_{number}")}

    def find_works(self, facet: str, value: str) -> set[str]:
        """See `Engine.find_works`."""
        with self._connections.transaction() as connection:
            sql = (
                f"SELECT DISTINCT work FROM entry_{_current(connection)}, json_each(facets, '$.' || ?) AS chosen"
                " WHERE chosen.value = ?"
            )
            return {work for (work,) in connection.execute(sql, (f'"{facet}"', value))}

    def find_nearest_words(self, word: str, mistakes: int, shortest: int) -> dict[str, int]:
        """See `Engine.find_nearest_words`; all words are kept until the file changes."""
        with self._connections.transaction() as connection:
            state = read_state(connection)
            number = _current(connection)
            stamp = number, state.get(CHANGES)
            known = self._words
            if known is None or known.stamp != stamp:
                words = read_words(connection, number)
                known = self._words = _Words(stamp, words, group_by_length(words))
        nearest = pick_nearest(word, known.lengths, mistakes, shortest)
        return {each: known.words[each] for each in nearest}

    def status(self) -> Status:
        """See `Engine.status`."""
        path = self._connections.path
        size = sum(
            file.stat().st_size for name in ("", *SIDE_FILES) if (file := Path(f"{path}{name}")).is_file()
        )
        if not path.exists():
            return Status(State.MISSING, detail=f"{path} does not exist")
        try:
            with self._connections.transaction() as connection:
                state = read_state(connection)
                if CURRENT not in state:
                    return Status(State.MISSING, size=size, detail=f"{path} holds no index")
                sql = f"SELECT count(DISTINCT work) FROM entry_{state[CURRENT]} WHERE visible_until > ?"
                works = connection.execute(sql, (time.time(),)).get
        except EngineDamagedError as error:
            return Status(State.DAMAGED, size=size, detail=str(error))
        except EngineUnavailableError as error:
            return Status(State.UNAVAILABLE, size=size, detail=str(error))
        built_by = state.get(COMPLETE)
        known = (
            State.MISSING if built_by is None else State.READY if built_by == version() else State.OUTDATED
        )
        return Status(known, works=works, size=size, is_rebuilding=BUILDING in state)

    # --- writing ----------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def writing(self, wait: float = 10.0) -> Iterator[Writer]:
        """See `Engine.writing`; also forgets what has expired."""
        with self._connections.transaction(write=True, wait=wait) as connection:
            state = read_state(connection)
            if CURRENT not in state:
                state[CURRENT] = str(create_generation(connection, state))
                write_state(connection, CURRENT, state[CURRENT])
            writer = SqliteWriter(connection, [state[key] for key in (CURRENT, BUILDING) if key in state])
            writer.remove_expired(time.time())
            write_state(connection, CHANGES, str(int(state.get(CHANGES, 0)) + 1))
            yield writer

    def begin_rebuild(self) -> Rebuild:
        """See `Engine.begin_rebuild`."""
        with self._connections.transaction(write=True, wait=10) as connection:
            state = read_state(connection)
            number = create_generation(connection, state)
            if BUILDING in state:  # of a rebuild that died, or that this one takes over from
                drop_generation(connection, state[BUILDING])
            write_state(connection, BUILDING, str(number))
        return SqliteRebuild(self._connections, number)

    def reset(self) -> None:
        """See `Engine.reset`."""
        self._connections.reset()

    def mark_complete(self) -> None:
        """See `Engine.mark_complete`."""
        with self._connections.transaction(write=True, wait=10) as connection:
            write_state(connection, COMPLETE, version())


class SqliteRebuild(Rebuild):
    """Fills a second generation of tables; the file is never renamed: another process would keep its old log."""

    def __init__(self, connections: Connections, number: int) -> None:
        self._connections = connections
        self._number = number

    @contextlib.contextmanager
    def writing(self) -> Iterator[Writer]:
        """See `Rebuild.writing`."""
        with self._own_transaction() as connection:
            yield SqliteWriter(connection, [self._number])

    def finish(self) -> None:
        """See `Rebuild.finish`."""
        with self._own_transaction() as connection:
            for table in (f"fts_{self._number}", f"name_{self._number}"):
                connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
            previous = read_state(connection).get(CURRENT)
            write_state(connection, CURRENT, str(self._number))
            write_state(connection, BUILDING, None)
            write_state(connection, COMPLETE, version())
            if previous is not None:
                drop_generation(connection, previous)

    def abandon(self) -> None:
        """See `Rebuild.abandon`."""
        with self._own_transaction() as connection:
            write_state(connection, BUILDING, None)
            drop_generation(connection, self._number)

    @contextlib.contextmanager
    def _own_transaction(self) -> Iterator[apsw.Connection]:
        with self._connections.transaction(write=True, wait=10) as connection:
            if read_state(connection).get(BUILDING) != str(self._number):
                raise EngineUnavailableError("another rebuild has taken over")
            yield connection


def _current(connection: apsw.Connection) -> str:
    number = read_state(connection).get(CURRENT)
    if number is None:
        raise EngineUnavailableError("no index has been built")
    return number
