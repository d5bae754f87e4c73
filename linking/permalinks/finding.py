"""Where a work is now: the text for a reader, or what became of it."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page

from core.visibility import not_expired, visible_to_everyone
from linking.models import Permalink, PublicAddress, PublicVersion
from linking.permalinks.codes import is_code


@dataclass(frozen=True)
class Remembered:
    """What is still told of a work that is gone: its title, and since when and until when at least it was public.

    The title is empty where an editor has withdrawn every version.
    """

    title: str
    language_code: str
    first: dt.datetime | None
    last: dt.datetime | None


def find_owners(paths: Collection[str]) -> dict[str, UUID]:
    """For `core.hooks.ADDRESS_OWNERS`: of these addresses those on record, with the translation key of the work."""
    rows = PublicAddress.objects.filter(path__in=list(paths))
    return dict(rows.values_list("path", "permalink__translation_key"))


def find_address(path: str) -> PublicAddress | None:
    """The record of an address, as browsers send it ("/hu/modszertar/kert/", quoted)."""
    return PublicAddress.objects.filter(path=path).select_related("permalink__successor").first()


def find_permalink(code: str) -> Permalink | None:
    """The permalink with a normalised code; nothing is asked for what cannot be one."""
    if not is_code(code):
        return None
    return Permalink.objects.filter(code=code).select_related("successor").first()


def find_successor(permalink: Permalink, language_code: str) -> Page | None:
    """What to read in the place of a work: the public text of the one that an editor has named, or of that one's own."""
    seen = {permalink.pk}
    following = permalink.successor
    while following is not None and following.pk not in seen:
        text = find_public_text(following.translation_key, language_code)
        if text is not None:
            return text
        seen.add(following.pk)
        following = following.successor
    return None


def gone_works() -> QuerySet[Permalink]:
    """Works that were public and of which no text is live any more."""
    live = Page.objects.filter(not_expired(), live=True, translation_key=OuterRef("translation_key"))
    versions = PublicVersion.objects.filter(permalink=OuterRef("pk"))
    return Permalink.objects.filter(~Exists(live), Exists(versions))


def find_public_text(key: UUID, language_code: str) -> Page | None:
    """The work's text in a language, else in the other one; None where everybody may see neither."""
    return _prefer(Page.objects.filter(visible_to_everyone(), translation_key=key), language_code)


def with_its_own_type(text: Page) -> Any:
    """The page as its type, for what every page tells; it keeps the language that `text` came with."""
    page = text.specific
    page.locale = text.locale
    return page


def find_live_text(key: UUID, language_code: str) -> Page | None:
    """The same, of texts that only some may see as well."""
    return _prefer(Page.objects.filter(not_expired(), translation_key=key, live=True), language_code)


def remember(permalink: Permalink, language_code: str) -> Remembered:
    """What may be told of a work that is gone, in a language where possible."""
    return remember_all([permalink], language_code)[permalink.pk]


def remember_all(permalinks: Collection[Permalink], language_code: str) -> dict[int, Remembered]:
    """The same of several works, by the number of the permalink: one query."""
    versions: dict[int, list[PublicVersion]] = {permalink.pk: [] for permalink in permalinks}
    rows = PublicVersion.objects.filter(permalink__in=permalinks).defer("content")
    for version in rows.order_by("published_at", "number"):
        versions[version.permalink_id].append(version)
    return {number: _remember(of_work, language_code) for number, of_work in versions.items()}


def _remember(versions: Sequence[PublicVersion], language_code: str) -> Remembered:
    shown = [version for version in versions if version.withdrawn_at is None]
    named = [version for version in shown if version.language_code == language_code] or shown
    return Remembered(
        title=named[-1].title if named else "",
        language_code=named[-1].language_code if named else language_code,
        first=versions[0].published_at if versions else None,
        last=versions[-1].published_at if versions else None,
    )


def _prefer(pages: QuerySet[Page], language_code: str) -> Page | None:
    texts = {page.locale.language_code: page for page in pages.select_related("locale")}
    return texts.get(language_code) or next(iter(texts.values()), None)
