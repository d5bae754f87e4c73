"""The records: what is on record of each text that was ever public, whether everybody may see it, and since when it is so.

A datestamp is that of the last change of the work (`PublicChange`) in whichever language, since a record names the other
one; or of what else changes what records tell: that a text was published again as it was, perhaps for a longer time, or
that a topic has another name. A page whose time has run out is deleted at its minute, before anything notes it.
"""

import datetime as dt
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import DateTimeField, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from wagtail.models import Page

from core.visibility import visible_to_everyone
from linking.harvesting.oai.arguments import Window
from linking.models import PublicChange, PublicState, PublicVersion
from linking.permalinks.codes import is_code
from linking.public_state import TOPICS_ROW

INDEX = "index"
LANGUAGES = [code for code, _name in settings.LANGUAGES]
# The number of a text's first version: one row a text, in the order in which they were first public.
FIRST = 1
LONG_AGO = Value(dt.datetime(1970, 1, 1, tzinfo=dt.UTC), output_field=DateTimeField())
FIELDS = ("pk", "code", "key", "kind", "language_code", "datestamp", "page_id", "said_since")


class Record(NamedTuple):
    """A text of a work. `page_id` is that of its page, None of a deleted record; `place` is its place in lists."""

    place: int
    code: str
    key: UUID
    kind: str
    language_code: str
    datestamp: dt.datetime
    page_id: int | None
    said_since: dt.datetime

    @property
    def identifier(self) -> str:
        """Its name for good (the oai-identifier format, guidelines of the protocol)."""
        return f"{_scheme()}{self.code}/{self.language_code}"

    @property
    def sets(self) -> tuple[str, str]:
        """The sets that it is in: its kind and its language."""
        return self.kind, self.language_code


def find_record(identifier: str) -> Record | None:
    """The record with this identifier; None where no text ever had it. One query, none for what cannot be one."""
    scheme = _scheme()
    code, _slash, language_code = identifier.removeprefix(scheme).partition("/")
    if not identifier.startswith(scheme) or not is_code(code) or language_code not in LANGUAGES:
        return None
    return next(_rows(_texts().filter(permalink__code=code, language_code=language_code)), None)


def list_records(window: Window, behind: int, most: int) -> list[Record]:
    """The records of a window, those that are behind a place, at most so many: one query."""
    return list(_rows(_in_window(window).filter(pk__gt=behind).order_by("pk"), most))


def count_records(window: Window) -> int:
    """How many records a window has: one query."""
    return _in_window(window).count()


def earliest_datestamp() -> dt.datetime | None:
    """No record has an earlier datestamp; None while there are none."""
    changes = PublicChange.objects.exclude(permalink__kind=INDEX)
    found: dt.datetime | None = changes.aggregate(first=Min("happened_at"))["first"]
    return found


def _scheme() -> str:
    return f"oai:{urlsplit(settings.BASE_URL).hostname}:"


def _rows(texts: QuerySet, most: int | None = None) -> "map[Record]":
    return map(Record._make, texts.values_list(*FIELDS)[:most])


def _in_window(window: Window) -> QuerySet:
    texts = _texts()
    if window.set_name:
        texts = texts.filter(Q(kind=window.set_name) | Q(language_code=window.set_name))
    if window.since is not None:
        texts = texts.filter(datestamp__gte=window.since)
    if window.before is not None:
        texts = texts.filter(datestamp__lt=window.before)
    return texts


def _texts() -> QuerySet:
    """All texts that were ever public but those of lists, with the `FIELDS` of a record."""
    changes = PublicChange.objects.filter(permalink=OuterRef("permalink"))
    versions = PublicVersion.objects.filter(
        permalink=OuterRef("permalink"), language_code=OuterRef("language_code")
    )
    pages = Page.objects.filter(translation_key=OuterRef("permalink__translation_key")).order_by()
    visible = pages.filter(visible_to_everyone())
    own = visible.filter(locale__language_code=OuterRef("language_code"))
    expired = pages.filter(live=True, expire_at__lte=timezone.now())
    topics = PublicState.objects.filter(pk=TOPICS_ROW).values("changed_at")
    moments = (
        changes.order_by("-happened_at").values("happened_at"),
        visible.order_by("-last_published_at").values("last_published_at"),
        expired.order_by("-expire_at").values("expire_at"),
        own.annotate(renamed=Subquery(topics)).values("renamed"),
    )
    return (
        PublicVersion.objects.filter(number=FIRST)
        .exclude(permalink__kind=INDEX)
        .annotate(
            code=F("permalink__code"),
            key=F("permalink__translation_key"),
            kind=F("permalink__kind"),
            page_id=Subquery(own.values("pk")[:1]),
            said_since=Subquery(versions.order_by("-number").values("published_at")[:1]),
            # Without a moment the greatest of them would be none on SQLite.
            datestamp=Greatest(*(Coalesce(Subquery(each[:1]), LONG_AGO) for each in moments)),
        )
    )
