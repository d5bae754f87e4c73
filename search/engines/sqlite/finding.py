"""The rows that match a query, tier by tier."""

import json
from dataclasses import dataclass

import apsw

from search.engines.base import Clause, EngineQuery, Widened
from search.engines.sqlite.order import Scored
from search.engines.sqlite.rows import Rows, RowSet, list_rows
from search.engines.sqlite.tokens import any_expression, match_expression
from search.engines.weights import WEIGHTS

_WEIGHTS = ", ".join(str(weight) for weight in WEIGHTS.values())


@dataclass(frozen=True)
class Tier:
    """The rows that one way of asking has found and none before it.

    `expression` scores them: that costs more than all else about a row, so it is done only for rows that are wanted, where
    the page that was asked for reaches so far. `matching` is all that it matches, where that is known.
    """

    connection: apsw.Connection
    generation: str
    number: int
    found: RowSet
    expression: str = ""
    matching: RowSet = 0

    def scored(self, passing: RowSet) -> list[Scored]:
        """The rows among `passing`, each with its score."""
        wanted = self.found & passing
        if not wanted:
            return []
        if not self.expression:
            return [(row, 0.0) for row in list_rows(wanted)]
        fts = f"fts_{self.generation}"
        sql = f"SELECT rowid, -bm25({fts}, {_WEIGHTS}) FROM {fts} WHERE {fts} MATCH ?"
        if wanted == self.matching:
            return list(self.connection.execute(sql, (self.expression,)))
        # With the plus the condition is looked at row by row, before the score; without it FTS5 would be asked for each
        # row anew.
        sql += " AND +rowid IN (SELECT value FROM json_each(?))"
        return list(self.connection.execute(sql, (self.expression, json.dumps(list_rows(wanted)))))


def find_tiers(connection: apsw.Connection, rows: Rows, query: EngineQuery) -> list[Tier]:
    """What the query itself finds, then what each of its widened ones adds."""
    allowed = rows.visible(query.now) & ~_find_hidden(connection, rows, query)
    if query.without:
        allowed &= ~_matching(connection, rows, any_expression(query.without))
    if not query.clauses:
        return [Tier(connection, rows.generation, 0, _list_all(connection, rows) & allowed)]
    tiers: list[Tier] = []
    seen: RowSet = 0
    for number, widened in enumerate((Widened(query.clauses), *query.widened)):
        if widened.best_partial:
            matching, found = 0, _with_most_clauses(connection, rows, widened.clauses, allowed)
        else:
            matching = _matching(connection, rows, _all_expression(widened.clauses))
            found = matching & allowed
        expression = match_expression(widened.clauses, "OR" if widened.best_partial else "AND")
        tiers.append(Tier(connection, rows.generation, number, found & ~seen, expression, matching))
        seen |= found
    return tiers


def _with_most_clauses(
    connection: apsw.Connection, rows: Rows, clauses: tuple[Clause, ...], allowed: RowSet
) -> RowSet:
    """Of the allowed rows those with the most clauses, down to half as many."""
    # at_least[n]: the rows with n or more of the clauses looked at so far.
    at_least: list[RowSet] = [allowed] + [0] * len(clauses)
    for clause in clauses:
        having = _matching(connection, rows, any_expression((clause,)))
        for number in range(len(clauses), 0, -1):
            at_least[number] |= at_least[number - 1] & having
    most = max((number for number, found in enumerate(at_least) if found), default=0)
    return at_least[-(-most // 2)]


def _all_expression(clauses: tuple[Clause, ...]) -> str:
    """The FTS5 query for all of some clauses, whatever the order of what it finds."""
    return " AND ".join(f"({any_expression((clause,))})" for clause in clauses)


def _matching(connection: apsw.Connection, rows: Rows, expression: str) -> RowSet:
    sql = f"SELECT rowid FROM fts_{rows.generation} WHERE fts_{rows.generation} MATCH ?"
    return rows.set_of(row for (row,) in connection.execute(sql, (expression,)))


def _list_all(connection: apsw.Connection, rows: Rows) -> RowSet:
    return rows.set_of(row for (row,) in connection.execute(f"SELECT id FROM entry_{rows.generation}"))


def _find_hidden(connection: apsw.Connection, rows: Rows, query: EngineQuery) -> RowSet:
    if not query.hidden:
        return 0
    sql = f"SELECT id FROM entry_{rows.generation} WHERE work IN (SELECT value FROM json_each(?))"
    return rows.set_of(row for (row,) in connection.execute(sql, (json.dumps(sorted(query.hidden)),)))
