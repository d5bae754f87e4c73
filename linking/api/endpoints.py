"""The addresses of the API: what each takes and what it gives."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Path, Query
from ninja.errors import HttpError, ValidationError

from linking.api import parameters
from linking.api.answers import answer
from linking.api.changes import list_changes
from linking.api.communities import TYPE as GEOJSON
from linking.api.communities import make_collection
from linking.api.concepts import list_concepts
from linking.api.problems import ProblemError, list_mistakes, problem_response
from linking.api.searching import search
from linking.api.throttling import AddressThrottle
from linking.api.works import find_work, list_works

VERSION = "1.0.0"
NAMESPACE = "api"

api = NinjaAPI(
    title="Small Communities in Transition",
    version=VERSION,
    urls_namespace=NAMESPACE,
    openapi_url=None,
    docs_url=None,
    throttle=[AddressThrottle("API_RATE")],
)


@api.get(
    "/works",
    url_name="works",
    operation_id="listWorks",
    summary="Works of every kind, with all that they say",
)
def works(request: HttpRequest, question: Query[parameters.WorksQuestion]) -> HttpResponse:
    """In the order in which they were first public: what is new comes last.

    A work that everybody may read no more is not here; `/changes` tells what became of it.
    """
    return answer(request, lambda: list_works(request, question))


@api.get("/works/{code}", url_name="work", operation_id="getWork", summary="One work")
def work(request: HttpRequest, code: Path[str], question: Query[parameters.WorkQuestion]) -> HttpResponse:
    """By its code, as its permalink has it. 410 says what may still be told of a work that is gone."""
    return answer(request, lambda: find_work(code, question.language))


@api.get(
    "/search",
    url_name="search",
    operation_id="search",
    summary="What the site's search finds",
    throttle=[AddressThrottle("API_SEARCH_RATE")],
)
def search_works(request: HttpRequest, question: Query[parameters.SearchQuestion]) -> HttpResponse:
    """The same question as on the search page has the same answer: works with all the words first, below them what comes near."""
    return search(request, question)


@api.get("/topics", url_name="topics", operation_id="listTopics", summary="Topics")
def topics(request: HttpRequest, question: Query[parameters.TopicsQuestion]) -> HttpResponse:
    """What works are about, with names, synonyms and definitions in each language, by key."""
    return answer(request, lambda: list_concepts(request, "topics", question.limit, question.cursor))


@api.get("/terms", url_name="terms", operation_id="listTerms", summary="The bilingual term base")
def terms(request: HttpRequest, question: Query[parameters.TermsQuestion]) -> HttpResponse:
    """Terms with names, synonyms and definitions in each language, by key."""
    return answer(request, lambda: list_concepts(request, "terms", question.limit, question.cursor))


@api.get(
    "/communities.geojson",
    url_name="communities",
    operation_id="listCommunities",
    summary="Communities as GeoJSON",
)
def communities(request: HttpRequest, question: Query[parameters.CommunitiesQuestion]) -> HttpResponse:
    """All of them, for a map. A community has a point only where it lets everybody know the exact place."""
    return answer(request, lambda: make_collection(question.lang), GEOJSON)


@api.get(
    "/changes",
    url_name="changes",
    operation_id="listChanges",
    summary="What became of works, with the reason",
)
def changes(request: HttpRequest, question: Query[parameters.ChangesQuestion]) -> HttpResponse:
    """The oldest first: keep the last cursor, and ask with it for what has happened since."""
    return answer(request, lambda: list_changes(request, question))


@api.exception_handler(ProblemError)
def tell_problem(request: HttpRequest, problem: ProblemError) -> HttpResponse:
    """A problem of ours."""
    return problem_response(problem)


@api.exception_handler(ValidationError)
def tell_mistakes(request: HttpRequest, error: Any) -> HttpResponse:
    """422 with what is wrong with which parameter."""
    mistakes = list_mistakes(error.errors)
    return problem_response(
        ProblemError(422, "A parameter is not what it can be.", more={"errors": mistakes})
    )


@api.exception_handler(HttpError)
def tell_refusal(request: HttpRequest, error: Any) -> HttpResponse:
    """What ninja refuses: too many requests. It adds the seconds to wait."""
    return problem_response(ProblemError(error.status_code, str(error)))
