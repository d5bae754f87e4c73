"""Events as calendars: read by a program that knows nothing of this site."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar, Event

from home.models import EventPage, NewsIndexPage, NewsPage
from methodology.models import GuidePage
from tests.linking.permalinks.test_permalinks import code_of, publish
from tests.small_site import path_of, read, restrict

BUDAPEST = ZoneInfo("Europe/Budapest")
SUMMER = dt.datetime(2027, 7, 1, 16, 0, tzinfo=dt.UTC)


def ask(path: str, **headers: str) -> Any:
    return Client(headers={"host": "localhost", **headers}).get(path)


def events_at(path: str) -> list[Event]:
    """The events of the calendar at a path, once that has been found to have what RFC 5545 asks for (section 3.6)."""
    response = ask(path)
    assert response.status_code == 200, path
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"\r\n" in response.content
    assert max(map(len, response.content.split(b"\r\n"))) <= 75
    calendar = Calendar.from_ical(response.content)
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    events = list(calendar.walk("VEVENT"))
    assert len({event["uid"] for event in events}) == len(events)
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL", "SEQUENCE"} <= set(event)
        assert event["dtstart"].dt < event["dtend"].dt
    zones = {str(event["dtstart"].params["TZID"]) for event in events}
    assert {str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")} == zones
    return events


def summaries(path: str) -> list[str]:
    return sorted(str(event["summary"]) for event in events_at(path))


def test_an_event_is_a_calendar_with_the_time_of_hungary(site):
    event = site.page(
        EventPage,
        "Nyári vásár, mindenkinek",
        start=SUMMER,
        end=SUMMER + dt.timedelta(hours=2),
        place="Alsóbodzás, művelődési ház",
        address="Fő utca 1.",
        organiser="A kör",
        access="Két lépcső.\nBusz a téren.",
        online_url="https://example.org/vasar",
    )
    (told,) = events_at(f"{path_of(event)}calendar.ics")
    assert str(told["summary"]) == "Nyári vásár, mindenkinek"
    assert told["summary"].params["LANGUAGE"] == "hu"
    assert told["dtstart"].dt == dt.datetime(2027, 7, 1, 18, 0, tzinfo=BUDAPEST)
    assert told["dtstart"].params["TZID"] == "Europe/Budapest"
    assert told["dtend"].dt == dt.datetime(2027, 7, 1, 20, 0, tzinfo=BUDAPEST)
    assert str(told["location"]) == "Alsóbodzás, művelődési ház, Fő utca 1."
    assert str(told["contact"]) == "A kör"
    assert told["url"] == f"http://localhost/p/{code_of(event)}/hu"
    for part in ("Két lépcső.\nBusz a téren.", "https://example.org/vasar", str(told["url"])):
        assert part in str(told["description"])
    page = read(path_of(event))
    assert page.select_one('link[type="text/calendar"]')["href"] == f"{path_of(event)}calendar.ics"
    assert page.select_one('.packet a[type="text/calendar"]')["href"] == f"{path_of(event)}calendar.ics"


def test_an_event_stays_one_event_in_both_languages_and_after_changes(site):
    hungarian = site.page(EventPage, "Vásár")
    english = site.page(EventPage, "Fair", "en", hungarian)
    (first,), (other,) = (events_at(f"{path_of(page)}calendar.ics") for page in (hungarian, english))
    assert first["uid"] == other["uid"]
    assert (str(other["summary"]), other["sequence"]) == ("Fair", 0)
    publish(hungarian, title="Nagy vásár", slug="nagy-vasar")
    moved = ask(f"/hu/hirek/{hungarian.slug}/calendar.ics")
    assert (moved.status_code, moved.url) == (301, "/hu/hirek/nagy-vasar/calendar.ics")
    (second,) = events_at(moved.url)
    assert (second["uid"], second["sequence"]) == (first["uid"], 1)
    assert second["dtstamp"].dt >= first["dtstamp"].dt


def test_the_whole_agenda_is_a_calendar_in_each_language(site):
    site.page(NewsPage, "Hír")
    fair = site.page(EventPage, "Vásár")
    site.page(EventPage, "Fair", "en", fair)
    site.page(EventPage, "Kaláka")
    agenda = site.url(NewsIndexPage)
    assert summaries(f"{agenda}calendar.ics") == summaries("/hu/calendar.ics") == ["Kaláka", "Vásár"]
    assert summaries(f"{site.url(NewsIndexPage, 'en')}calendar.ics") == ["Fair"]
    page = read(agenda)
    assert page.select_one('.follow a[type="text/calendar"]')["href"] == f"{agenda}calendar.ics"
    guide = site.page(GuidePage)
    for path in (path_of(guide), "/hu/modszertar/", "/hu/sehol/"):
        assert ask(f"{path}calendar.ics").status_code == 404, path


def test_only_what_everybody_may_see_is_in_a_calendar(site):
    """Drafts, what is restricted and what has run out, in both languages."""
    for code in ("hu", "en"):
        site.page(EventPage, f"Seen {code}", code)
        hidden = [
            site.page(EventPage, "Rejtett", code, live=False),
            site.page(EventPage, "Rejtett", code, expire_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)),
            site.page(EventPage, "Rejtett", code),
        ]
        restrict(hidden[-1])
        news = f"{site.url(NewsIndexPage, code)}calendar.ics"
        assert summaries(news) == summaries(f"/{code}/calendar.ics") == [f"Seen {code}"]
        assert [ask(f"{path_of(page)}calendar.ics").status_code for page in hidden] == [404] * 3


@pytest.mark.parametrize("count", [1, 3, 24])
def test_a_calendar_costs_the_same_for_any_number_of_events(site, count, django_assert_num_queries):
    for number in range(count):
        site.page(EventPage, f"Vásár {number}")
    path = f"{site.url(NewsIndexPage)}calendar.ics"
    first = ask(path)
    with django_assert_num_queries(4):
        assert ask(path).status_code == 200
    with django_assert_num_queries(2):
        assert ask(path, if_none_match=first["ETag"]).status_code == 304


def test_an_event_that_an_editor_has_given_no_time_is_in_no_calendar(site):
    event = site.page(EventPage, "Vásár")
    EventPage.objects.filter(pk=event.pk).update(start=None)
    assert events_at(f"{path_of(event)}calendar.ics") == []
