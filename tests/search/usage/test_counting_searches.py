"""Searches are counted by week, once each, and nothing is kept of who searched."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import DateField
from django.test.utils import CaptureQueriesContext

from search.models import ClickCount, QueryCount
from search.usage import counting
from tests.search.library import Library
from tests.search.usage.reader import FIREFOX, HOST, Reader, counted, search_path

# A week's second search of a query: the patience of the database around one change.
COST_OF_COUNTING = {"sqlite": 6, "postgresql": 4}


def test_searches_of_a_week_are_added_up(reader: Reader) -> None:
    with time_machine.travel("2026-11-23 10:00+01:00"):
        reader.search("kert")
        reader.search("kert")
        reader.search("komposzt")
    with time_machine.travel("2026-11-29 23:59+01:00"):
        reader.search("kert")
    with time_machine.travel("2026-11-30 00:01+01:00"):
        reader.search("kert")
        reader.search("garden", "en")
    rows = QueryCount.objects.order_by("pk").values_list("week", "language_code", "text", "searches")
    assert list(rows) == [
        (dt.date(2026, 11, 23), "hu", "kert", 3),
        (dt.date(2026, 11, 23), "hu", "komposzt", 1),
        (dt.date(2026, 11, 30), "hu", "kert", 1),
        (dt.date(2026, 11, 30), "en", "garden", 1),
    ]


def test_case_accents_and_spaces_make_no_other_query(reader: Reader) -> None:
    for text in ("kozossegi kert", "  KÖZÖSSÉGI   Kert ", "Kozossegi kert!"):
        reader.search(text)
    row = QueryCount.objects.get()
    assert (row.key, row.searches) == ("kozossegi kert", 3)
    assert row.text == "kozossegi kert"


def test_a_phrase_and_an_unwanted_word_are_queries_of_their_own(reader: Reader) -> None:
    for text in ("közösségi kert", "„közösségi kert”", "közösségi -kert"):
        reader.search(text)
    assert counted() == {"közösségi kert": 1, '"közösségi kert"': 1, "közösségi -kert": 1}


def test_what_is_found_is_kept_as_it_was_last(library: Library, reader: Reader) -> None:
    reader.search("kert")
    assert QueryCount.objects.values_list("found", "matched").get() == (0, 0)
    library.guide("Közösségi kert")
    library.guide("Kerti tó")
    reader.search("kert")
    assert QueryCount.objects.values_list("found", "matched").get() == (2, 2)
    reader.search("kert zsiráf")
    assert QueryCount.objects.values_list("found", "matched").get(text="kert zsiráf") == (2, 0)


def test_what_filters_leave_says_nothing_about_the_words(library: Library, reader: Reader) -> None:
    library.guide("Közösségi kert")
    library.topic("food", "Élelmiszer")
    reader.search("kert")
    reader.search("kert", topic="food")
    reader.search("komposzt", topic="food")
    rows = QueryCount.objects.order_by("pk").values_list("text", "searches", "found", "matched")
    assert list(rows) == [("kert", 2, 1, 1), ("komposzt", 1, None, None)]


def test_filters_order_pages_and_language_are_no_new_search(library: Library, reader: Reader) -> None:
    library.topic("food", "Élelmiszer")
    for number in range(12):
        library.guide(f"Kert {number}")
    reader.search("kert")
    reader.follow(search_path("kert", page=2))
    reader.follow(search_path("kert", topic="food"))
    reader.follow(search_path("Kert", sort="date"))
    reader.follow(search_path("kert", "en"))
    reader.search("kert", page=2)
    assert counted() == {"kert": 1}
    reader.follow(search_path("komposzt"))
    assert counted() == {"kert": 1, "komposzt": 1}


def test_what_is_no_search_is_not_counted(library: Library, reader: Reader) -> None:
    library.topic("food", "Élelmiszer")
    reader.follow("/hu/kereses/")
    reader.follow("/hu/kereses/?topic=food")
    reader.search("?!")
    assert counted() == {}


@pytest.mark.parametrize(
    "program",
    [
        "",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/116.0 Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/120.0 Safari/537.36",
        "Mozilla/5.0 (compatible; YandexBot/3.0)",
        "facebookexternalhit/1.1",
    ],
)
def test_programs_are_not_counted(new_reader: Callable[..., Reader], program: str) -> None:
    new_reader(program).search("kert")
    assert counted() == {}


@pytest.mark.parametrize(
    "program",
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1",
        "Mozilla/5.0 (Linux; Android 14; CUBOT X70) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36",
    ],
)
def test_browsers_are_counted(new_reader: Callable[..., Reader], program: str) -> None:
    new_reader(program).search("kert")
    assert counted() == {"kert": 1}


def test_only_what_somebody_looks_at_is_counted(reader: Reader) -> None:
    reader.follow(search_path("kert"), method="head")
    reader.here = ""
    reader.follow(search_path("kert"), **{"sec-purpose": "prefetch;prerender"})
    reader.here = ""
    reader.follow(search_path("kert"), purpose="prefetch")
    assert counted() == {}


def test_an_editor_who_comes_from_the_admin_is_no_reader(reader: Reader) -> None:
    reader.here = f"{HOST}/admin/reports/searches/"
    reader.follow(search_path("kert"))
    assert counted() == {}
    reader.here = "http://elsewhere.example/admin/"
    reader.follow(search_path("kert"))
    assert counted() == {"kert": 1}


@pytest.mark.parametrize(
    "text",
    [
        "kovacs.bela@example.org",
        "írjatok: kovacs＠example.org",
        "@kovacsbela",
        "https://example.org/?token=abc",
        "www.example.org",
        "+36 30 123 4567",
        "06-30/123-45-67",
        "(06 1) 234 567",
        "TAJ 123 456 789",
        "123456AB",
        "született 1985.03.12",
        "١٢٣٤٥٦٧",
        "x" * 41,
        " ".join(["kert"] * 30),
    ],
)
def test_words_that_may_belong_to_a_person_are_not_kept(reader: Reader, text: str) -> None:
    reader.search(text)
    reader.search(text)
    assert QueryCount.objects.values_list("key", "text", "searches").get() == ("", "", 2)
    assert QueryCount.objects.values_list("found", "matched").get() == (None, None)


@pytest.mark.parametrize(
    "text", ["kert 2024-2025", "10000 forint", "tavasz 2026", "2 óra 12 fő", "50-60 fő 2026"]
)
def test_numbers_of_another_kind_are_kept(reader: Reader, text: str) -> None:
    reader.search(text)
    assert [bool(key) for key in counted()] == [True]


def test_a_letter_that_folds_to_two_still_fits(reader: Reader) -> None:
    text = " ".join(["ßßßßßßßßß"] * 10)
    reader.search(text)
    assert counted() == {"": 1}


def test_more_queries_than_a_week_can_have_are_only_a_number(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST_QUERIES", 3)
    for text in ("egy", "kettő", "három", "négy", "öt", "egy"):
        reader.search(text)
    assert counted() == {"egy": 2, "kettő": 1, "három": 1, "": 2}


def test_nothing_of_the_reader_is_kept(new_reader: Callable[..., Reader]) -> None:
    somebody = get_user_model().objects.create_user("bela", "bela@example.org")
    reader = new_reader(FIREFOX, cookie="tracker=abc123", **{"x-forwarded-for": "203.0.113.7"})
    reader.client.force_login(somebody)
    reader.search("kert")
    kept = [
        str(value)
        for model in (QueryCount, ClickCount)
        for row in model.objects.values()
        for value in row.values()
    ]
    assert sorted(kept) == sorted([str(QueryCount.objects.get().pk), str(counting.monday()), "hu", "kert", "kert", "1", "0", "0"])  # fmt: skip
    # A day would say more than a week: the only date is that of the Monday.
    dates = [field.name for model in (QueryCount, ClickCount) for field in model._meta.get_fields() if isinstance(field, DateField)]  # fmt: skip
    assert dates == ["week"]
    assert counting.monday().weekday() == 0


def test_counting_costs_one_change(reader: Reader) -> None:
    reader.search("kert")
    with CaptureQueriesContext(connection) as with_counting:
        reader.search("kert")
    with CaptureQueriesContext(connection) as without:
        reader.follow(search_path("kert"))
    assert len(with_counting) - len(without) == COST_OF_COUNTING[connection.vendor]


def test_the_search_page_never_shows_what_others_searched(library: Library, reader: Reader) -> None:
    library.guide("Közösségi kert")
    for _ in range(5):
        reader.search("ritkaszó kert")
    assert counted() == {"ritkaszó kert": 5}
    shown = b"".join(
        reader.search(text, code).content for code in ("hu", "en") for text in ("", "kert", "ritkasz", "ritkaszo", "xyzzy")
    )  # fmt: skip
    assert b"ritkasz\xc3\xb3" not in shown
