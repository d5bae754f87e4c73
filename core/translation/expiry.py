"""A work expires in every language at the same moment, whichever language the moment is set in."""

import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from wagtail.models import Page, Revision


def expiry_is_changing(instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Before a page is saved: if that sets another expiry, set it in the other languages too, rows and newest drafts."""
    if raw or not isinstance(instance, Page) or instance._state.adding:
        return
    if update_fields is not None and "expire_at" not in update_fields:
        return
    before = Page.objects.filter(pk=instance.pk).values_list("expire_at", flat=True).first()
    if before != instance.expire_at:
        set_expiry(instance, instance.expire_at)


def carry_expiry(page: Page, revision: Revision) -> None:
    """Before the newest draft of a translation is published: if its editor has set another expiry, the work has it.

    Values of the source are brought into the draft next, and would undo the editor's. An older draft says nothing of
    what the work's expiry should be now.
    """
    before = Page.objects.filter(pk=page.pk).values_list("expire_at", "latest_revision_id").first()
    if before is None or before[1] != revision.pk:
        return
    moment = revision.content.get("expire_at")
    wanted = parse_datetime(moment) if isinstance(moment, str) else moment
    if wanted != before[0]:
        set_expiry(page, wanted)


def set_expiry(page: Page, moment: datetime.datetime | None) -> None:
    """Let the other languages of `page` expire at `moment` (never: None), in their rows and in their newest drafts."""
    pages = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    for revision in Revision.objects.filter(pk__in=pages.values("latest_revision")):
        revision.content["expire_at"] = moment
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    pages.update(expire_at=moment)
