"""Who leads readers here: the host that a browser names (`Referer`) is counted by work and month, and nothing else.

Only the name of the host is ever looked at, never the address of the page, which may tell who somebody is. A forged
`Referer` can do no more than raise a number.
"""

import datetime as dt
import logging
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db import DatabaseError
from django.db.models import F, Max, Sum
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from core.database import begin_row, change_row, short_transaction
from core.requests import do_after, is_reader
from linking.models import Permalink, ReferrerCount

logger = logging.getLogger(__name__)

KEPT_MONTHS = 12  # with the present one
MOST_HOSTS = 100  # of one work in one month; the others are counted together
PATIENCE = 200  # milliseconds that another writer may take
_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


@dataclass(frozen=True)
class Referrer:
    """A host (empty: all that had no row of their own), how many visits came from it, and the last month with one."""

    host: str
    visits: int
    last: dt.date


def count_referrer(page: Any, request: HttpRequest, response: HttpResponseBase) -> None:
    """Count that a reader came to a work from another host, once the page has been sent."""
    host = find_host(request)
    if host and response.status_code == 200 and is_reader(request):
        do_after(response, lambda: add_visit(page.translation_key, host))


def find_host(request: HttpRequest) -> str:
    """The host of the page that a request comes from; empty for this site, an address of numbers, or nothing at all."""
    try:
        host = urlsplit(request.headers.get("Referer", "")).hostname or ""
    except ValueError:
        return ""
    if host == request.get_host().partition(":")[0] or not _HOST.fullmatch(host):
        return ""
    return host


def add_visit(work: UUID, host: str) -> None:
    """Count one visit to a work (its translation key) in the present month. What cannot be written at once is not counted."""
    try:
        with short_transaction(PATIENCE):
            permalink = Permalink.objects.filter(translation_key=work).first()
            if permalink is not None:
                _add_visit(permalink, host)
    except DatabaseError as error:
        logger.info("A visit is not counted: %s", error)


def _add_visit(permalink: Permalink, host: str) -> None:
    month = timezone.localdate().replace(day=1)
    row: dict[str, Any] = {"permalink": permalink, "month": month, "host": host}
    values = {"visits": F("visits") + 1}
    if change_row(ReferrerCount, row, values):
        return
    of_month = ReferrerCount.objects.filter(permalink=permalink, month=month).exclude(host="")
    if host and of_month.count() >= MOST_HOSTS:
        _add_visit(permalink, "")
        return
    ReferrerCount.objects.filter(month__lt=oldest_month()).delete()
    begin_row(ReferrerCount, row)
    change_row(ReferrerCount, row, values)


def oldest_month() -> dt.date:
    """The first day of the oldest month that is kept and shown."""
    today = timezone.localdate()
    months = today.year * 12 + today.month - KEPT_MONTHS
    return dt.date(months // 12, months % 12 + 1, 1)


def list_referrers(permalink: Permalink) -> list[Referrer]:
    """The hosts that readers came from in the last twelve months, those with most visits first."""
    rows = (
        ReferrerCount.objects.filter(permalink=permalink, month__gte=oldest_month())
        .order_by()
        .values("host")
        .annotate(number=Sum("visits"), last=Max("month"))
        .order_by("-number", "host")
    )
    return [Referrer(row["host"], row["number"], row["last"]) for row in rows]
