"""Filling an index with synthetic works and asking it, each in a process of its own so that its memory is its own."""

import contextlib
import itertools
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench.site import use_settings
from tests.bench_search.questions import Question, choose_questions
from tests.bench_search.works import WorkMaker, read_rare_words, sample_works

WORKS_TO_ASK_FROM = 400


def open_site(folder: str, url: str = "") -> None:
    """The measured site, with the index at `url`."""
    use_settings(Path(folder))
    if url:
        from django.conf import settings

        settings.SEARCH_URL = url


def make_maker(folder: str) -> WorkMaker:
    """The maker of works of a measured site."""
    return WorkMaker(sample_works(), read_rare_words(Path(folder)))


class Stopwatch:
    """Adds up what passes while it runs: seconds on the wall and of this process."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    def __enter__(self) -> None:
        self._started = time.perf_counter(), time.process_time()

    def __exit__(self, *_error: object) -> None:
        wall, cpu = self._started
        self.wall += time.perf_counter() - wall
        self.cpu += time.process_time() - cpu


# --- filling --------------------------------------------------------------------------------------------------------


def read_vocabulary(folder: str, count: int) -> dict[str, Any]:
    """Let the analysis read every word of the works once, so that it knows them when an index is built."""
    open_site(folder)
    from search.analysis import document_terms, find_words

    words: dict[tuple[str, str], None] = {}
    number = 0
    for entry in make_maker(folder).make(count):
        for text in entry.texts:
            parts = [text.title, text.summary, text.details, *text.keywords]
            parts += [part for section in text.sections for part in (section.heading, section.text)]
            found = [(word, text.language_code) for part in parts for _, _, word in find_words(part)]
            number += len(found)
            words |= dict.fromkeys(found)
    watch = Stopwatch()
    with watch:
        for word, code in words:
            document_terms(word, code)
    return {"words": number, "vocabulary": len(words), "wall": watch.wall, "cpu": watch.cpu}


def build(folder: str, count: int, url: str) -> dict[str, Any]:
    """Rebuild the index as `manage.py search_index rebuild` does, from works that are made meanwhile for nothing."""
    open_site(folder, url)
    from search.engines import current_engine
    from search.index import BATCH

    engine, works, watch = current_engine(), make_maker(folder).make(count), Stopwatch()
    engine.reset()  # an earlier run's index would leave its room in the file
    with contextlib.ExitStack() as stack:
        with watch:
            rebuild = stack.enter_context(engine.rebuild())
        while batch := list(itertools.islice(works, BATCH)):
            with watch, rebuild.writing() as writer:
                writer.index(batch)
        with watch:
            stack.close()
    status = engine.status()
    return {"wall": watch.wall, "cpu": watch.cpu, "size": status.size, "works": status.works}


# --- asking ---------------------------------------------------------------------------------------------------------


def choose(folder: str, count: int, url: str, many: int) -> list[dict[str, Any]]:
    """The questions for an index of `count` works."""
    open_site(folder, url)
    from search.engines import current_engine
    from search.engines.base import EngineQuery
    from search.query import Part, make_clause

    engine, known = current_engine(), dict[str, float]()

    def share(word: str) -> float:
        if word not in known:
            clause = make_clause(Part((word,)), folded=False)
            known[word] = (
                engine.search(EngineQuery(now=time.time(), clauses=(clause,), limit=0)).total / count
            )
        return known[word]

    works = list(make_maker(folder).make(min(count, WORKS_TO_ASK_FROM)))
    return [asdict(question) for question in choose_questions(works, share, many)]


def ask(folder: str, url: str, questions: list[dict[str, Any]], runs: int) -> list[dict[str, Any]]:
    """What each question costs, the fastest of `runs`, the questions taking turns.

    `first` is the engine's answer to the words as they are typed, with counts; `engine` all that the engine is asked for a
    page of results; `find` these and all around them (analysis, other words, spelling, the database). Each on the wall,
    and as `…_cpu` of this process. Seconds.
    """
    open_site(folder, url)
    from django.utils import translation

    from search.engines import current_engine
    from search.lookup import find

    asked = [Question(**question) for question in questions]
    taken: list[list[dict[str, float]]] = [[] for _ in asked]
    totals = [(0, 0)] * len(asked)
    with engine_times(current_engine()) as times:
        for run in range(runs + 1):
            for number, question in enumerate(asked):
                times.clear()
                watch = Stopwatch()
                with translation.override(question.language_code), watch:
                    answer = find(make_form(question))
                totals[number] = answer.result.total_direct, answer.result.total
                if run:  # the first round warms up
                    first, *_ = times
                    taken[number].append(
                        {
                            "first": first.wall,
                            "first_cpu": first.cpu,
                            "engine": sum(each.wall for each in times),
                            "engine_cpu": sum(each.cpu for each in times),
                            "find": watch.wall,
                            "find_cpu": watch.cpu,
                        }
                    )
    return [
        fastest(each) | {"direct": direct, "total": total}
        for each, (direct, total) in zip(taken, totals, strict=True)
    ]


def fastest(runs: list[dict[str, float]]) -> dict[str, float]:
    """Each figure of the run where it was least: whatever else the machine does only adds to it."""
    return {name: min(run[name] for run in runs) for name in runs[0]}


def make_form(question: Question) -> Any:
    """The form as the page reads it from the address."""
    from search.query import SearchForm, clean_text

    return SearchForm(
        text=clean_text(question.text),
        filters={name: tuple(values) for name, values in question.filters.items()},
    )


@contextlib.contextmanager
def engine_times(engine: Any) -> Iterator[list[Stopwatch]]:
    """A list to which every question to the engine adds what it took."""
    times: list[Stopwatch] = []

    def timed(method: Any) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            times.append(Stopwatch())
            with times[-1]:
                return method(*arguments, **named)

        return call

    names = ("search", "list_words")
    for name in names:
        setattr(engine, name, timed(getattr(engine, name)))
    try:
        yield times
    finally:
        for name in names:
            delattr(engine, name)
