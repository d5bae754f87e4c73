"""What the API says where it cannot answer: problem documents (RFC 9457), which programs and people can read."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

TYPE = "application/problem+json"


class ProblemError(Exception):
    """An answer that is none; raised anywhere below a view of the API. `more` stands in the document beside the rest."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        more: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.more = more or {}
        self.headers = headers or {}


def problem_response(problem: ProblemError) -> HttpResponse:
    """The problem as a response. No cache keeps it: what is not there now can be there soon."""
    document = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
        **problem.more,
    }
    response = HttpResponse(
        json.dumps(document, ensure_ascii=False), status=problem.status, content_type=TYPE
    )
    for name, value in problem.headers.items():
        response[name] = value
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = "en"
    return response


def list_mistakes(errors: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """What pydantic found wrong, by parameter."""
    return [
        {
            "parameter": str(error["loc"][-1]) if error["loc"] else "",
            "message": str(error["msg"]).removeprefix("Value error, "),
        }
        for error in errors
    ]
