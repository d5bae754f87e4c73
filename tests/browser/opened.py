"""A page that is opened once for many tests."""

from dataclasses import dataclass

from playwright.sync_api import Page, Response

from tests.browser.watch import Watch


@dataclass(frozen=True)
class Opened:
    """The open page, its kind and language, the answer that brought it and what was seen while it came."""

    page: Page
    kind: str
    language: str
    response: Response
    watch: Watch
