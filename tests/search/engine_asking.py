"""Entries for an engine, and how the reader's search asks it."""

import datetime as dt
from typing import Any

from core.search_entry import Section
from search.engines.base import Engine, EngineQuery, EngineResult, Widened
from search.entries import Entry, Text
from search.query import list_parts, make_clauses

NOW = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)


def make_text(
    title: str, language_code: str = "hu", summary: str = "", body: str = "", **values: Any
) -> Text:
    sections = (Section("body", "", body),) if body else ()
    return Text(language_code, f"/{language_code}/x/", title, summary, **{"sections": sections, **values})


def make_entry(work: str, *texts: Text | str, kind: str = "guide", **values: Any) -> Entry:
    return Entry(
        work, kind, tuple(make_text(text) if isinstance(text, str) else text for text in texts), **values
    )


def find(
    engine: Engine,
    text: str,
    *,
    folded: bool = False,
    best_partial: bool = False,
    now: dt.datetime = NOW,
    **values: Any,
) -> EngineResult:
    """Ask as the reader's search does."""
    clauses = make_clauses(list_parts(text), folded=folded)
    if best_partial:
        values["widened"] = (Widened(clauses.wanted, best_partial=True),)
    return engine.search(
        EngineQuery(now=now.timestamp(), clauses=clauses.wanted, without=clauses.without, **values)
    )


def works(result: EngineResult) -> list[str]:
    return [match.work for match in result.matches]
