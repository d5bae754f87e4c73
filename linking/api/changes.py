"""What became of works, with the reason, in the order in which it was noted."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import translation

from linking.api.cursors import make_cursor, next_url, read_cursor
from linking.api.parameters import ChangesQuestion
from linking.feeds.changes import EXPLANATIONS, find_told
from linking.models import PublicChange, Reason
from linking.permalinks.labels import short_url
from linking.representation import moment

INDEX = "index"


def list_changes(request: HttpRequest, question: ChangesQuestion) -> dict[str, Any]:
    """A page of changes, the oldest first. The cursor of the last page goes on with what happens later."""
    changes = all_changes()
    if question.cursor:
        changes = changes.filter(pk__gt=int(read_cursor("changes", question.cursor)))
    if question.since is not None:
        changes = changes.filter(happened_at__gte=question.since)
    found = list(changes[: question.limit + 1])
    shown = found[: question.limit]
    cursor = make_cursor("changes", str(shown[-1].pk)) if shown else question.cursor
    has_more = len(found) > question.limit
    return {
        "items": describe_changes(shown),
        "cursor": cursor,
        "next": next_url(request, cursor=cursor) if has_more else None,
    }


def all_changes() -> Any:
    """All changes of works, the oldest first. Lists of works are none."""
    return (
        PublicChange.objects.exclude(permalink__kind=INDEX)
        .select_related("permalink__successor")
        .order_by("pk")
    )


def describe_changes(changes: Sequence[PublicChange]) -> list[dict[str, Any]]:
    """Changes as plain values: two queries for the titles that may be told."""
    told = find_told(changes)
    with translation.override("en"):
        return [_describe(change, told.titles) for change in changes]


def _describe(change: PublicChange, titles: dict[tuple[int, str], str]) -> dict[str, Any]:
    permalink, reason = change.permalink, Reason(change.reason)
    language_code = change.language_code or None
    address = short_url(permalink.code) + (f"/{language_code}" if language_code else "")
    names = _names(permalink.pk, [language_code] if language_code else ["hu", "en"], titles)
    successor = permalink.successor if reason == Reason.REPLACED else None
    return {
        "number": change.pk,
        "happened": moment(change.happened_at),
        "reason": reason.value,
        "explanation": str(EXPLANATIONS[reason]),
        "code": permalink.code,
        "permalink": address,
        "kind": permalink.kind,
        "language": language_code,
        "version": change.number,
        "title": next(iter(names), None),
        "successor": short_url(successor.code) if successor else None,
    }


def _names(permalink_id: int, language_codes: Iterable[str], titles: dict[tuple[int, str], str]) -> list[str]:
    return [titles[permalink_id, code] for code in language_codes if (permalink_id, code) in titles]
