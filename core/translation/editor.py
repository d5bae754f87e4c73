"""What the translator's editor shows around the strings: what to do now, and what this person may do with the page."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail_localize.models import Translation, TranslationSource

from core.permissions import PagePermissions
from core.translation.digest import digest_of
from core.translation.review import find_review
from core.translation.staleness import is_stale
from core.translation.stopping import may_stop


@dataclass(frozen=True)
class SourceChange:
    """The original has changed since this translation was made.

    `is_taken_over`: its new texts are among the strings already. `update_url` and `compare_url` are empty for who may
    not go there.
    """

    changed_at: datetime.datetime | None
    is_taken_over: bool
    update_url: str
    compare_url: str


@dataclass(frozen=True)
class EditorState:
    """`review` is for who may review; `sent_back` the comment with which it came back, None where it did not."""

    permissions: PagePermissions
    source_url: str
    source_change: SourceChange | None
    is_in_review: bool
    review: TaskState | None
    sent_back: str | None
    may_submit: bool
    may_stop: bool


def editor_state(translation: Translation, page: Page, request: HttpRequest) -> EditorState:
    """What the editor of `page` shows to the person of this request."""
    user = request.user
    permissions = page.permissions_for_user(user)
    source = translation.source.get_source_instance()
    may_edit_source = source.permissions_for_user(user).can_edit()
    workflow = page.current_workflow_state
    task = workflow.current_task_state if workflow else None
    is_sent_back = workflow is not None and workflow.status == WorkflowState.STATUS_NEEDS_CHANGES
    return EditorState(
        permissions=permissions,
        source_url=_edit_url(source) if may_edit_source else (source.url if source.live else "") or "",
        source_change=find_source_change(translation, page, source, request, may_edit_source),
        is_in_review=workflow is not None and not is_sent_back,
        review=find_review(page, user),
        sent_back=task.comment if is_sent_back and task else None,
        may_submit=not permissions.can_publish() and permissions.can_submit_for_moderation(),
        may_stop=may_stop(page, user),
    )


def find_source_change(
    translation: Translation, page: Page, source: Page, request: HttpRequest, may_edit_source: bool
) -> SourceChange | None:
    """What has become of the live `source` since; None where `page` says the same, or nothing is public yet."""
    if not source.live or not source.strings_digest:
        return None
    record = translation.source
    is_taken_over = digest_of(record.as_instance()) == source.strings_digest
    if is_taken_over and not (page.live and is_stale(page, source)):
        return None
    update_url = ""
    if not is_taken_over and source.permissions_for_user(request.user).can_hand_over_changes():
        update_url = reverse("wagtail_localize:update_translations", args=[record.pk])
        update_url += f"?next={_edit_url(page)}"
    return SourceChange(
        changed_at=source.strings_changed_at,
        is_taken_over=is_taken_over,
        update_url=update_url,
        compare_url=_compare_url(source, record) if may_edit_source else "",
    )


def _compare_url(source: Page, record: TranslationSource) -> str:
    """Where Wagtail shows what has changed in `source` since its text was last taken over; empty where it cannot."""
    moment = record.last_updated_at or timezone.now()
    older = Revision.page_revisions.filter(object_id=str(source.pk), created_at__lte=moment)
    before = older.order_by("-created_at").first()
    if before is None or before.pk == source.live_revision_id:
        return ""
    return reverse("wagtailadmin_pages:revisions_compare", args=[source.pk, before.pk, "live"])


def _edit_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
