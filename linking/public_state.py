"""One short value that is another one after anything has changed that public formats tell, for conditional answers.

What becomes of texts is on record (`PublicChange`); time alone takes expired pages away; everything else that formats tell
(topics, terms, pictures, files, where pages stand) raises the number of a row of `PublicState`, topics that of another
row too: their names are told of every work about them.
"""

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Count, F, IntegerField, Max, Subquery
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.signals import post_page_move

from core.concepts import TOPIC
from core.signals import concept_changed, page_saved
from linking.models import PublicChange, PublicState

ROW, TOPICS_ROW = 1, 2
# Two answers within this time may differ and have the same Last-Modified, which counts seconds.
UNSETTLED = dt.timedelta(seconds=2)


class State(NamedTuple):
    """What public formats depend on: the last change of a text, the number of other changes, the pages that have expired.

    `expired` are those that are only hidden by the time: how many, and when the last one went.
    """

    change: int | None
    number: int | None
    expired: tuple[int | None, dt.datetime | None]
    moments: tuple[dt.datetime, ...]

    @property
    def fingerprint(self) -> tuple[Any, ...]:
        """Another one after any change."""
        return self.change, self.number, self.expired

    @property
    def changed(self) -> dt.datetime | None:
        """Since when it has been as it is; None where nothing was noted, and where that is too short ago for seconds."""
        since = max(self.moments, default=None)
        return None if since is None or timezone.now() - since < UNSETTLED else since


def connect() -> None:
    """Listen to whatever changes what formats tell beside texts."""
    concept_changed.connect(_concept_changed, dispatch_uid="public-state-concept")
    page_saved.connect(_saved, dispatch_uid="public-state-page")
    post_page_move.connect(raise_number, dispatch_uid="public-state-move")
    for model in (get_image_model(), get_document_model()):
        post_save.connect(raise_number, sender=model, dispatch_uid=f"public-state-{model._meta.label}")
        post_delete.connect(raise_number, sender=model, dispatch_uid=f"public-state-{model._meta.label}")


def raise_number(**kwargs: Any) -> None:
    """Note, in the transaction of the change, that something has changed."""
    _raise(ROW)


def find_state() -> State:
    """The state now: one query."""
    last = PublicChange.objects.order_by("-pk")
    row = PublicState.objects.filter(pk=ROW)
    expired = Page.objects.filter(live=True, expire_at__lte=timezone.now()).order_by().values("live")
    found = (
        Page.objects.filter(depth=1)
        .annotate(
            change=Subquery(last.values("pk")[:1]),
            happened=Subquery(last.values("happened_at")[:1]),
            number=Subquery(row.values("number")[:1]),
            changed=Subquery(row.values("changed_at")[:1]),
            gone=Subquery(expired.annotate(n=Count("pk")).values("n"), output_field=IntegerField()),
            gone_at=Subquery(expired.annotate(at=Max("expire_at")).values("at")),
        )
        .values_list("change", "happened", "number", "changed", "gone", "gone_at")
        .first()
    )
    change, happened, number, changed, gone, gone_at = found or (None,) * 6
    moments = tuple(moment for moment in (happened, changed, gone_at) if moment is not None)
    return State(change, number, (gone, gone_at), moments)


def _raise(pk: int) -> None:
    row = PublicState.objects.filter(pk=pk)
    if not row.update(number=F("number") + 1, changed_at=timezone.now()):
        PublicState.objects.get_or_create(pk=pk)
        row.update(number=F("number") + 1, changed_at=timezone.now())


def _concept_changed(kind: str, **kwargs: Any) -> None:
    _raise(ROW)
    if kind == TOPIC:
        _raise(TOPICS_ROW)


def _saved(has_moved: bool, update_fields: Any = None, **kwargs: Any) -> None:
    """A text can say the same and be less outdated than before; saving a draft changes nothing for readers."""
    if has_moved or update_fields is None:
        raise_number()
