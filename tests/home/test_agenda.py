"""News and events: what comes, what is new, what was, at the minute."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine

from communities.models import CommunityPage
from home.models import EventPage, NewsIndexPage, NewsPage
from tests.small_site import REQUIRED, path_of, read, refusals, texts

BUDAPEST = ZoneInfo("Europe/Budapest")
NOW = dt.datetime(2026, 12, 5, 15, 0, tzinfo=BUDAPEST)


def make_event(site, title, start, hours=2.0, language_code="en", **values):
    return site.page(
        EventPage, title, language_code, start=start, end=start + dt.timedelta(hours=hours), **values
    )


@pytest.fixture
def agenda(site):
    make_event(site, "Tomorrow", NOW + dt.timedelta(days=1))
    make_event(site, "Next year", NOW + dt.timedelta(days=300))
    make_event(site, "Going on", NOW - dt.timedelta(hours=1))
    make_event(site, "Just over", NOW - dt.timedelta(hours=2))
    make_event(site, "Long over", NOW - dt.timedelta(days=300))
    site.page(NewsPage, "Old news", "en", date=dt.date(2026, 1, 1))
    site.page(NewsPage, "New news", "en", date=dt.date(2026, 12, 1))
    return site


def lists(site, code="en"):
    page = read(site.url(NewsIndexPage, code))
    return {name: texts(page, f"#{name} h3") for name in ("upcoming", "news", "past")}


def test_events_are_upcoming_until_their_last_minute_soonest_first(agenda):
    with time_machine.travel(NOW, tick=False):
        assert lists(agenda) == {
            "upcoming": ["Going on", "Tomorrow", "Next year"],
            "news": ["New news", "Old news"],
            "past": ["Just over", "Long over"],
        }
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=False):
        assert lists(agenda)["past"] == ["Going on", "Just over", "Long over"]
    with time_machine.travel(NOW + dt.timedelta(minutes=59), tick=False):
        assert lists(agenda)["upcoming"][0] == "Going on"


def test_a_work_is_listed_once_and_in_the_readers_language(site):
    with time_machine.travel(NOW, tick=False):
        hungarian = make_event(site, "Vásár", NOW + dt.timedelta(days=2), language_code="hu")
        english = make_event(site, "Fair", NOW + dt.timedelta(days=2), translation_of=hungarian)
        only = make_event(site, "Csak magyarul", NOW + dt.timedelta(days=1), language_code="hu")
        page = read(site.url(NewsIndexPage, "en"))
        assert [(link.get_text(), link["href"]) for link in page.select("#upcoming h3 a")] == [
            ("Csak magyarul", f"{path_of(only)}?from=en"),
            ("Fair", path_of(english)),
        ]
        assert texts(page, ".remark") == ["only in Hungarian"]


def test_event_page_shows_day_times_and_who_invites(site):
    hungarian = site.page(CommunityPage, "Kör")
    event = make_event(
        site,
        "Seed cleaning",
        dt.datetime(2026, 12, 5, 14, tzinfo=BUDAPEST),
        3,
        community=hungarian,
        online_url="https://example.org/join",
        registration="By Thursday",
        access="One step at the door",
    )
    with time_machine.travel("2026-12-01T12:00:00+01:00", tick=False):
        page = read(path_of(event))
        facts = {texts(entry, "dt")[0]: texts(entry, "dd") for entry in page.select(".packet__facts > div")}
        assert facts["When"] == ["5 December 2026", "14:00–17:00", "To my calendar"]
        assert facts["Where"][0] == "House of culture"
        assert facts["Registration"] == ["By Thursday"]
        links = {link.get_text(strip=True): link["href"] for link in page.select(".packet a")}
        assert links == {
            "The circle": f"{path_of(hungarian)}?from=en",
            "Join online": "https://example.org/join",
            "To my calendar": f"{path_of(event)}calendar.ics",
        }
    with time_machine.travel("2026-12-06T12:00:00+01:00", tick=False):
        page = read(path_of(event))
        assert "This event is over." in page.select_one(".notice").get_text()
        assert "Join online" not in page.get_text()
        assert "To my calendar" not in page.get_text()


def test_an_event_over_several_days_shows_both_ends(site):
    event = make_event(site, "Camp", dt.datetime(2027, 7, 1, 10, tzinfo=BUDAPEST), 50)
    when = texts(read(path_of(event)), ".packet__facts > div:first-child dd")
    assert when == ["1 July 2027", "1 July 2027, 10:00 – 3 July 2027, 12:00", "To my calendar"]


def test_an_event_late_in_the_evening_is_on_its_hungarian_day(site):
    start = dt.datetime(2026, 12, 5, 23, 30, tzinfo=BUDAPEST)  # still the fifth here, and in UTC
    event = make_event(site, "Night", dt.datetime(2026, 12, 6, 0, 30, tzinfo=BUDAPEST), 1)
    assert event.day == dt.date(2026, 12, 6)
    assert make_event(site, "Evening", start, 0.25).day == dt.date(2026, 12, 5)


@pytest.mark.parametrize(("hours", "is_refused"), [(1, False), (0, True), (-1, True)])
def test_an_event_ends_after_it_starts(db, hours, is_refused):
    event = EventPage(
        title="Vásár",
        slug="vasar",
        summary="Vásár.",
        **{**REQUIRED[EventPage], "start": NOW, "end": NOW + dt.timedelta(hours=hours)},
    )
    assert set(refusals(event, is_draft=True)) == ({"end"} if is_refused else set())


def test_news_shows_its_date_and_the_way_to_the_list(site):
    page = read(path_of(site.page(NewsPage, "It opens", "en", date=dt.date(2026, 12, 1))))
    assert page.select_one(".kind-line time")["datetime"] == "2026-12-01"
    assert page.select_one(".kind-line a")["href"] == site.url(NewsIndexPage, "en")


@pytest.mark.parametrize(
    ("code", "upcoming", "news", "past", "large"),
    [
        (
            "hu",
            "2027. január 21. csütörtök",
            "2026. december 1.",
            "2026. október 10.",
            "január 21. csütörtök",
        ),
        ("en", "21 January 2027, Thursday", "1 December 2026", "10 October 2026", "21 January, Thursday"),
    ],
)
def test_days_stand_in_the_order_of_the_language(site, code, upcoming, news, past, large):
    event = make_event(site, "Est", dt.datetime(2027, 1, 21, 18, tzinfo=BUDAPEST), language_code=code)
    make_event(site, "Volt", dt.datetime(2026, 10, 10, 18, tzinfo=BUDAPEST), language_code=code)
    site.page(NewsPage, "Hír", code, date=dt.date(2026, 12, 1))
    with time_machine.travel(NOW, tick=False):
        page = read(site.url(NewsIndexPage, code))
        assert [texts(page, f"#{name} time") for name in ("upcoming", "news", "past")] == [
            [upcoming],
            [news],
            [past],
        ]
        assert texts(read(path_of(event)), ".packet__picture--day") == [large]
