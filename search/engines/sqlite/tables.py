"""The tables of the index file, and what is written into them.

A generation of the index is three tables with the same row numbers: `fts_N` (terms), `entry_N` (what filters and
sorting need, which processes keep in memory) and `stored_N` (the entry itself, read for shown works only); and those
of `names`. The row `current` of `state` points at the generation that readers use, `building` at the one
that a rebuild is making.
"""

import json
import time
from collections.abc import Iterable

import apsw

from search import analysis
from search.analysis import FOLDED
from search.engines.base import Writer
from search.engines.columns import SEPARATOR, column_texts, separate
from search.engines.sqlite.names import create_names, delete_names, insert_names
from search.engines.sqlite.tokens import EVERYWHERE, TOKENIZER
from search.engines.weights import EXACT, RELATED, WEIGHTS
from search.entries import FOR_EVER, Entry, dump_entry, list_periods, load_entry

FORM = 5  # of the tables and of what is written into them

CURRENT, BUILDING, COMPLETE, CHANGES = "current", "building", "complete", "changes"

_STATE = "CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"


def version() -> str:
    """An index of another form of tables or another analysis is built again."""
    return f"{FORM}:{analysis.version()}"


def read_state(connection: apsw.Connection) -> dict[str, str]:
    """The pointers; empty where no index was ever begun."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'state'").get:
        return {}
    return {str(key): str(value) for key, value in connection.execute("SELECT key, value FROM state")}


def write_state(connection: apsw.Connection, key: str, value: str | None) -> None:
    """Set a pointer, or take it away."""
    connection.execute(_STATE)
    if value is None:
        connection.execute("DELETE FROM state WHERE key = ?", (key,))
    else:
        connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, value))


def create_generation(connection: apsw.Connection, state: dict[str, str]) -> int:
    """Make the next generation's empty tables and give its number.

    The clock is in it, so that no number comes again where the file was emptied meanwhile: processes remember what is in
    a generation.
    """
    number = max((int(state[key]) for key in (CURRENT, BUILDING) if key in state), default=0) + 1
    number = max(number, int(time.time() * 1000))
    columns = ", ".join(WEIGHTS)
    connection.execute(
        f"CREATE VIRTUAL TABLE fts_{number} USING fts5"
        f" ({columns}, content='', contentless_delete=1, tokenize='{TOKENIZER}')"
    )
    connection.execute(
        # No row's number is ever given again: processes remember what a row holds.
        f"CREATE TABLE entry_{number} (id INTEGER PRIMARY KEY AUTOINCREMENT, work TEXT NOT NULL, visible_from REAL NOT NULL,"
        " visible_until REAL NOT NULL, date TEXT NOT NULL, facets TEXT NOT NULL)"
    )
    connection.execute(f"CREATE INDEX entry_{number}_work ON entry_{number} (work)")
    connection.execute(
        f"CREATE INDEX entry_{number}_until ON entry_{number} (visible_until) WHERE visible_until < {FOR_EVER}"
    )
    connection.execute(f"CREATE TABLE stored_{number} (id INTEGER PRIMARY KEY, entry TEXT NOT NULL)")
    create_names(connection, number)
    return number


def read_last_row(connection: apsw.Connection, number: str | int) -> int:
    """The largest row number that was ever given in a generation; 0 where it never had a row."""
    return connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (f"entry_{number}",)).get or 0


def read_work(connection: apsw.Connection, number: str | int, row: int) -> str:
    """The work that a row is about."""
    return str(connection.execute(f"SELECT work FROM entry_{number} WHERE id = ?", (row,)).get)


def read_entry(connection: apsw.Connection, number: str | int, row: int) -> Entry:
    """The entry of a row as it was stored."""
    return load_entry(connection.execute(f"SELECT entry FROM stored_{number} WHERE id = ?", (row,)).get)


def read_words(connection: apsw.Connection, number: str | int) -> dict[str, int]:
    """The words of a generation as they are written, with the number of rows that have each."""
    connection.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_{number} USING fts5vocab('main', 'fts_{number}', 'col')"
    )
    sql = f"SELECT term, doc FROM temp.words_{number} WHERE col = ? AND term NOT LIKE '{FOLDED}%' AND term <> '{SEPARATOR}'"
    return dict(connection.execute(sql, (EXACT,)))


def drop_generation(connection: apsw.Connection, number: str | int) -> None:
    """Take a generation's tables away. Readers in a transaction keep what they see."""
    for name in ("fts", "entry", "stored", "name", "named"):
        connection.execute(f"DROP TABLE IF EXISTS {name}_{int(number)}")


class SqliteWriter(Writer):
    """Writes into one or more generations; a change is delete and insert."""

    def __init__(self, connection: apsw.Connection, numbers: Iterable[str | int]) -> None:
        self._connection = connection
        self._numbers = [int(number) for number in numbers]
        for number in self._numbers:
            create_names(connection, number)

    def index(self, entries: Iterable[Entry]) -> None:
        """See `Writer.index`: a row for every period of an entry."""
        for entry in entries:
            self.remove([entry.work])
            for period in list_periods(entry):
                columns = _columns(period.entry)
                row = (
                    entry.work,
                    period.start,
                    period.end,
                    entry.date.isoformat() if entry.date else "",
                    dump_facets(period.entry.filter_values()),
                )
                stored = dump_entry(period.entry)
                for number in self._numbers:
                    identity = self._insert(number, row, columns, stored)
                    insert_names(self._connection, number, identity, period.entry)

    def _insert(self, number: int, row: tuple, columns: dict[str, str], stored: str) -> int:
        execute = self._connection.execute
        execute(
            f"INSERT INTO entry_{number} (work, visible_from, visible_until, date, facets) VALUES (?, ?, ?, ?, ?)",
            row,
        )
        identity = self._connection.last_insert_rowid()
        execute(f"INSERT INTO stored_{number} VALUES (?, ?)", (identity, stored))
        marks = ", ".join("?" * len(columns))
        execute(
            f"INSERT INTO fts_{number} (rowid, {', '.join(columns)}) VALUES (?, {marks})",
            (identity, *columns.values()),
        )
        return identity

    def remove(self, works: Iterable[str]) -> None:
        """See `Writer.remove`."""
        for work in works:
            for number in self._numbers:
                self._delete(number, "work = ?", work)

    def remove_expired(self, now: float) -> None:
        """Forget what readers lost by time (seconds since 1970)."""
        for number in self._numbers:
            self._delete(number, f"visible_until < {FOR_EVER} AND visible_until <= ?", now)

    def _delete(self, number: int, condition: str, value: object) -> None:
        execute = self._connection.execute
        rows = execute(f"SELECT id FROM entry_{number} WHERE {condition}", (value,)).fetchall()
        for row in rows:
            delete_names(self._connection, number, row)
            for table, key in (("fts", "rowid"), ("stored", "id"), ("entry", "id")):
                execute(f"DELETE FROM {table}_{number} WHERE {key} = ?", row)


def dump_facets(values: dict[str, tuple[str, ...]]) -> str:
    """Filter values as text, the same for the same values: works are counted by it."""
    return json.dumps({name: sorted(keys) for name, keys in values.items() if keys}, sort_keys=True)


def _columns(entry: Entry) -> dict[str, str]:
    columns = column_texts(entry)
    return {**columns, RELATED: separate([EVERYWHERE, columns[RELATED]])}
