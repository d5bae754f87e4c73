"""Events as iCalendar (RFC 5545), with the times of Hungary."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event

from linking.feeds.texts import TextRow
from linking.feeds.works import text_id

TYPE = "text/calendar; charset=utf-8"


def make_calendar(name: str, language_code: str, events: Iterable[tuple[TextRow, Any]]) -> bytes:
    """A calendar of pages that are events; a page that is none, or that nobody has given a time, is left out.

    An event has the same UID in both languages: it is one event, whoever follows both.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Kisközösségek Átalakulásban//{language_code}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    for row, page in events:
        event = make_event(row, page, language_code)
        if event is not None:
            calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def make_event(row: TextRow, page: Any, language_code: str) -> Event | None:
    """One event; None where the page does not say when it is."""
    told = page.calendar_event()
    if told is None:
        return None
    zone = ZoneInfo(settings.TIME_ZONE)
    language = {"LANGUAGE": language_code}
    address = text_id(row.code, language_code)
    event = Event()
    event.add("uid", str(row.key))
    event.add("sequence", row.number - 1)
    event.add("dtstamp", row.updated)
    event.add("created", row.published)
    event.add("last-modified", row.updated)
    event.add("dtstart", told.start.astimezone(zone))
    event.add("dtend", told.end.astimezone(zone))
    event.add("summary", page.title, parameters=language)
    event.add("location", ", ".join(part for part in (told.place, told.address) if part), parameters=language)
    notes = [page.summary, *told.notes, told.online_url, address]
    event.add("description", "\n\n".join(note for note in notes if note), parameters=language)
    if told.organiser:
        event.add("contact", told.organiser, parameters=language)
    event.add("url", address)
    event.add("status", "CONFIRMED")
    return event
