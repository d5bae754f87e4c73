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
    EngineDamagedError,
    EngineQuery,
    EngineResult,
    EngineUnavailableError,
    Match,
    Sort,
)
from search.entries import TOPIC
from search.query import Clauses, SearchForm, make_clauses

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
    except EngineDamagedError:
        index.note_damage()
        return Answer(Found.UNAVAILABLE, EngineResult())
    except EngineUnavailableError:
        return Answer(Found.UNAVAILABLE, EngineResult())
    return answer


def _find(form: SearchForm) -> Answer:
    is_behind = index.is_behind()
    answer = _relax(form, find_hidden_works() if is_behind else frozenset())
    if is_behind:
        shown = withdraw_hidden_texts(answer.result.matches)
        return replace(answer, result=replace(answer.result, matches=shown))
    return answer


def _relax(form: SearchForm, hidden: frozenset[str]) -> Answer:
    parts = form.parts
    exact = make_clauses(parts)
    folded = make_clauses(parts, folded=True)
    relaxed = [(Found.ALL, folded)] if folded != exact else []
    if len(folded.wanted) > 1:
        relaxed.append((Found.PARTIAL, folded))
    answer = _ask(form, Found.ALL, exact, hidden)
    for found, clauses in relaxed:
        # Filters that leave nothing are the reader's to drop: only words are relaxed.
        if not answer.result.total_unfiltered:
            answer = _ask(form, found, clauses, hidden)
    return answer


def _ask(form: SearchForm, found: Found, clauses: Clauses, hidden: frozenset[str]) -> Answer:
    """The wanted page, or the last one where there are not so many."""
    query = EngineQuery(
        now=timezone.now().timestamp(),
        clauses=clauses.wanted,
        without=clauses.without,
        best_partial=found == Found.PARTIAL,
        filters={name: frozenset(values) for name, values in form.filters.items()},
        sort=form.sort if clauses.wanted else Sort.DATE,
        hidden=hidden,
        offset=(form.page - 1) * PAGE_SIZE,
        limit=PAGE_SIZE,
    )
    result = current_engine().search(query)
    pages = max(1, -(-result.total // PAGE_SIZE))
    if form.page > pages:
        result = current_engine().search(replace(query, offset=(pages - 1) * PAGE_SIZE))
    return Answer(found, result, clauses.wanted, min(form.page, pages), pages)


def find_hidden_works() -> frozenset[str]:
    """Works with pending changes that nobody may see any more.

    Asked only while changes are pending, so that an index that could not be brought up to date since a page was
    restricted tells nobody, not even by a count.
    """
    works = index.find_pending_works()
    return frozenset(works - {work for work, _ in list_visible_texts(works)})


def withdraw_hidden_texts(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Matches without the texts that only the index still has."""
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
        hidden = find_hidden_works() if index.is_behind() else frozenset()
        result = current_engine().search(EngineQuery(now=timezone.now().timestamp(), hidden=hidden, limit=0))
    except EngineUnavailableError:
        return {}
    return dict(result.counts.get(TOPIC, {}))
