"""A reader with a browser: asks, and follows links as browsers do, with the address that they come from."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

from search.models import ClickCount, QueryCount

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HOST = "http://testserver"
PATHS = {"hu": "/hu/kereses/", "en": "/en/search/"}


class Reader:
    """`here` is the address that the browser shows, empty at first."""

    def __init__(self, program: str = FIREFOX, **headers: str) -> None:
        self.client = Client(headers={"user-agent": program, **headers})
        self.here = ""

    def follow(self, path: str, method: str = "get", status: int = 200, **headers: str) -> HttpResponse:
        """Open an address of the site by a link on the page that the browser shows."""
        came_from = {"referer": self.here} if self.here else {}
        response = getattr(self.client, method)(path, headers={**came_from, **headers})
        assert response.status_code == status
        self.here = HOST + path
        return response

    def search(self, text: str, language_code: str = "hu", **parameters: Any) -> HttpResponse:
        """Type a query into an empty page of the browser."""
        self.here = ""
        return self.follow(search_path(text, language_code, **parameters))


def search_path(text: str, language_code: str = "hu", **parameters: Any) -> str:
    return f"{PATHS[language_code]}?{urlencode({'q': text, **parameters}, doseq=True)}"


def counted() -> dict[str, int]:
    """How often each query was searched, in all weeks and languages; "" are those without words."""
    numbers: dict[str, int] = {}
    for text, searches in QueryCount.objects.order_by("pk").values_list("text", "searches"):
        numbers[text] = numbers.get(text, 0) + searches
    return numbers


def clicked() -> dict[tuple[str, str], int]:
    """How often each work was opened from the results of a query."""
    rows = ClickCount.objects.values_list("query__text", "work", "clicks")
    return {(text, str(work)): clicks for text, work, clicks in rows}
