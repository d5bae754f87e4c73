"""Which rows match which FTS5 query, remembered until the file changes.

A reader's search asks for the same words several times: as they were typed, to know whether one is misspelt, with all
ways to say them, and for how many rows have them.
"""

import apsw

from search.engines.base import Clause
from search.engines.scoring import telling, typed_way
from search.engines.sqlite.expressions import any_expression, way_expression
from search.engines.sqlite.rows import Rows, RowSet
from search.engines.sqlite.tables import CHANGES, read_state

MOST = 1000  # queries; a set of 50,000 rows has 6 kB


class Matches:
    """The rows of one state of a generation by the queries that they match."""

    def __init__(self, connection: apsw.Connection, rows: Rows, known: dict[str, RowSet]) -> None:
        self.connection = connection
        self.rows = rows
        self._known = known

    def find(self, expression: str) -> RowSet:
        """The rows that match a query; those that do not hold now are among them."""
        found = self._known.get(expression)
        if found is None:
            fts = f"fts_{self.rows.generation}"
            sql = f"SELECT rowid FROM {fts} WHERE {fts} MATCH ?"
            found = self.rows.set_of(row for (row,) in self.connection.execute(sql, (expression,)))
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[expression] = found
        return found

    def list_all(self) -> RowSet:
        """All rows."""
        found = self._known.get("")
        if found is None:
            sql = f"SELECT id FROM entry_{self.rows.generation}"
            found = self._known[""] = self.rows.set_of(row for (row,) in self.connection.execute(sql))
        return found

    def how_telling(self, clause: Clause) -> float:
        """How telling a clause is, for each word that was typed."""
        typed = typed_way(clause)
        having = self.find(way_expression(typed)) or self.find(any_expression((clause,)))
        return len(typed.words) * telling(having.bit_count(), self.list_all().bit_count())


class RememberedMatches:
    """What this process knows of the present state of the file."""

    def __init__(self) -> None:
        self._latest: tuple[tuple[str, str | None], dict[str, RowSet]] = ("", None), {}

    def at(self, connection: apsw.Connection, rows: Rows) -> Matches:
        """The matches that the connection's transaction sees."""
        stamp = rows.generation, read_state(connection).get(CHANGES)
        latest = self._latest
        if latest[0] != stamp:
            latest = self._latest = stamp, {}
        return Matches(connection, rows, latest[1])
