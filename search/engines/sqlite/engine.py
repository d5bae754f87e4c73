"""The engine's interface over the tables."""

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import apsw

from search.engines.base import (
    Clause,
    Engine,
    EngineDamagedError,
    EngineQuery,
    EngineResult,
    EngineUnavailableError,
    Match,
    Rebuild,
    State,
    Status,
    Widened,
    Writer,
)
from search.engines.scoring import telling, typed_way
from search.engines.sqlite.connections import SIDE_FILES, Connections
from search.engines.sqlite.counting import Row, tally, window
from search.engines.sqlite.expressions import any_expression, match_expression, way_expression
from search.engines.sqlite.ranking import RANK, Plan, set_plan
from search.engines.sqlite.tables import (
    BUILDING,
    CHANGES,
    COMPLETE,
    CURRENT,
    SqliteWriter,
    create_generation,
    drop_generation,
    read_state,
    read_words,
    version,
    write_state,
)
from search.entries import load_entry

MOST_COUNTS = 10_000
Count = Callable[[str], int]


class SqliteEngine(Engine):
    """FTS5 in the file at `path`."""

    def __init__(self, path: str | Path) -> None:
        self._connections = Connections(Path(path))
        self._counts: tuple[tuple[str, str | None] | None, dict[str, int]] = None, {}
        self._words: tuple[tuple[str, str | None], dict[str, int]] | None = None

    # --- reading ----------------------------------------------------------------------------------------------------

    def search(self, query: EngineQuery) -> EngineResult:
        """See `Engine.search`."""
        with self._connections.transaction() as connection:
            number = _current(connection)
            found = _find_rows(connection, number, query, self._counter(connection, number))
            rows = [row for row in found if row.work not in query.hidden] if query.hidden else found
            counted = tally(rows, query.filters)
            shown = window(counted.rows, query.sort, query.offset, query.limit)
            return EngineResult(
                matches=tuple(_match(connection, number, row) for row in shown),
                total=len(counted.rows),
                total_unfiltered=len(rows),
                total_direct=sum(not row.tier for row in counted.rows),
                counts=counted.counts,
                added=counted.added,
                totals_without=counted.totals_without,
            )

    def _counter(self, connection: apsw.Connection, number: str) -> Count:
        """Counts the rows that match an expression ("": all), and remembers until the file changes."""
        stamp = number, read_state(connection).get(CHANGES)
        if self._counts[0] != stamp or len(self._counts[1]) > MOST_COUNTS:
            self._counts = stamp, {}
        known = self._counts[1]

        def count(expression: str) -> int:
            if expression not in known:
                sql = (
                    (f"SELECT count(*) FROM fts_{number} WHERE fts_{number} MATCH ?", (expression,))
                    if expression
                    else (f"SELECT count(*) FROM entry_{number}",)
                )
                known[expression] = connection.execute(*sql).get
            return known[expression]

        return count

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

    def list_words(self) -> dict[str, int]:
        """See `Engine.list_words`; the answer is kept until the file changes."""
        with self._connections.transaction() as connection:
            state = read_state(connection)
            number = _current(connection)
            stamp = number, state.get(CHANGES)
            if self._words is None or self._words[0] != stamp:
                self._words = stamp, read_words(connection, number)
            return self._words[1]

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
            connection.execute(f"INSERT INTO fts_{self._number} (fts_{self._number}) VALUES ('optimize')")
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


def _find_rows(connection: apsw.Connection, number: str, query: EngineQuery, count: Count) -> list[Row]:
    """All rows that match the words now, whatever the filters."""
    if not query.clauses:
        return _list_rows(connection, number, query)
    found: dict[int, Row] = {}
    for tier, widened in enumerate((Widened(query.clauses), *query.widened)):
        for row in _find_tier(connection, number, query, widened, tier, count):
            found.setdefault(row[0], Row._make(row))
    return list(found.values())


def _list_rows(connection: apsw.Connection, number: str, query: EngineQuery) -> list[Row]:
    values: tuple[float | str, ...] = (query.now, query.now)
    sql = f"SELECT id, 0.0, work, date, facets FROM entry_{number} WHERE visible_from <= ? AND visible_until > ?"
    if query.without:
        sql += f" AND id NOT IN (SELECT rowid FROM fts_{number} WHERE fts_{number} MATCH ?)"
        values = (*values, any_expression(query.without))
    return [Row(*row) for row in connection.execute(sql, values)]


def _find_tier(
    connection: apsw.Connection, number: str, query: EngineQuery, widened: Widened, tier: int, count: Count
) -> list[tuple[Any, ...]]:
    # CROSS JOIN: SQLite must begin with the words, of which it knows no frequencies.
    sql = (
        f"SELECT entry.id, {RANK}(fts_{number}), work, date, facets, {tier}"
        f" FROM fts_{number} CROSS JOIN entry_{number} AS entry ON entry.id = fts_{number}.rowid"
        f" WHERE fts_{number} MATCH ? AND visible_from <= ? AND visible_until > ?"
    )
    expression = match_expression(widened.clauses, query.without, "OR" if widened.best_partial else "AND")
    plan = Plan.make(expression, [_how_telling(clause, count) for clause in widened.clauses])
    matched: dict[int, int] = {}
    if widened.best_partial:
        plan.matched = matched
    set_plan(plan)
    rows: list[tuple[Any, ...]] = connection.execute(sql, (expression.text, query.now, query.now)).fetchall()
    if not widened.best_partial:
        return rows
    most = max((matched[row[0]] for row in rows), default=0)
    return [row for row in rows if 2 * matched[row[0]] >= most]


def _how_telling(clause: Clause, count: Count) -> float:
    """How telling a clause is, for each word that was typed."""
    typed = typed_way(clause)
    number = count(way_expression(typed)) or count(any_expression((clause,)))
    return len(typed.words) * telling(number, count(""))


def _match(connection: apsw.Connection, number: str, row: Row) -> Match:
    stored = connection.execute(f"SELECT entry FROM stored_{number} WHERE id = ?", (row.id,)).get
    return Match(row.work, row.score, load_entry(stored), row.tier)
