"""What all tests share: nothing leaves the machine, nothing is left behind, and what cannot run says why by name."""

import gc
import os
import shutil
import socket
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation

from search.analysis.dictionary import find_folder
from tests import migrated
from tests.search import elasticsearch_node

REQUIRE_ALL = os.environ.get("REQUIRE_ALL", "") not in ("", "0")
LOOPBACK = ("127.0.0.1", "::1", "localhost")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_unconfigure() -> None:
    """Take the process's data folder away; a worker of pytest-xdist ends without running exit handlers."""
    shutil.rmtree(site_settings.DATA_DIR, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what this machine or this database cannot run; mark whatever asks for the database."""
    vendor = connection.vendor
    missing = {
        "browser": None if CHROMIUM else "needs a browser: apt-get install chromium",
        "dictionary": None
        if find_folder()
        else "needs the Hungarian dictionary: apt-get install hunspell-hu",
        "elasticsearch": None
        if elasticsearch_node.is_there()
        else "needs a running Elasticsearch: scripts/elasticsearch",
        "gettext": None if shutil.which("xgettext") else "needs GNU gettext: apt-get install gettext",
        "openssl": None if shutil.which("openssl") else "needs OpenSSL: apt-get install openssl",
        "postgresql": None if vendor == "postgresql" else "needs PostgreSQL: make test-postgresql",
        "sqlite": None if vendor == "sqlite" else "needs SQLite as the database",
    }
    for item in items:
        if item.get_closest_marker("django_db") or "django_db_setup" in getattr(item, "fixturenames", ()):
            item.add_marker("database")
        for name, reason in missing.items():
            if reason and item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_collection_finish() -> None:
    """What is imported by now stays: looking through it for garbage again and again takes a twelfth of the time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """With REQUIRE_ALL=1 a skipped test is a failed one."""
    outcome = yield
    report = outcome.get_result()
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"REQUIRE_ALL=1, but {item.nodeid} was skipped: {report.longrepr}"


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """The same for a whole file that skips itself."""
    outcome = yield
    report = outcome.get_result()
    if REQUIRE_ALL and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"REQUIRE_ALL=1, but {collector.nodeid} was skipped: {report.longrepr}"


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Start from the kept database where there is one; the tests' folder goes away by itself."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Once the name of the test database is known, put the kept one there."""
    migrated.restore()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """Keep what was migrated for the next run."""
    with django_db_blocker.unblock():
        migrated.keep()


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """A test that reaches for another machine fails."""

    def connect_here(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise AssertionError(f"A test wants to connect to {address}")
        return connect(self, address)

    connect = socket.socket.connect
    socket.socket.connect = connect_here
    yield
    socket.socket.connect = connect


@pytest.fixture(autouse=True)
def fresh_surroundings(settings) -> Iterator[None]:
    """A media folder and a search index of the test's own, an empty cache, and Hungarian."""
    folder = Path(site_settings.DATA_DIR) / uuid.uuid4().hex
    settings.MEDIA_ROOT = folder / "media"
    settings.SEARCH_URL = f"sqlite:///{folder / 'search.sqlite3'}"
    cache.clear()
    with translation.override("hu"):
        yield
    shutil.rmtree(folder, ignore_errors=True)
