"""A browser and a site to open in it. Both end with the last test of this folder.

Playwright keeps an event loop running in the thread of the tests, and Django refuses its database wherever one runs. So
the browser tests ask the site and never the database, and the fixtures are those of the package, not of the session:
the tests of other folders find a thread without a loop.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser import site as sites
from tests.browser.kinds import STATUS
from tests.browser.opened import Opened
from tests.browser.watch import Watch
from tests.conftest import CHROMIUM

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MILLISECONDS_TO_WAIT = 20_000
VIEWPORT = {"width": 1280, "height": 900}


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    expect.set_options(timeout=MILLISECONDS_TO_WAIT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def built_site() -> Path:
    """The folder of a site with the sample library, for copies."""
    return sites.find_built()


@pytest.fixture(scope="package")
def library(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sites.Site]:
    """A running site with the sample library, for tests that only read."""
    folder = tmp_path_factory.mktemp("library") / "site"
    sites.copy(built_site, folder)
    with sites.Site(folder) as site:
        yield site


@pytest.fixture
def own_library(built_site: Path, tmp_path: Path) -> Iterator[sites.Site]:
    """A running site with the sample library that the test may change."""
    folder = tmp_path / "site"
    sites.copy(built_site, folder)
    with sites.Site(folder) as site:
        yield site


def open_window(browser: Browser, **options: object) -> BrowserContext:
    """A window without cookies, in Hungarian, that never waits long. `options` are Playwright's."""
    context = browser.new_context(**{"locale": "hu-HU", "reduced_motion": "reduce", **options})
    context.set_default_timeout(MILLISECONDS_TO_WAIT)
    return context


@pytest.fixture
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """A window as wide as a small screen."""
    context = open_window(chromium, viewport=VIEWPORT)
    yield context
    context.close()


@pytest.fixture
def window_without_javascript(chromium: Browser) -> Iterator[BrowserContext]:
    """A window in which no script runs."""
    context = open_window(chromium, viewport=VIEWPORT, java_script_enabled=False)
    yield context
    context.close()


@pytest.fixture(scope="package")
def opened(request: pytest.FixtureRequest, chromium: Browser, library: sites.Site) -> Iterator[Opened]:
    """A page of the kind and in the language of the parameter (tests.browser.kinds.every).

    It is opened once for the tests of all files, which pytest therefore runs page by page.
    """
    kind, language = request.param
    context = open_window(chromium, viewport=VIEWPORT)
    page = context.new_page()
    watch = Watch(page, library.url)
    response = page.goto(library.address(kind, language))
    assert response is not None
    assert response.status == STATUS.get(kind, 200)
    page.evaluate("() => document.fonts.ready.then(() => true)")
    yield Opened(page, kind, language, response, watch)
    context.close()


@pytest.fixture(autouse=True)
def as_opened(request: pytest.FixtureRequest) -> None:
    """A page that other tests have looked at looks as it did when it was opened."""
    if "opened" in request.fixturenames:
        page = request.getfixturevalue("opened").page
        page.emulate_media(media="null", color_scheme="light")
        page.set_viewport_size(VIEWPORT)
        page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
