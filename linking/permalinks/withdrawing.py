"""Taking back what was public: a version of a text that should not have been said."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from linking.models import PublicVersion
from linking.permalinks.changes import note_withdrawal


class CurrentVersionError(Exception):
    """The version is what everybody reads today."""


def withdraw(version: PublicVersion, page: Any) -> None:
    """Withdraw a version of `page`, for good: its number and date stay known, what it said is deleted.

    Raises CurrentVersionError where the public page still says it. The page's own history keeps its revisions, for those
    who may edit it.
    """
    newer = PublicVersion.objects.filter(
        permalink=version.permalink_id, language_code=version.language_code, number__gt=version.number
    )
    if page.live and not newer.exists():
        raise CurrentVersionError
    version.withdrawn_at = timezone.now()
    version.content = None
    version.title = ""
    with transaction.atomic():
        version.save(update_fields=["withdrawn_at", "content", "title"])
        note_withdrawal(version)
