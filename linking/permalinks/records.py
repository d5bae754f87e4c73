"""Notes what is public now: a code for each work, a version for each text that differs from the last one, each address.

Every function may be called at any time and as often as one likes: what is known already is not noted again.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail.models import Page

from core.models import BasePage
from core.visibility import visible_to_everyone
from linking.models import Permalink, PublicAddress, PublicVersion
from linking.permalinks import changes
from linking.permalinks.codes import make_code

# What a page says of itself that no reader sees, or that is no part of its text.
UNSEEN = frozenset(
    {
        *("pk", "path", "depth", "numchild", "url_path", "slug", "translation_key", "locale", "content_type"),
        *("live", "has_unpublished_changes", "owner", "draft_title", "expired", "expire_at", "go_live_at"),
        *("first_published_at", "last_published_at", "latest_revision_created_at", "latest_revision"),
        *("live_revision", "locked", "locked_at", "locked_by", "alias_of", "show_in_menus", "comments"),
        *("wagtail_admin_comments", "review_due"),
        *("strings_digest", "strings_changed_at", "source_digest"),
    }
)


def record_page(page: BasePage) -> None:
    """Note the code, the text and the address of a page that everybody may see; of any other that it is gone, if it was."""
    if not Page.objects.filter(visible_to_everyone(), pk=page.pk).exists():
        changes.note_gone([page])
        return
    permalink = find_or_make_permalink(page)
    _record_version(page, permalink)
    _record_addresses({_path_of(page): (permalink, page.language_code)})


def record_branch(path: str, *, with_texts: bool = True) -> None:
    """The same for every page at and below the treebeard `path`; without their texts where only the place has changed."""
    pages = Page.objects.filter(visible_to_everyone(), path__startswith=path, depth__gt=1).select_related(
        "locale"
    )
    with transaction.atomic():
        if with_texts:
            record_texts(pages)
            changes.note_gone(
                Page.objects.filter(path__startswith=path, depth__gt=1).select_related("locale")
            )
        permalinks = _known_permalinks(page.translation_key for page in pages)
        _record_addresses(
            {
                _path_of(page): (permalinks[page.translation_key], page.locale.language_code)
                for page in pages
                if page.translation_key in permalinks
            }
        )


def record_texts(pages: Iterable[Page]) -> None:
    """The codes and the texts of pages that everybody may see."""
    for page in pages:
        specific = page.specific
        if isinstance(specific, BasePage):
            _record_version(specific, find_or_make_permalink(specific))


def record_missing() -> int:
    """Note all pages that everybody may see and of which no text or no address is on record, and give their number.

    They were public before there were records, or a process was killed between a change and its note.
    """
    noted = PublicVersion.objects.filter(
        permalink__translation_key=OuterRef("translation_key"),
        language_code=OuterRef("locale__language_code"),
    )
    addressed = PublicAddress.objects.filter(
        permalink__translation_key=OuterRef("translation_key"),
        language_code=OuterRef("locale__language_code"),
    )
    pages = Page.objects.filter(visible_to_everyone(), ~Exists(noted) | ~Exists(addressed), depth__gt=1)
    number = 0
    for page in pages.specific().iterator():
        if isinstance(page, BasePage):
            with transaction.atomic():
                record_page(page)
            number += 1
    return number


def forget_texts(page: BasePage) -> None:
    """A page was deleted: that there were versions, when and under which title stays known, but not what they said."""
    changes.note_gone([page], is_deleted=True)
    versions = PublicVersion.objects.filter(
        permalink__translation_key=page.translation_key, language_code=page.language_code
    )
    versions.update(content=None)


def find_or_make_permalink(page: BasePage) -> Permalink:
    """The work's permalink. Raises IntegrityError only where a hundred codes in a row are taken."""
    found = Permalink.objects.filter(translation_key=page.translation_key).first()
    for attempt in range(100):
        if found is not None:
            break
        try:
            with transaction.atomic():
                found = Permalink.objects.create(
                    code=make_code(), translation_key=page.translation_key, kind=page.kind
                )
        except IntegrityError:  # the code is taken, or another process was first
            found = Permalink.objects.filter(translation_key=page.translation_key).first()
            if found is None and attempt == 99:
                raise
    assert found is not None
    return found


def find_code(key: UUID) -> str:
    """The code of a work; empty where it has none yet."""
    return Permalink.objects.filter(translation_key=key).values_list("code", flat=True).first() or ""


def find_code_owners(codes: Collection[str]) -> dict[str, UUID]:
    """Of these codes those that are given out, with the translation key of the work."""
    return dict(Permalink.objects.filter(code__in=codes).values_list("code", "translation_key"))


@transaction.atomic
def take_code(page: BasePage, code: str) -> None:
    """Give the work a code that it has elsewhere; the code must be free, or its own. Empty: nothing happens.

    A code that the work has here already goes on leading to it, as that of a work in whose place this one is to be read.
    """
    if not code or find_code(page.translation_key) == code:
        return
    own = Permalink.objects.filter(translation_key=page.translation_key).first()
    if own is None:
        Permalink.objects.create(code=code, translation_key=page.translation_key, kind=page.kind)
        return
    former, own.code = own.code, code
    own.save(update_fields=["code"])
    Permalink.objects.create(code=former, translation_key=uuid4(), kind=own.kind, successor=own)


def public_content(page: BasePage) -> dict[str, Any]:
    """All that the page says, as `with_content_json` reads it, without what no reader may see."""
    content: dict[str, Any] = json.loads(json.dumps(page.serializable_data(), cls=DjangoJSONEncoder))
    for name in (*page.private_fields, "comments", "wagtail_admin_comments"):
        content.pop(name, None)
    return content


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of what of a content readers see; children are told by what they say, not by their row's number."""
    return hashlib.sha256(json.dumps(seen(content), sort_keys=True).encode()).hexdigest()


def seen(content: Any) -> Any:
    """What of a content readers see, in the same form."""
    if isinstance(content, Mapping):
        return {name: seen(value) for name, value in content.items() if name not in UNSEEN}
    if isinstance(content, list):
        return [seen(value) for value in content]
    return content


def _record_version(page: BasePage, permalink: Permalink) -> None:
    of_language = PublicVersion.objects.filter(permalink=permalink, language_code=page.language_code)
    last = of_language.order_by("number").last()
    content = public_content(page)
    digest = digest_of(content)
    if last is not None and last.digest == digest:
        if last.content is None and last.withdrawn_at is None:  # the page had been deleted, and is back
            PublicVersion.objects.filter(pk=last.pk).update(content=content)
        changes.note_return(last)
        return
    version = PublicVersion.objects.create(
        permalink=permalink,
        language_code=page.language_code,
        number=last.number + 1 if last else 1,
        title=page.title,
        published_at=(page.last_published_at if last is None else None) or timezone.now(),
        digest=digest,
        content=content,
    )
    before = seen(last.content) if last is not None and last.content is not None else None
    changes.note_version(version, last, seen(content), before)


def _record_addresses(addresses: Mapping[str | None, tuple[Permalink, str]]) -> None:
    """Note the addresses that are not known.

    One that another work has had stays that work's: validation refuses it, and a page is found before any record is asked.
    """
    known = set(PublicAddress.objects.filter(path__in=list(addresses)).values_list("path", flat=True))
    new = [
        PublicAddress(path=path, permalink=permalink, language_code=language_code)
        for path, (permalink, language_code) in addresses.items()
        if path and path not in known
    ]
    changes.note_moves(new)
    PublicAddress.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)


def _path_of(page: Page) -> str | None:
    """The page's path; None while no site shows it. The page does not go on remembering which sites there are."""
    path: str | None = page.url
    page.__dict__.pop("_wagtail_cached_site_root_paths", None)
    return path


def _known_permalinks(keys: Iterable[UUID]) -> dict[UUID, Permalink]:
    wanted: Collection[UUID] = set(keys)
    permalinks = Permalink.objects.filter(translation_key__in=wanted)
    return {permalink.translation_key: permalink for permalink in permalinks}
