"""From a reader's form to the engine's answer: all words first, then letters without accents, then the best partial."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone

from search import index
from search.documents import list_visible_texts
from search.engines import current_engine
from search.engines.base import (
    Clause,
    EngineDamaged,
    EngineQuery,
    EngineResult,
    EngineUnavailable,
    Match,
    Sort,
)
from search.entries import TOPIC
from search.query import SearchForm, make_clauses

PAGE_SIZE = 10


class Found(enum.StrEnum):
    """How the matches answer the query."""

    ALL = "all"  # every word
    PARTIAL = "partial"  # some of the words, since no work has all
    UNAVAILABLE = "unavailable"  # the engine cannot answer


@dataclass(frozen=True)
class Answer:
    """What was found, by which clauses, and on which page of how many."""

    found: Found
    result: EngineResult
    clauses: tuple[Clause, ...] = ()
    page: int = 1
    pages: int = 1


def find(form: SearchForm) -> Answer:
    """Answer a reader's form. Never raises for an engine that fails: the answer says so."""
    try:
        answer = _find(form)
    except EngineDamaged:
        index.note_damage()
        return Answer(Found.UNAVAILABLE, EngineResult())
    except EngineUnavailable:
        return Answer(Found.UNAVAILABLE, EngineResult())
    if answer.result.matches and index.is_behind():
        shown = withdraw_hidden(answer.result.matches)
        return replace(answer, result=replace(answer.result, matches=shown))
    return answer


def _find(form: SearchForm) -> Answer:
    parts = form.parts
    exact = make_clauses(parts)
    folded = make_clauses(parts, folded=True)
    attempts = [(Found.ALL, exact)]
    if folded != exact:
        attempts.append((Found.ALL, folded))
    if len(folded.wanted) > 1:
        attempts.append((Found.PARTIAL, folded))
    for found, clauses in attempts:
        query = EngineQuery(
            now=timezone.now().timestamp(),
            clauses=clauses.wanted,
            without=clauses.without,
            best_partial=found == Found.PARTIAL,
            filters={name: frozenset(values) for name, values in form.filters.items()},
            sort=form.sort if clauses.wanted else Sort.DATE,
            limit=PAGE_SIZE,
        )
        answer = _page(query, form.page, found)
        # Filters that leave nothing are the reader's to drop: only words are relaxed.
        if answer.result.total_unfiltered:
            return answer
    return answer


def _page(query: EngineQuery, page: int, found: Found) -> Answer:
    """The wanted page, or the last one where there are not so many."""
    result = current_engine().search(replace(query, offset=(page - 1) * PAGE_SIZE))
    pages = max(1, -(-result.total // PAGE_SIZE))
    if page > pages:
        page = pages
        result = current_engine().search(replace(query, offset=(page - 1) * PAGE_SIZE))
    return Answer(found, result, query.clauses, page, pages)


def withdraw_hidden(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Matches as the database has them now: what was hidden since the index was written is not shown.

    Asked only while changes are pending, so that an engine that has failed since a page was restricted tells nobody.
    """
    matches = tuple(matches)
    visible = list_visible_texts({match.work for match in matches})
    kept = []
    for match in matches:
        texts = tuple(text for text in match.entry.texts if (match.work, text.language_code) in visible)
        if texts:
            kept.append(replace(match, entry=replace(match.entry, texts=texts)))
    return tuple(kept)


def count_by_topic() -> dict[str, int]:
    """How many works each topic has: what to offer to a reader who found nothing."""
    try:
        result = current_engine().search(EngineQuery(now=timezone.now().timestamp(), limit=0))
    except EngineUnavailable:
        return {}
    return dict(result.counts.get(TOPIC, {}))
