"""The reader's search, for programs: the same question, the same answer."""

from typing import Any
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation

from linking.api.answers import FORMAT, answer_with
from linking.api.cursors import next_url
from linking.api.parameters import SearchQuestion
from linking.api.problems import ProblemError
from linking.models import Permalink
from linking.permalinks.labels import short_url
from linking.public_state import find_state
from search import index
from search.engines.base import Match
from search.entries import TERM, TOPIC
from search.facets import Facets
from search.lookup import Answer, Found, find
from search.query import SearchForm

RETRY_SECONDS = 300


def search(request: HttpRequest, question: SearchQuestion) -> HttpResponse:
    """What the search page would find. Raises ProblemError (503) while no engine answers.

    Nothing is searched for who has the answer, as long as the index says what the database says: an index that is just
    catching up can answer differently without any further change.
    """
    known: tuple[Any, ...] = (FORMAT, request.get_full_path(), find_state().fingerprint)
    if not index.is_behind():
        return answer_with(request, known, lambda: _describe(request, question, *_find(question)))
    answer, is_nothing = _find(question)
    known += (answer.found, answer.pages, answer.result)
    return answer_with(request, known, lambda: _describe(request, question, answer, is_nothing))


def _find(question: SearchQuestion) -> tuple[Answer, bool]:
    """The answer, and whether it is none because no work has any of the topics: the form would leave them out."""
    with translation.override(question.lang):
        form = _read_form(question, Facets.load_names(question.lang))
        answer = find(form)
    if answer.found == Found.UNAVAILABLE:
        raise ProblemError(
            503, "The search cannot answer at the moment.", headers={"Retry-After": str(RETRY_SECONDS)}
        )
    return answer, bool(question.topic) and not form.filters.get(TOPIC)


def _read_form(question: SearchQuestion, facets: Facets) -> SearchForm:
    parameters = QueryDict(mutable=True)
    parameters["q"], parameters["sort"], parameters["page"] = question.q, question.sort, str(question.page)
    parameters.setlist("kind", question.kind)
    parameters.setlist("topic", question.topic)
    if question.language:
        parameters["language"] = question.language
    return SearchForm.read(parameters, facets.known)


def _describe(
    request: HttpRequest, question: SearchQuestion, answer: Answer, is_nothing: bool
) -> dict[str, Any]:
    matches = () if is_nothing else answer.result.matches
    keys = [UUID(match.work) for match in matches if match.entry.kind != TERM]
    codes = dict(Permalink.objects.filter(translation_key__in=keys).values_list("translation_key", "code"))
    has_more = not is_nothing and answer.page < answer.pages
    return {
        "total": 0 if is_nothing else answer.result.total,
        "matched": answer.found.value,
        "corrected": answer.corrected or None,
        "page": answer.page,
        "pages": 1 if is_nothing else answer.pages,
        "items": [_hit(match, question.lang, codes) for match in matches],
        "counts": {} if is_nothing else {name: dict(of) for name, of in answer.result.counts.items()},
        "next": next_url(request, page=str(answer.page + 1)) if has_more else None,
    }


def _hit(match: Match, language_code: str, codes: dict[UUID, str]) -> dict[str, Any]:
    entry = match.entry
    text = entry.text(language_code)
    code = codes.get(UUID(match.work)) if entry.kind != TERM else None
    return {
        "code": code,
        "permalink": short_url(code) if code else None,
        "kind": entry.kind,
        "language": text.language_code,
        "languages": sorted(each.language_code for each in entry.texts),
        "url": urljoin(settings.BASE_URL, text.url),
        "title": text.title,
        "summary": text.summary,
        "details": text.details,
        "topics": list(entry.facets.get(TOPIC, ())),
        "date": entry.date.isoformat() if entry.date else None,
        "sample": entry.is_sample,
        "direct": match.tier == 0,
    }
