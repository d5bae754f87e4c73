"""The rows that match a query, tier by tier."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.engines.base import Clause, EngineQuery, Widened
from search.engines.sqlite.expressions import all_expression, any_expression, match_expression
from search.engines.sqlite.matches import Matches
from search.engines.sqlite.order import Scored
from search.engines.sqlite.ranking import RANK, Plan, set_plan
from search.engines.sqlite.rows import RowSet, list_rows
from search.engines.weights import TERM_SHARE
from search.entries import KIND, TERM


@dataclass(frozen=True)
class Tier:
    """The rows that one way of asking has found and none before it.

    `clauses` score them: that costs more than all else about a row, so it is done only for rows that are wanted, where
    the page that was asked for reaches so far. `matching` is all that has all of them, where that is known.
    """

    matches: Matches
    number: int
    found: RowSet
    clauses: Sequence[Clause] = ()
    is_partial: bool = False
    matching: RowSet = 0

    def scored(self, passing: RowSet) -> list[Scored]:
        """The rows among `passing`, each with its score."""
        wanted = self.found & passing
        if not wanted:
            return []
        if not self.clauses:
            return [(row, 0.0) for row in list_rows(wanted)]
        expression = match_expression(self.clauses, "OR" if self.is_partial else "AND")
        set_plan(Plan.make(expression, [self.matches.how_telling(clause) for clause in self.clauses]))
        execute, fts = self.matches.connection.execute, f"fts_{self.matches.rows.generation}"
        sql = f"SELECT rowid, {RANK}({fts}) FROM {fts} WHERE {fts} MATCH ?"
        if wanted == self.matching:
            return self._weigh_terms(execute(sql, (expression.text,)))
        # With the plus the condition is looked at row by row, before the score; without it FTS5 would be asked for each
        # row anew.
        sql += " AND +rowid IN (SELECT value FROM json_each(?))"
        return self._weigh_terms(execute(sql, (expression.text, json.dumps(list_rows(wanted)))))

    def _weigh_terms(self, scored: Iterable[Scored]) -> list[Scored]:
        terms = self.matches.rows.values.get(KIND, {}).get(TERM, 0)
        return [(row, score * TERM_SHARE if terms >> row & 1 else score) for row, score in scored]


def find_tiers(matches: Matches, query: EngineQuery) -> list[Tier]:
    """What the query itself finds, then what each of its widened ones adds."""
    allowed = matches.rows.visible(query.now) & ~_find_hidden(matches, query)
    if query.without:
        allowed &= ~matches.find(any_expression(query.without))
    if not query.clauses:
        return [Tier(matches, 0, matches.list_all() & allowed)]
    tiers: list[Tier] = []
    seen: RowSet = 0
    for number, widened in enumerate((Widened(query.clauses), *query.widened)):
        if widened.best_partial:
            matching, found = 0, _with_most_clauses(matches, widened.clauses, allowed)
        else:
            matching = matches.find(all_expression(widened.clauses))
            found = matching & allowed
        tiers.append(Tier(matches, number, found & ~seen, widened.clauses, widened.best_partial, matching))
        seen |= found
    return tiers


def _with_most_clauses(matches: Matches, clauses: Sequence[Clause], allowed: RowSet) -> RowSet:
    """Of the allowed rows those with the most clauses, down to half as many."""
    # at_least[n]: the rows with n or more of the clauses looked at so far.
    at_least: list[RowSet] = [allowed] + [0] * len(clauses)
    for clause in clauses:
        having = matches.find(any_expression((clause,)))
        for number in range(len(clauses), 0, -1):
            at_least[number] |= at_least[number - 1] & having
    most = max((number for number, found in enumerate(at_least) if found), default=0)
    return at_least[-(-most // 2)] if most else 0


def _find_hidden(matches: Matches, query: EngineQuery) -> RowSet:
    if not query.hidden:
        return 0
    sql = f"SELECT id FROM entry_{matches.rows.generation} WHERE work IN (SELECT value FROM json_each(?))"
    return matches.rows.set_of(
        row for (row,) in matches.connection.execute(sql, (json.dumps(sorted(query.hidden)),))
    )
