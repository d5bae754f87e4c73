"""Where to go on in a list: opaque words that hold the place of the last item, and no number of a page.

A list is in an order in which nothing ever moves and what is new comes last, so what is added or taken away meanwhile
makes nobody see an item twice or miss one that stays.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

from linking.api.problems import ProblemError

DIGITS = 8  # of the checksum
LONGEST = 200


def make_cursor(list_name: str, place: str) -> str:
    """The cursor behind the item at `place` of a list."""
    raw = f"{_checksum(list_name, place)}{place}".encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def read_cursor(list_name: str, cursor: str) -> str:
    """The place that a cursor of this list holds. Raises ProblemError (400) for what is none."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        raw = ""
    checksum, place = raw[:DIGITS], raw[DIGITS:]
    if not place or checksum != _checksum(list_name, place) or make_cursor(list_name, place) != cursor:
        raise ProblemError(
            400,
            f"This is no cursor of {list_name}. Take it as it is from the last answer, or begin again without one.",
        )
    return place


def next_url(request: HttpRequest, **changed: str) -> str:
    """The address of the request with other parameters: of what follows."""
    parameters: Mapping[str, list[str]] = {
        **dict(request.GET.lists()),
        **{k: [v] for k, v in changed.items()},
    }
    return f"{settings.BASE_URL}{request.path}?{urlencode(parameters, doseq=True)}"


def _checksum(list_name: str, place: str) -> str:
    return hashlib.sha256(f"{list_name}:{place}".encode()).hexdigest()[:DIGITS]
