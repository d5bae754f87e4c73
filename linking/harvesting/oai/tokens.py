"""Resumption tokens: signed words that hold the whole question and the place in its list, so nothing is kept here.

Lists are in an order in which nothing moves, so the same token can be sent again and no record comes twice.
"""

import datetime as dt
from typing import NamedTuple

from django.core import signing
from django.utils import timezone

from linking.harvesting.oai.arguments import Window
from linking.harvesting.oai.errors import Code, ProtocolError

SALT = "linking.harvesting.oai"
GOOD_FOR = dt.timedelta(days=2)


class Progress(NamedTuple):
    """How far a list was given: up to the record at `place`, `given` records of `total`, which there were at its beginning."""

    verb: str
    window: Window
    place: int
    given: int
    total: int


def make_token(progress: Progress) -> str:
    """The token that goes on behind this place."""
    window = progress.window
    dates = [moment and moment.isoformat() for moment in (window.since, window.before)]
    return signing.dumps(
        [progress.verb, *dates, window.set_name, progress.place, progress.given, progress.total], salt=SALT
    )


def read_token(verb: str, token: str) -> Progress:
    """What a token of a list of this verb holds. Raises ProtocolError (badResumptionToken) for any other, and an old one."""
    try:
        held = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        held = [None]
    if held[0] != verb:
        raise ProtocolError(
            Code.BAD_TOKEN, "Take the token as it is from the last answer to this verb, or begin again."
        )
    _verb, since, before, set_name, place, given, total = held
    return Progress(verb, Window(_moment(since), _moment(before), set_name), place, given, total)


def expires_at() -> dt.datetime:
    """Until when a token is good that is given now."""
    return timezone.now() + GOOD_FOR


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
