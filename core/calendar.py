"""What a page tells about something to come to, as plain values, so that no calendar format needs to know a page type."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class CalendarEvent:
    """An event in the language of its page; `start` and `end` are aware. Empty texts: not known."""

    start: datetime.datetime
    end: datetime.datetime
    place: str = ""
    address: str = ""
    online_url: str = ""
    organiser: str = ""
    notes: tuple[str, ...] = ()
