"""What every address of the API has in common: who may ask, by which methods, and for what form of answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from core.requests import READING
from linking.api.problems import TYPE as PROBLEM
from linking.api.problems import ProblemError, problem_response

JSON = "application/json"
METHODS = ", ".join(READING)
# What a script on another site may read of an answer, and send with a question.
EXPOSED = "ETag, Last-Modified, Retry-After"
ASKED = "Accept, If-Modified-Since, If-None-Match"
PREFLIGHT_SECONDS = 86_400

View = Callable[..., HttpResponseBase]


def public(view: View, content_type: str = JSON) -> View:
    """`view`, open to scripts of every site, asked by GET, HEAD and OPTIONS alone; it answers in `content_type`.

    A problem that it raises becomes a document; so does a method or a form of answer that there is not.
    """

    @csrf_exempt
    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = _answer(view, content_type, request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        patch_vary_headers(response, ("Accept",))
        return response

    return enter


def _answer(
    view: View, content_type: str, request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(
            status=204,
            headers={
                "Allow": METHODS,
                "Access-Control-Allow-Methods": METHODS,
                "Access-Control-Allow-Headers": ASKED,
                "Access-Control-Max-Age": str(PREFLIGHT_SECONDS),
            },
        )
    try:
        if request.method not in READING:
            raise ProblemError(405, f"It can only be read: {METHODS}.", headers={"Allow": METHODS})
        if not any(request.accepts(each) for each in (content_type, PROBLEM)):
            raise ProblemError(406, f"The answer is {content_type}, which the header Accept leaves out.")
        return _read(view, request, *args, **kwargs)
    except ProblemError as problem:
        return problem_response(problem)


def _read(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """The answer to GET for HEAD too: what of it is sent is the server's business."""
    method, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = method


def unknown(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """404 for an address that the API does not have."""
    raise ProblemError(404, "The API has no such address. /api/v1/ lists those that it has.")
