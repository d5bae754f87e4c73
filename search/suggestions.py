"""What a reader may mean who is still typing: works, terms and topics by the beginnings of their names' words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from core.concepts import Concept, find_concepts
from search import index
from search.analysis import fold, is_stop_word
from search.documents import list_visible_texts
from search.engines import current_engine
from search.engines.base import EngineDamagedError, NamedWork, NameQuery, Word
from search.entries import TOPIC
from search.facets import ONLY_IN_LABELS, kind_labels
from search.hits import reader_address
from search.lookup import find_hidden_works
from search.names import Name, fold_words
from search.query import Part, SearchForm, list_wanted_words, make_clause

MOST_SUGGESTIONS = 8
FEWEST_LETTERS = 2  # of one letter everything is a beginning
MOST_WORDS = 12  # longer titles have been told apart by then
TOPICS_KEPT = 60  # seconds
_TOPICS_KEY = "search-topics"


@dataclass(frozen=True)
class Suggestion:
    """A line of the list: what it is called, in which language, what it is, where it leads.

    `note` says more where the name alone would surprise: the title of the page that it leads to, in
    `note_language_code`, or that there is a text in the other language only.
    """

    label: str
    language_code: str
    kind: str
    url: str
    note: str = ""
    note_language_code: str = ""


class _Ranked(NamedTuple):
    """A suggestion with what it is sorted by; smaller comes first."""

    rank: tuple[int, bool, bool]
    suggestion: Suggestion


# How well a name fits: it begins so, a word of it does, it has another form of the words.
_BEGINNING, _WORDS, _FORMS = range(3)


def suggest(text: str, reader_code: str) -> list[Suggestion]:
    """The best suggestions for what a reader of `reader_code` has typed so far; raises EngineUnavailableError.

    Names that begin so come before those with a word that does, these before those with another form of the words;
    then the reader's language, then topics.
    """
    typed = _list_typed(text)
    if sum(map(len, typed)) < FEWEST_LETTERS:
        return []
    hidden = find_hidden_works() if (is_behind := index.is_behind()) else frozenset()
    words = tuple(map(fold, typed))
    topics = {found.topic.key: found for found in _find_topics(words, reader_code)}
    query = NameQuery(
        now=timezone.now().timestamp(),
        language_code=reader_code,
        words=words,
        topics=frozenset(topics),
        hidden=hidden,
        limit=MOST_SUGGESTIONS,
    )
    works, living = _ask(query, typed)
    if is_behind:
        works = list(_withdraw_hidden_texts(works))
    labels = kind_labels()
    ranked = [_suggest_topic(found, reader_code) for key, found in topics.items() if key in living]
    ranked += [_suggest_work(work, fit, labels, reader_code) for work, fit in works]
    ranked.sort(key=lambda each: each.rank)
    return [each.suggestion for each in ranked[:MOST_SUGGESTIONS]]


def _list_typed(text: str) -> list[str]:
    """The words that are wanted, normalised, in order."""
    return list_wanted_words(text)[:MOST_WORDS]


# --- works and terms ------------------------------------------------------------------------------------------------


def _ask(query: NameQuery, typed: Sequence[str]) -> tuple[list[tuple[NamedWork, int]], frozenset[str]]:
    """Works with how well they fit, best first, and the topics of the query that have any work.

    Words are read by the dictionary only where their beginnings fill no list.
    """
    try:
        answer = current_engine().suggest(query)
        works = [(work, _BEGINNING if work.is_beginning else _WORDS) for work in answer.works]
        telling = [word for word in typed if not is_stop_word(word)]
        if telling and len(works) < query.limit:
            more = replace(
                query,
                words=tuple(map(fold, telling)),
                forms=tuple(_forms(word) for word in telling),
                topics=frozenset(),
                hidden=query.hidden | {work.work for work in answer.works},
                limit=query.limit - len(works),
            )
            works += [(work, _FORMS) for work in current_engine().suggest(more).works]
    except EngineDamagedError:
        index.note_damage()
        raise
    return works, answer.topics


def _forms(word: str) -> Word:
    clause = make_clause(Part((word,)), folded=False)
    assert isinstance(clause, Word)
    return clause


def _withdraw_hidden_texts(works: Iterable[tuple[NamedWork, int]]) -> Iterator[tuple[NamedWork, int]]:
    """Works without the names and titles that only the index still has."""
    works = list(works)
    visible = list_visible_texts({work.work for work, _fit in works})
    for work, fit in works:
        titles = tuple(title for title in work.card.titles if (work.work, title.language_code) in visible)
        if (work.work, work.language_code) in visible and titles:
            yield replace(work, card=replace(work.card, titles=titles)), fit


def _suggest_work(work: NamedWork, fit: int, labels: dict[str, str], reader_code: str) -> _Ranked:
    title = work.card.title(reader_code)
    code, note, note_code = work.language_code, "", ""
    if title.text != work.name:
        note, note_code = title.text, title.language_code
    elif title.language_code != reader_code:
        note, note_code = str(ONLY_IN_LABELS.get(title.language_code, "")), reader_code
    kind = labels.get(work.card.kind, work.card.kind)
    suggestion = Suggestion(work.name, code, kind, reader_address(title, reader_code), note, note_code)
    return _Ranked((fit, code != reader_code, True), suggestion)


# --- topics ---------------------------------------------------------------------------------------------------------


class _Topic(NamedTuple):
    """A topic with all its names, each with its words as they are compared."""

    key: str
    titles: dict[str, str]
    names: tuple[tuple[Name, tuple[str, ...]], ...]


class _TopicFit(NamedTuple):
    """The best name of a topic, and how well it fits: (how, not in the reader's language); smaller is better."""

    rank: tuple[int, bool]
    topic: _Topic
    name: Name


def forget_topics() -> None:
    """A topic was changed: this process reads them anew."""
    cache.delete(_TOPICS_KEY)


def _find_topics(words: Sequence[str], reader_code: str) -> Iterator[_TopicFit]:
    """The topics that fit, whether or not any work has them."""
    # They change seldom and cost three questions. Whether a work has a topic the engine says at every letter.
    topics = cache.get(_TOPICS_KEY)
    if topics is None:
        topics = [_describe(concept) for concept in find_concepts(TOPIC)]
        cache.set(_TOPICS_KEY, topics, TOPICS_KEPT)
    for topic in topics:
        fitting = [
            _TopicFit((fit, name.language_code != reader_code), topic, name)
            for name, own in topic.names
            if (fit := _fit(own, words)) is not None
        ]
        if fitting:
            yield min(fitting, key=lambda each: each.rank)


def _describe(concept: Concept) -> _Topic:
    names = [Name(code, text) for code, text in concept.list_names()]
    return _Topic(concept.key, dict(concept.names), tuple((name, fold_words(name.text)) for name in names))


def _fit(own: Sequence[str], words: Sequence[str]) -> int | None:
    """How well the words of a name fit, None where they do not."""
    if " ".join(own).startswith(" ".join(words)):
        return _BEGINNING
    return _WORDS if all(any(each.startswith(word) for each in own) for word in words) else None


def _suggest_topic(found: _TopicFit, reader_code: str) -> _Ranked:
    """A topic leads to the works that have it."""
    topic, name = found.topic, found.name
    query = SearchForm(filters={TOPIC: (topic.key,)}).query_string()
    title = topic.titles.get(reader_code) or name.text
    suggestion = Suggestion(
        name.text,
        name.language_code,
        gettext("Topic"),
        f"{reverse('search')}?{query}",
        title if title != name.text else "",
        reader_code if title != name.text else "",
    )
    return _Ranked((*found.rank, False), suggestion)
