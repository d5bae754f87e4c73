"""What readers open from the results is counted by the address that they come from: no redirect, no script."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from methodology.models import GuidePage
from search.usage import counting
from tests.search.library import Library
from tests.search.usage.reader import HOST, Reader, clicked, search_path


@pytest.fixture
def guide(library: Library) -> GuidePage:
    return library.guide("Közösségi kert")


def test_a_work_opened_from_the_results_is_counted(
    library: Library, guide: GuidePage, reader: Reader
) -> None:
    other = library.guide("Kerti tó")
    for url in (guide.url, guide.url, other.url):
        reader.search("Kert")
        reader.follow(url)
    assert clicked() == {
        ("kert", str(guide.translation_key)): 2,
        ("kert", str(other.translation_key)): 1,
    }


def test_both_languages_of_a_work_are_one(library: Library, guide: GuidePage, reader: Reader) -> None:
    english = library.guide("Community garden", "en", translation_of=guide)
    reader.search("kert")
    reader.follow(guide.url)
    reader.search("kert")
    reader.follow(f"{english.url}?from=hu")
    assert clicked() == {("kert", str(guide.translation_key)): 2}


def test_a_link_in_the_opened_work_is_no_click(library: Library, guide: GuidePage, reader: Reader) -> None:
    other = library.guide("Kerti tó")
    reader.search("kert")
    reader.follow(guide.url)
    reader.follow(other.url)
    assert clicked() == {("kert", str(guide.translation_key)): 1}


def test_a_click_belongs_to_the_language_of_its_search(guide: GuidePage, reader: Reader) -> None:
    reader.search("kert", "en")
    reader.follow(guide.url)
    assert list(clicked()) == [("kert", str(guide.translation_key))]
    reader.here = HOST + search_path("kert", "hu")
    reader.follow(guide.url)
    assert sum(clicked().values()) == 1


def test_a_click_after_midnight_on_sunday_still_counts(guide: GuidePage, reader: Reader) -> None:
    with time_machine.travel("2026-11-29 23:58+01:00"):
        reader.search("kert")
    with time_machine.travel("2026-11-30 00:02+01:00"):
        reader.follow(guide.url)
    assert clicked() == {("kert", str(guide.translation_key)): 1}
    with time_machine.travel(dt.datetime(2026, 12, 14, tzinfo=dt.UTC)):
        reader.here = HOST + search_path("kert")
        reader.follow(guide.url)
    assert clicked() == {("kert", str(guide.translation_key)): 1}


@pytest.mark.parametrize(
    "came_from",
    [
        HOST + search_path("soha nem keresett"),
        HOST + search_path("titok@example.org"),
        "http://elsewhere.example" + search_path("kert"),
        HOST + "/hu/?q=kert",
        HOST + "/hu/kereses/",
        HOST + "/hu/kereses/?q=",
        HOST + "/hu/kereses/?" + "&".join(["q=kert"] * 200),
        "http://[::1" + search_path("kert"),
        "nonsense",
        "",
        "\x00\xff",
        "http://testserver/hu/kereses/?q=%00%FF%ED%A0%80",
    ],
)
def test_a_forged_or_broken_address_counts_nothing(guide: GuidePage, reader: Reader, came_from: str) -> None:
    reader.search("kert")
    reader.here = came_from
    reader.follow(guide.url)
    assert clicked() == {}


def test_forged_addresses_make_no_more_than_some_rows(
    library: Library, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST_WORKS", 2)
    guides = [library.guide(f"Kert {number}") for number in range(4)]
    reader.search("kert")
    for guide in guides:
        reader.here = HOST + search_path("kert")
        reader.follow(guide.url)
    assert len(clicked()) == 2


def test_programs_and_what_nobody_looks_at_count_nothing(
    guide: GuidePage, reader: Reader, new_reader: Callable[..., Reader]
) -> None:
    reader.search("kert")
    reader.follow(guide.url, method="head")
    for other in (new_reader("curl/8"), new_reader("")):
        other.here = HOST + search_path("kert")
        other.follow(guide.url)
    reader.here = HOST + search_path("kert")
    reader.follow(guide.url, **{"sec-purpose": "prefetch"})
    assert clicked() == {}


def test_a_question_for_a_password_is_no_click(library: Library, guide: GuidePage, reader: Reader) -> None:
    reader.search("kert")
    with library.commit():
        PageViewRestriction.objects.create(page=guide, restriction_type="password", password="x")
    page = reader.follow(guide.url)
    assert b"password" in page.content
    assert clicked() == {}


def test_a_page_that_is_not_there_is_no_click(guide: GuidePage, reader: Reader) -> None:
    reader.search("kert")
    reader.follow("/hu/nincs-ilyen/", status=404)
    assert clicked() == {}


def test_a_page_view_that_is_no_click_costs_nothing(guide: GuidePage, reader: Reader) -> None:
    costs = []
    for came_from in ("", "", "android-app://elsewhere", HOST + "/hu/"):
        reader.here = came_from
        with CaptureQueriesContext(connection) as queries:
            reader.follow(guide.url)
        costs.append(len(queries))
    # The first view of a process reads content types and the like.
    assert costs[1] == costs[2] == costs[3]


def test_browsers_are_told_to_say_where_a_reader_comes_from(guide: GuidePage, reader: Reader) -> None:
    assert reader.search("kert")["Referrer-Policy"] == "strict-origin-when-cross-origin"
