"""A site in two languages with an index of its own for each test."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from django_tasks import default_task_backend
from django_tasks.base import Task

from search import index
from search.engines import current_engine
from search.engines.base import Engine
from tests.search.elasticsearch_node import own_address
from tests.search.library import Library
from tests.standing import standing

PATIENCE = 60.0  # seconds


@pytest.fixture(autouse=True)
def search_file(settings: Any, tmp_path: Path) -> Path:
    """An index file that only this test uses."""
    path = tmp_path / "search.sqlite3"
    settings.SEARCH_URL = f"sqlite:///{path}"
    index.resume()
    return path


@pytest.fixture(autouse=True)
def patience(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for a real server waits as long as a busy machine needs: making an index has taken one four seconds."""
    if request.node.get_closest_marker("elasticsearch"):
        for name in ("connection.READ_TIMEOUT", "engine.WRITE_TIMEOUT", "lock.WRITE_TIMEOUT"):
            monkeypatch.setattr(f"search.engines.elasticsearch.{name}", PATIENCE)
        monkeypatch.setattr(index, "TIME_AFTER_COMMIT", PATIENCE)


@pytest.fixture
def on_elasticsearch(settings: Any) -> str:
    """The site with an empty index on the node of the tests."""
    settings.SEARCH_URL = own_address()
    current_engine().reset()
    return own_address()


@pytest.fixture
def engine(search_file: Path) -> Engine:
    return current_engine()


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Callable) -> Callable:
    """`with commit():` does what a commit sets going, at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture(scope="module")
def site_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A site without pages but its two home pages."""
    with standing(django_db_blocker):
        Library(nullcontext).make_site()
        yield


@pytest.fixture
def library(site_of_module: None, db: None, commit: Callable) -> Library:
    """The same, to make pages in, and an index that knows of it."""
    library = Library(commit)
    library.find_site()
    index.work_off()
    return library


@pytest.fixture
def queue(settings: Any) -> Callable[[Task], list]:
    """A queue that nobody works off: those of its tasks that are a given one are listed."""
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "ENQUEUE_ON_COMMIT": False}
    }
    default_task_backend.clear()
    return lambda task: [result for result in default_task_backend.results if result.task.func == task.func]
