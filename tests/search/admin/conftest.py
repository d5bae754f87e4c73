"""The small library of the search tests, people of each group, and weeks in which readers searched."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from tests.factories import make_member
from tests.search.conftest import commit, engine, library, search_file

__all__ = ["commit", "engine", "library", "search_file"]


@pytest.fixture
def log_in(library: object) -> Callable[[str], Client]:
    """A browser of a new member of a group, who reads the admin in English."""

    def make(group_name: str) -> Client:
        client = Client()
        client.force_login(make_member(group_name))
        return client

    return make


@pytest.fixture
def wednesday() -> Iterator[dt.date]:
    """It is Wednesday, 25 November 2026; gives the Monday of its week."""
    with time_machine.travel("2026-11-25 12:00+01:00", tick=False):
        yield dt.date(2026, 11, 23)
