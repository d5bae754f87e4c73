"""The dump that is offered for download: where it lies, when it is made anew, and when it may not be given away.

What was taken back since it was made is in it still; then nobody gets it until it is made anew.
"""

import datetime as dt
import os
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page

from linking.dump.archive import change_of, write_archive
from linking.models import PublicChange, Reason

NAME = "kka-dump.zip"
AT_LEAST = dt.timedelta(days=1)


def offered_path() -> Path:
    """Where the dump lies that the site offers."""
    return Path(settings.DATA_DIR) / "dump" / NAME


def make_offered() -> bool:
    """Make it anew; False where it was as it should be."""
    begun = timezone.now().timestamp()
    is_new = write_archive(offered_path())
    _looked_at().touch()
    os.utime(_looked_at(), (begun, begun))
    return is_new


def is_there() -> bool:
    """Whether one has been made."""
    return offered_path().exists() and _looked_at().exists()


def is_due() -> bool:
    """There is none, it is a day old, or something in it was taken back."""
    if not is_there():
        return True
    return timezone.now() - _last_look() >= AT_LEAST or is_taken_back()


def is_taken_back() -> bool:
    """Whether the dump has something that everybody may read no more: two short queries."""
    withdrawn = PublicChange.objects.filter(pk__gt=change_of(offered_path()), reason=Reason.WITHDRAWN)
    expired = Page.objects.filter(live=True, expire_at__gt=_last_look(), expire_at__lte=timezone.now())
    return withdrawn.exists() or expired.exists()


def _looked_at() -> Path:
    """Its time says when the dump was last compared with the site; the dump's own, when it last became another one."""
    return offered_path().with_suffix(".looked")


def _last_look() -> dt.datetime:
    return dt.datetime.fromtimestamp(_looked_at().stat().st_mtime, dt.UTC)
