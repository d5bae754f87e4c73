"""`manage.py publish_scheduled`: publishes and expires what is due, each page for itself."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.management.commands import publish_scheduled
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)


class Command(publish_scheduled.Command):
    """Wagtail's command ends at the first page that cannot be published; everything after it would never go public."""

    help = (
        "Publishes and expires what is due. What cannot be published is named, and tried again the next time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        now = timezone.now()
        drafts = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
        for model in [Page, *(model for model in drafts if not issubclass(model, Page))]:
            for pk in list(_expired(model, now).order_by("expire_at").values_list("pk", flat=True)):
                _attempt(partial(_expire, model, pk, now), f"{model.__name__} {pk}", "expire")
        due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
        for revision in list(due):
            _attempt(partial(_publish, revision, now), f"“{revision.object_str}”", "go public")


def _expired(model: Any, now: Any) -> Any:
    return model.objects.filter(live=True, expire_at__lt=now)


def _expire(model: Any, pk: Any, now: Any) -> None:
    """Take it offline, unless another language of the work has done so already."""
    found = _expired(model, now).filter(pk=pk).first()
    if found is not None:
        found.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision, now: Any) -> None:
    """Publish it, unless what came before it has taken it off the schedule."""
    if Revision.objects.filter(pk=revision.pk, approved_go_live_at__lt=now).exists():
        revision.publish(log_action="wagtail.publish.scheduled")


def _attempt(action: Callable[[], None], name: str, what: str) -> None:
    try:
        with transaction.atomic():
            action()
    except Exception:  # whatever is wrong with one page must not hold up the others
        logger.exception("%s is due to %s, and cannot", name, what)
