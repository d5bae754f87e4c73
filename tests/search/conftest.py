"""A site in two languages with an index of its own for each test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from search import index
from search.engines import current_engine
from search.engines.base import Engine
from tests.search.library import Library


@pytest.fixture(autouse=True)
def search_file(settings: Any, tmp_path: Path) -> Path:
    """An index file that only this test uses."""
    path = tmp_path / "search.sqlite3"
    settings.SEARCH_URL = f"sqlite:///{path}"
    index.resume()
    return path


@pytest.fixture
def engine(search_file: Path) -> Engine:
    return current_engine()


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Callable) -> Callable:
    """`with commit():` does what a commit sets going, at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def library(db: None, commit: Callable) -> Library:
    """A site without pages but its two home pages."""
    library = Library(commit)
    library.make_site()
    return library
