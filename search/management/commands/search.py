"""`manage.py search "words" --language hu|en`: what a reader finds, with scores and reasons."""

import json
from argparse import ArgumentParser
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from django.utils import translation

from search.engines.base import Match, Sort
from search.entries import KIND, LANGUAGE, TOPIC
from search.explaining import Explainer
from search.facets import Facets
from search.hits import reader_address
from search.lookup import Answer, Found, find
from search.query import SearchForm

# The form's filters by what they are called here: `--language` is the reader's.
FILTERS = {"kind": KIND, "topic": TOPIC, "written_in": LANGUAGE}


@dataclass(frozen=True)
class Result:
    """One result as `--json` gives it. `language` is that of the text, whose title and address these are."""

    rank: int
    title: str
    url: str
    language: str
    kind: str
    score: float
    why: str


class Command(BaseCommand):
    """Asks as the search page does."""

    help = (
        "Search as a reader does. Each result has its score and why it was found: direct, in other words or without some"
        " of the words, and which words stand where. Results without some of the words stand below, whatever their"
        " scores."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("words", help="what a reader types")
        parser.add_argument(
            "--language", default=settings.LANGUAGE_CODE, help="the reader's: hu (default) or en"
        )
        parser.add_argument("--kind", action="append", help="only works of this kind; repeatable")
        parser.add_argument("--topic", action="append", help="only works of this topic; repeatable")
        parser.add_argument("--written-in", help="only works that have this language")
        parser.add_argument("--sort", default=Sort.RELEVANCE.value, help="relevance (default) or date")
        parser.add_argument("--limit", type=int, default=10, help="how many results (default: 10)")
        parser.add_argument("--json", action="store_true", help="write a JSON list of objects")

    def handle(self, *args: Any, words: str, language: str, limit: int, **options: Any) -> None:
        check_choice("language", language, dict(settings.LANGUAGES))
        if limit < 1:
            raise CommandError("--limit must be 1 or more.")
        with translation.override(language):
            facets = Facets.load(language)
            form = read_form(words, facets, options)
            answer, results = list_results(form, language, limit)
            if options["json"]:
                written = json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=2)
                self.stdout.write(written)
            else:
                self._tell(answer, results, facets)

    def _tell(self, answer: Answer, results: list[Result], facets: Facets) -> None:
        found = answer.result
        self.stdout.write(f"{found.total} found, {found.total_direct} of them with all words.")
        if answer.corrected:
            self.stdout.write(f"Did you mean: {answer.corrected}")
        for result in results:
            kind = facets.label(KIND, result.kind)
            self.stdout.write(f"{result.rank:>3}. {result.title} ({kind}, {result.language}) {result.url}")
            self.stdout.write(f"     {result.score:.3f}  {result.why}")


def check_choice(name: str, value: str, known: Any) -> None:
    """Raise CommandError for a value that is none of the known ones, which it names."""
    if value not in known:
        raise CommandError(f"Unknown {name} {value!r}: {', '.join(known)}.")


def read_form(words: str, facets: Facets, options: dict[str, Any]) -> SearchForm:
    """The form of the search page with these words and filters. Raises CommandError for what it does not know."""
    check_choice("sort", options["sort"], [sort.value for sort in Sort])
    parameters = QueryDict(mutable=True)
    parameters["q"], parameters["sort"] = words, options["sort"]
    for option, facet in FILTERS.items():
        chosen = options[option] or []
        for value in [chosen] if isinstance(chosen, str) else chosen:
            check_choice(option.replace("_", " "), value, facets.known[facet])
            parameters.appendlist(facet, value)
    form = SearchForm.read(parameters, facets.known)
    if form.is_empty:
        raise CommandError("There are no words in this to search for.")
    return form


def list_results(form: SearchForm, language: str, limit: int) -> tuple[Answer, list[Result]]:
    """The first answer, and the results of as many pages as hold `limit`. Raises CommandError where no engine answers."""
    first, results = None, list[Result]()
    while True:
        answer = find(form)
        if answer.found == Found.UNAVAILABLE:
            raise CommandError("The search engine does not answer; see manage.py search_index status.")
        first, explainer = first or answer, Explainer(form, answer)
        for match in answer.result.matches:
            results.append(_make_result(match, len(results) + 1, language, str(explainer.explain(match))))
        if len(results) >= limit or answer.page >= answer.pages:
            return first, results[:limit]
        form = replace(form, page=answer.page + 1)


def _make_result(match: Match, rank: int, language: str, why: str) -> Result:
    text = match.entry.text(language)
    url = reader_address(text, language)
    return Result(rank, text.title, url, text.language_code, match.entry.kind, match.score, why)
