"""What Django tells of an error holds no login."""

import sys
from typing import Any

from django.test import RequestFactory
from django.views.debug import ExceptionReporter

URL = "https://kka:p%40ss-geheim@search.example:9200/kka"
DATABASE_URL = "postgresql://kka:geheim@database.example/kka"
API_KEY = "titok=="
SECRETS = ("geheim", "p%40ss", "titok")


def test_an_error_page_for_developers_shows_no_login(settings: Any) -> None:
    settings.DEBUG, settings.SEARCH_URL, settings.SEARCH_API_KEY = True, URL, API_KEY
    page = report(URL, CMS_DATABASE_URL=DATABASE_URL)
    for shown in ("search.example:9200/kka", "database.example/kka", "SEARCH_API_KEY"):
        assert shown in page
    assert [secret for secret in SECRETS if secret in page] == []


def test_an_address_without_a_login_is_told_as_it_is(settings: Any) -> None:
    settings.DEBUG = True
    assert "https://search.example:9200/kka" in report("https://search.example:9200/kka")


# The page shows lines of the source around those that failed: what is looked for stands above.


def report(url: str, **surroundings: str) -> str:
    """The page about an error in a function that was given an address."""
    try:
        fail(url)
    except ZeroDivisionError:
        request = RequestFactory().get("/", **surroundings)
        return ExceptionReporter(request, *sys.exc_info()).get_traceback_html()


def fail(url: str) -> float:
    """Fail with the address among the variables."""
    return len(url) / 0
