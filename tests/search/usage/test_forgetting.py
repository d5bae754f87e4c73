"""Counts go after twelve months, rare words after four weeks; what is left says how many searches there were."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.models import ClickCount, QueryCount
from search.usage import forget

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)  # a Wednesday
THIS_WEEK = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def make_count(text: str, weeks_ago: int, searches: int = 1, language_code: str = "hu") -> QueryCount:
    week = THIS_WEEK - dt.timedelta(weeks=weeks_ago)
    return QueryCount.objects.create(
        week=week, language_code=language_code, key=text, text=text, searches=searches, found=1, matched=1
    )


def rows() -> list[tuple[int, str, str, int]]:
    """(weeks ago, language, text, searches)."""
    found = QueryCount.objects.order_by("-week", "language_code", "text").values_list(
        "week", "language_code", "text", "searches"
    )
    return [((THIS_WEEK - week).days // 7, *rest) for week, *rest in found]


def test_counts_older_than_twelve_months_go_with_their_clicks() -> None:
    for weeks_ago in (51, 52, 60):
        ClickCount.objects.create(query=make_count("kert", weeks_ago, 100), work=uuid.uuid4(), clicks=1)
    make_count("", 52, 7)
    call_command("forget_searches", verbosity=0)
    assert rows() == [(51, "hu", "kert", 100)]
    assert ClickCount.objects.count() == 1
    # The Monday of what is left is less than a year ago.
    assert THIS_WEEK - QueryCount.objects.get().week < dt.timedelta(days=365)


def test_the_words_of_a_rare_query_go_four_weeks_after_its_last_search() -> None:
    ClickCount.objects.create(query=make_count("kovacs bela", 5), work=uuid.uuid4(), clicks=1)
    make_count("kovacs bela", 4)
    make_count("szabo anna", 5, 2)
    make_count("", 5, 10)
    assert forget() > 0
    assert rows() == [(4, "hu", "", 1), (5, "hu", "", 13)]
    assert ClickCount.objects.count() == 0
    assert not QueryCount.objects.filter(text__gt="").exists()


def test_what_came_again_or_often_enough_stays() -> None:
    make_count("kert", 10, 2)
    make_count("kert", 30, 1)
    make_count("komposzt", 5, 1)
    make_count("komposzt", 3, 1)
    make_count("kovasz", 3, 1)
    before = rows()
    assert forget() == 0
    assert rows() == before


def test_languages_are_counted_apart() -> None:
    make_count("radio", 6, 2, "hu")
    make_count("radio", 6, 4, "en")
    forget()
    assert rows() == [(6, "en", "radio", 4), (6, "hu", "", 2)]


def test_a_query_that_was_forgotten_can_be_searched_again() -> None:
    from search.usage.counting import add_search
    from search.usage.wording import word_query

    make_count("kert", 6)
    forget()
    add_search("hu", word_query("kert"), 3, 3)
    assert rows() == [(0, "hu", "kert", 1), (6, "hu", "", 1)]


def test_nothing_is_written_where_nothing_is_due() -> None:
    make_count("kert", 3)
    with CaptureQueriesContext(connection) as queries:
        assert forget() == 0
    assert [query["sql"].split()[0] for query in queries] == ["SELECT", "SELECT"]


def test_many_rare_queries_go_at_once() -> None:
    QueryCount.objects.bulk_create(
        QueryCount(
            week=THIS_WEEK - dt.timedelta(weeks=6),
            language_code=code,
            key=f"szo{number}",
            text=f"szó{number}",
            searches=1,
        )
        for number in range(1_200)
        for code in ("hu", "en")
    )
    assert forget() == 2_400
    assert rows() == [(6, "en", "", 1_200), (6, "hu", "", 1_200)]
