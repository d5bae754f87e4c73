"""A database that cannot be written to costs a count, and no reader an answer."""

import threading
import time
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection, connections

from methodology.models import GuidePage
from search.models import ClickCount, QueryCount
from search.usage.counting import PATIENCE, add_click, add_search
from search.usage.wording import Wording, word_query
from tests.search.library import Library
from tests.search.usage.reader import Reader, counted

KERT = word_query("kert") or Wording()


def elsewhere(job: Callable[[], None]) -> float:
    """Do something on another connection and give the seconds that it took; the transaction of the test stays open."""
    took = []

    def work() -> None:
        with connection.cursor():
            pass  # opening a connection takes its time too
        started = time.monotonic()
        job()
        took.append(time.monotonic() - started)
        connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return took[0]


@pytest.mark.django_db
def test_a_count_gives_up_soon_while_another_writes() -> None:
    add_search("hu", KERT, 1, 1)  # not committed: the lock of the table or the row is taken
    assert PATIENCE / 1000 / 2 < elsewhere(lambda: add_search("hu", KERT, 1, 1)) < PATIENCE / 1000 * 10
    assert counted() == {"kert": 1}
    add_search("hu", KERT, 1, 1)
    assert counted() == {"kert": 2}


@pytest.mark.sqlite
@pytest.mark.django_db
def test_the_usual_patience_comes_back() -> None:
    seen = []

    def look() -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout")
            seen.append(cursor.fetchone()[0])

    def look_and_count() -> None:
        look()
        add_search("hu", KERT, 1, 1)
        look()

    add_search("hu", KERT, 1, 1)
    elsewhere(look_and_count)  # one that gives up
    look_and_count()
    assert set(seen) == {20_000}


def lose(table: str) -> None:
    """Within the transaction of the test, so that it is there again afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO lost")


def test_a_reader_gets_the_results_of_a_site_that_cannot_count(library: Library, reader: Reader) -> None:
    guide = library.guide("Közösségi kert")
    lose(QueryCount._meta.db_table)
    answer = reader.search("kert")
    assert [hit.work for hit in answer.context["hits"]] == [str(guide.translation_key)]
    assert GuidePage.objects.count() == 1  # the transaction goes on


def test_a_reader_opens_a_page_that_cannot_be_counted(library: Library, reader: Reader) -> None:
    guide = library.guide("Közösségi kert")
    reader.search("kert")
    lose(ClickCount._meta.db_table)
    assert b"Summary" in reader.follow(guide.url).content
    add_click("hu", KERT, uuid4())
    assert counted() == {"kert": 1}
