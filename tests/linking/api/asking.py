"""Asking the API as a program does."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linking.models import Permalink

ROOT = "/api/v1"


def ask(path: str, parameters: dict[str, Any] | None = None, **headers: str) -> Any:
    """The response to GET; `path` is one of the API, or a whole address that it gave."""
    address = path.removeprefix("http://localhost") if "://" in path else f"{ROOT}{path}"
    return Client(headers={"host": "localhost", **headers}).get(address, parameters or {})


def read(path: str, **parameters: Any) -> Any:
    """The document at a path; anything but 200 fails."""
    response = ask(path, parameters)
    assert response.status_code == 200, (path, response.status_code, response.content)
    return response.json()


def read_all(path: str, **parameters: Any) -> list[Any]:
    """All items of a list, page by page."""
    items, document = [], read(path, **parameters)
    while True:
        items += document["items"]
        if document["next"] is None:
            return items
        document = read(document["next"])


def count_queries(path: str, **headers: str) -> tuple[int, int]:
    """The status and the queries of a second request."""
    ask(path)
    with CaptureQueriesContext(connection) as captured:
        status = ask(path, **headers).status_code
    return status, len(captured)


def code_of(page: Any) -> str:
    return Permalink.objects.get(translation_key=page.translation_key).code
