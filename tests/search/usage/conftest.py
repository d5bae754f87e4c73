"""The small library of the search tests, and a reader with a browser."""

from collections.abc import Callable

import pytest

from tests.search.conftest import commit, engine, library, search_file
from tests.search.usage.reader import Reader

__all__ = ["commit", "engine", "library", "search_file"]


@pytest.fixture
def reader(library: object) -> Reader:
    """Somebody who reads in Hungarian."""
    return Reader()


@pytest.fixture
def new_reader(library: object) -> Callable[..., Reader]:
    """Makes readers with other headers."""
    return Reader
