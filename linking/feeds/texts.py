"""The texts of a feed: which everybody may see, and since when they say what they say."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from wagtail.models import Page

from core.visibility import visible_to_everyone
from linking.models import Permalink, PublicAddress, PublicChange, PublicVersion

LANGUAGES = dict(settings.LANGUAGES)
FRONT_PAGE_DEPTH = 2
INDEX = "index"
EVENT = "event"


class TextRow(NamedTuple):
    """A public text by what is on record of it; `published` is its first version, `updated` its last."""

    pk: int
    key: UUID
    code: str
    number: int
    published: dt.datetime
    updated: dt.datetime
    url_path: str


def find_place(address: str) -> Page | None:
    """The page that has or once had an address ("/hu/modszertar/"), as it is now, if everybody may see it.

    With its `locale`, and as `changed` when anything on record last changed: one query.
    """
    language_code = address.strip("/")
    if language_code in LANGUAGES:
        # A front page is there before the site that shows it, and so is not on record at its address.
        place = Q(depth=FRONT_PAGE_DEPTH, locale__language_code=language_code)
    else:
        owner = PublicAddress.objects.filter(path=address)
        place = Q(
            translation_key=Subquery(owner.values("permalink__translation_key")[:1]),
            locale__language_code=Subquery(owner.values("language_code")[:1]),
        )
    last = PublicChange.objects.order_by("-pk").values("happened_at")[:1]
    return (
        Page.objects.filter(visible_to_everyone(), place)
        .select_related("locale")
        .annotate(changed=Subquery(last))
        .first()
    )


def list_texts(condition: Q, language_code: str, kind: str = "", most: int | None = None) -> list[TextRow]:
    """Texts in a language that everybody may see, the last changed first: those of a kind, or of all but lists.

    One query, whatever their number.
    """
    permalinks = Permalink.objects.filter(translation_key=OuterRef("translation_key"))
    versions = PublicVersion.objects.filter(
        permalink__translation_key=OuterRef("translation_key"), language_code=language_code
    )
    first, last = versions.order_by("number"), versions.order_by("-number")
    rows = (
        Page.objects.filter(visible_to_everyone(), condition, locale__language_code=language_code)
        .annotate(
            code=Subquery(permalinks.values("code")[:1]),
            work_kind=Subquery(permalinks.values("kind")[:1]),
            number=Subquery(last.values("number")[:1]),
            published=Subquery(first.values("published_at")[:1]),
            updated=Subquery(last.values("published_at")[:1]),
        )
        .filter(Q(work_kind=kind) if kind else ~Q(work_kind=INDEX), number__isnull=False)
        .order_by("-updated", "-pk")
    )
    fields = ("pk", "translation_key", "code", "number", "published", "updated", "url_path")
    return [TextRow(*row) for row in rows.values_list(*fields)[:most]]


def below(page: Page) -> Q:
    """The page and all below it."""
    return Q(path__startswith=page.path)


def with_pages(rows: Sequence[TextRow]) -> Iterable[tuple[TextRow, Any]]:
    """Each row with its page; a query for each kind of page."""
    pages = {page.pk: page for page in Page.objects.filter(pk__in=[row.pk for row in rows]).specific()}
    return [(row, pages[row.pk]) for row in rows if row.pk in pages]
