"""Notes what becomes of works (`linking.models.PublicChange`), and tells a correction from a revision."""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.html import strip_tags
from wagtail.models import Page

from core.visibility import visible_to_everyone
from linking.models import Permalink, PublicAddress, PublicChange, PublicVersion, Reason

# A text of which less than this share of the words is new or gone says the same, better.
SUBSTANTIAL = 0.1
WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
# What a text holds beside what it says.
TECHNICAL = frozenset({"id", "type"})

Text = tuple[UUID, str]  # the work's translation key and a language


def note_version(version: PublicVersion, before: PublicVersion | None, seen: Any, seen_before: Any) -> None:
    """A text says something new. `seen` and `seen_before` are what readers see of it and of the version `before`.

    What the earlier version said may be gone; then nobody can tell, and it counts as revised.
    """
    if before is None or _is_gone(version.permalink_id, version.language_code):
        reason = Reason.PUBLISHED
    elif seen_before is not None and share_of_change(seen_before, seen) < SUBSTANTIAL:
        reason = Reason.CORRECTED
    else:
        reason = Reason.REVISED
    _note(version.permalink_id, version.language_code, reason, version.number)


def note_return(version: PublicVersion) -> None:
    """A text is public that says what it last said: it is published again, if it was gone."""
    if _is_gone(version.permalink_id, version.language_code):
        _note(version.permalink_id, version.language_code, Reason.PUBLISHED, version.number)


def note_moves(addresses: Collection[PublicAddress]) -> None:
    """Texts have these new addresses; call before they are stored. A first address is no move."""
    known = set(
        PublicAddress.objects.filter(permalink__in={each.permalink_id for each in addresses}).values_list(
            "permalink_id", "language_code"
        )
    )
    PublicChange.objects.bulk_create(
        PublicChange(permalink_id=each.permalink_id, language_code=each.language_code, reason=Reason.MOVED)
        for each in addresses
        if (each.permalink_id, each.language_code) in known
    )


def note_withdrawal(version: PublicVersion) -> None:
    """An editor has withdrawn a version."""
    _note(version.permalink_id, version.language_code, Reason.WITHDRAWN, version.number)


def note_gone(pages: Iterable[Page], *, is_deleted: bool = False) -> None:
    """Of these pages, those that were public and that not everybody may see now are withdrawn.

    With `is_deleted` they are just being deleted, whatever the database still says of them.
    """
    texts = {(page.translation_key, page.locale.language_code) for page in pages}
    permalinks = Permalink.objects.filter(translation_key__in={key for key, _code in texts})
    keys = dict(permalinks.values_list("pk", "translation_key"))
    if not keys:
        return
    visible: set[Text] = set()
    if not is_deleted:
        of_works = Page.objects.filter(visible_to_everyone(), translation_key__in=keys.values()).order_by()
        visible = set(of_works.values_list("translation_key", "locale__language_code"))
    states = _states(keys)
    PublicChange.objects.bulk_create(
        PublicChange(permalink_id=pk, language_code=code, reason=Reason.WITHDRAWN)
        for (pk, code), reason in states.items()
        if reason != Reason.WITHDRAWN and (keys[pk], code) in texts - visible
    )


def name_successor(permalink: Permalink, successor: Permalink | None) -> None:
    """Say which work to read in the place of another one, or with None that there is none."""
    if permalink.successor_id == (successor and successor.pk):
        return
    permalink.successor = successor
    permalink.save(update_fields=["successor"])
    if successor is not None:
        _note(permalink.pk, "", Reason.REPLACED)


def share_of_change(before: Any, after: Any) -> float:
    """How much of two contents, as JSON, is different: words that only one has, of all words of both; 0 to 1.

    Numbers and choices are words too. Where a word stands does not count.
    """
    old, new = Counter(_list_words(before)), Counter(_list_words(after))
    total = (old + new).total()
    return ((old - new) + (new - old)).total() / total if total else 0.0


def _list_words(content: Any) -> list[str]:
    if isinstance(content, Mapping):
        return [
            word for name, value in content.items() if name not in TECHNICAL for word in _list_words(value)
        ]
    if isinstance(content, list):
        return [word for value in content for word in _list_words(value)]
    if isinstance(content, str) and content.startswith(("[", "{")):
        content = _read_json(content)
        if not isinstance(content, str):
            return _list_words(content)
    return WORD.findall(strip_tags(str(content)).lower()) if content not in (None, "") else []


def _read_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _is_gone(permalink_id: int, language_code: str) -> bool:
    return _states([permalink_id]).get((permalink_id, language_code)) == Reason.WITHDRAWN


def _states(permalink_ids: Collection[int]) -> dict[tuple[int, str], str]:
    """For each text of these works whether it was last published or withdrawn, as far as is noted."""
    rows = PublicChange.objects.filter(permalink__in=permalink_ids).exclude(language_code="")
    whole = rows.exclude(reason=Reason.MOVED).exclude(reason=Reason.WITHDRAWN, number__isnull=False)
    return {
        (pk, code): reason
        for pk, code, reason in whole.order_by("pk").values_list("permalink_id", "language_code", "reason")
    }


def _note(permalink_id: int, language_code: str, reason: Reason, number: int | None = None) -> None:
    PublicChange.objects.create(
        permalink_id=permalink_id, language_code=language_code, reason=reason, number=number
    )
