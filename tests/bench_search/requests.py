"""The whole search page as a reader asks for it, and the same page made of results that are already there."""

import cProfile
import functools
import pstats
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from tests.bench_search.indexes import Stopwatch, fastest, open_site
from tests.bench_search.questions import Question

PATHS = {"hu": "/hu/kereses/", "en": "/en/search/"}


def request_pages(folder: str, url: str, questions: list[dict[str, Any]], runs: int) -> list[dict[str, Any]]:
    """For each question the seconds of a page, the fastest of `runs`, in turns.

    `wall` and `cpu` of the whole request; `canned` is the CPU time of the same request where the answer to the query
    (matches, counts, clauses) is given ready-made, and `bare` where all that the template shows is.
    """
    open_site(folder, url)
    from search import views

    asked = [Question(**question) for question in questions]
    answers: list[Any] = []
    contexts: list[Any] = []
    for question in asked:
        with (
            patch.object(views, "find", functools.partial(_recorded, answers, views.find)),
            patch.object(
                views, "answer_context", functools.partial(_recorded, contexts, views.answer_context)
            ),
        ):
            _get(question)
    taken: list[list[dict[str, float]]] = [[] for _ in asked]
    for _ in range(runs):
        for number, question in enumerate(asked):
            whole = _measure(question)
            with patch.object(views, "find", lambda *_, canned=answers[number]: canned):
                canned = _measure(question)
                with patch.object(views, "answer_context", lambda *_, known=contexts[number]: known):
                    bare = _measure(question)
            taken[number].append(
                {"wall": whole.wall, "cpu": whole.cpu, "canned": canned.cpu, "bare": bare.cpu}
            )
    return list(map(fastest, taken))


def _recorded(known: list[Any], function: Any, *arguments: Any) -> Any:
    known.append(function(*arguments))
    return known[-1]


def _measure(question: Question) -> Stopwatch:
    watch = Stopwatch()
    with watch:
        _get(question)
    return watch


def _get(question: Question) -> None:
    response = _reader().get(
        f"{PATHS[question.language_code]}?{urlencode({'q': question.text, **question.filters}, doseq=True)}"
    )
    if response.status_code != 200:
        raise RuntimeError(f"{question.text!r} was answered with {response.status_code}")


@functools.cache
def _reader() -> Any:
    """One client for all: each new one would load the middleware again, which a server does once."""
    from django.test import Client

    return Client(headers={"host": "localhost", "accept-language": "hu"})


def profile(url: str, query: str, runs: int = 20) -> None:
    """Print where the time of a query's page goes, in Hungarian; the site has to be open already."""
    from django.conf import settings

    settings.SEARCH_URL = url
    question = Question("", query, "hu")
    _get(question)
    measured = cProfile.Profile()
    measured.enable()
    for _ in range(runs):
        _get(question)
    measured.disable()
    for order in ("tottime", "cumtime"):
        pstats.Stats(measured).sort_stats(order).print_stats(45)
