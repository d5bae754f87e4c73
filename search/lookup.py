"""From a reader's form to the engine's answer: works with all words first, below them those that come near."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils import timezone

from search import index
from search.analysis import find_words, is_spelt_right, is_stop_word
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
    Widened,
)
from search.entries import TOPIC
from search.query import Clauses, Part, SearchForm, make_clause, make_clauses
from search.spelling import list_corrections
from search.widening import widen

PAGE_SIZE = 10
CORRECTIONS_TRIED = 3
WIDENED_BELOW = 2 * PAGE_SIZE  # works with all words


class Found(enum.StrEnum):
    """How the matches answer the query."""

    ALL = "all"  # every word
    PARTIAL = "partial"  # other words or some of them, since no work has all
    UNAVAILABLE = "unavailable"  # the engine cannot answer


@dataclass(frozen=True)
class Answer:
    """What was found, by which clauses, and on which page of how many.

    `corrected` is the query with misspelt words put right; empty where it has none.
    """

    found: Found
    result: EngineResult
    clauses: tuple[Clause, ...] = ()
    page: int = 1
    pages: int = 1
    corrected: str = ""


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
    """Works with all words; where these are few, among them what says all in other words, below them what says parts."""
    parts = form.parts
    clauses = make_clauses(parts)
    answer = _ask(form, clauses, (), hidden)
    # Filters that leave little are the reader's to drop: only words are relaxed.
    if not clauses.wanted or answer.result.total_unfiltered >= WIDENED_BELOW:
        return answer
    direct = answer.result.total_direct
    corrections = find_corrections(parts, hidden)
    widening = widen(parts, corrections)
    is_whole = len(widening.apart) == 1 and widening.apart == widening.clauses  # there is no part of it
    below = () if is_whole else (Widened(widening.apart, best_partial=True),)
    answer = _ask(form, replace(clauses, wanted=widening.clauses), below, hidden)
    found = Found.ALL if direct or not answer.result.total else Found.PARTIAL
    return replace(answer, found=found, corrected=correct_text(form.text, corrections))


def _ask(form: SearchForm, clauses: Clauses, widened: tuple[Widened, ...], hidden: frozenset[str]) -> Answer:
    """The wanted page, or the last one where there are not so many."""
    query = EngineQuery(
        now=timezone.now().timestamp(),
        clauses=clauses.wanted,
        without=clauses.without,
        widened=widened,
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
    shown = (*clauses.wanted, *(clause for each in widened for clause in each.clauses))
    return Answer(Found.ALL, result, shown, min(form.page, pages), pages)


def find_corrections(parts: Iterable[Part], hidden: frozenset[str]) -> dict[str, str]:
    """For words of the query that no work and no dictionary has: what they were meant to be, where some work has that."""
    words = {part.words[0] for part in parts if not part.is_phrase and not part.is_unwanted}
    unknown = [
        word
        for word in sorted(words)
        if not is_stop_word(word) and not _is_found(word, hidden) and not is_spelt_right(word)
    ]
    corrected = {word: _correct(word, hidden) for word in unknown}
    return {word: better for word, better in corrected.items() if better}


def _correct(word: str, hidden: frozenset[str]) -> str | None:
    """The likeliest correction that some work has: the index may still have words of what nobody may see any more."""
    likely = list_corrections(word, current_engine().find_nearest_words)[:CORRECTIONS_TRIED]
    return next((better for better in likely if _is_found(better, hidden)), None)


def _is_found(word: str, hidden: frozenset[str]) -> bool:
    """Some work has the word as it is typed: who types some accents means these ("kozösségi" is no word)."""
    clause = make_clause(Part((word,)), folded=False)
    query = EngineQuery(now=timezone.now().timestamp(), clauses=(clause,), hidden=hidden, limit=0)
    return current_engine().search(query).total > 0


def correct_text(text: str, corrections: Mapping[str, str]) -> str:
    """The query with the misspelt words put right; empty where there is none."""
    if not corrections:
        return ""
    pieces, position = [], 0
    for start, end, word in find_words(text):
        pieces += [text[position:start], corrections.get(word, text[start:end])]
        position = end
    return "".join([*pieces, text[position:]])


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
