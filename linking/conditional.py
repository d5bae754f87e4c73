"""Answers that are asked for again and again: who has the last one hears that it still holds (RFC 9110, section 13)."""

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date


def answer_unless_known(
    request: HttpRequest,
    fingerprint: Any,
    make: Callable[[], bytes],
    content_type: str,
    changed: dt.datetime | None = None,
) -> HttpResponse:
    """What `make` gives, or 304 where the reader has it already.

    `fingerprint` says by its `repr` all that the answer depends on. `changed` is since when the answer has been as it
    is; None where that is not known for certain. Caches ask each time, so nothing is told after it was taken back.
    """
    etag = f'"{hashlib.sha256(repr(fingerprint).encode()).hexdigest()[:32]}"'
    seconds = int(changed.timestamp()) if changed else None
    response = get_conditional_response(request, etag=etag, last_modified=seconds)
    if response is None:
        response = HttpResponse(make(), content_type=content_type)
    response["ETag"] = etag
    if seconds is not None:
        response["Last-Modified"] = http_date(seconds)
    response["Cache-Control"] = "public, no-cache"
    return response
