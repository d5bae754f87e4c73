"""A translation is reviewed like any other page: who may not publish sends it, a coordinator publishes or sends it back.

wagtail-localize's editor knows no workflow, and Wagtail's publishes the newest revision of what was approved, which is
not what a translator has written since; what may not be published ends there in an error page.
"""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowAction
from wagtail.models import Page, TaskState, WorkflowState
from wagtail_localize.models import Translation

from core.translation.bulk import publish_newest
from core.translation.errors import describe
from core.translation.followers import tell_of_withdrawn
from core.translation.guard import find_missing_paths

_upstream_action = WorkflowAction.post
_upstream_action_in_editor = EditView.perform_workflow_action


def submit(request: HttpRequest, page: Page, translation: Translation) -> HttpResponse:
    """Send for review what is translated by now, complete or not; raises PermissionDenied for a page that is locked."""
    if not page.permissions_for_user(request.user).can_submit_for_moderation():
        raise PermissionDenied
    try:
        with transaction.atomic():
            translation.save_target(user=request.user, publish=False)
            _start(Page.objects.get(pk=page.pk).specific, request.user)
    except ValidationError as error:
        text = _("“%(title)s” was not sent for review: %(reasons)s")
        messages.error(request, text % {"title": page, "reasons": describe(error, page)})
        return redirect(request.path)
    messages.success(
        request, _("“%(title)s” is sent for review.") % {"title": translation.get_target_instance()}
    )
    if missing := len(find_missing_paths(translation)):
        text = ngettext(
            "%(missing)d text has no translation yet.", "%(missing)d texts have no translation yet.", missing
        )
        messages.warning(request, text % {"missing": missing})
    return redirect(request.path)


def _start(page: Page, user: Any) -> None:
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        page.get_workflow().start(page, user)


def publish_or_approve(page: Page, user: Any) -> None:
    """Publish the newest draft; where it waits for just that, by approving it, so that who sent it is told.

    Raises as `publish_newest`.
    """
    task_state = find_last_review(page, user)
    if task_state is not None:
        task_state.approve(user=user)
    else:
        publish_newest(page, user)


def find_review(page: Page, user: Any) -> TaskState | None:
    """The review that `page` is waiting for, if `user` is one of those who may do it."""
    task_state = page.current_workflow_task_state
    if task_state is None or task_state.status != TaskState.STATUS_IN_PROGRESS:
        return None
    actions = {action for action, _label, _modal in task_state.task.specific.get_actions(page, user)}
    return task_state.specific if "approve" in actions else None


def find_last_review(page: Page, user: Any) -> TaskState | None:
    """The same, if nothing else follows but publishing."""
    task_state = find_review(page, user)
    return task_state if task_state is not None and task_state.workflow_state.is_at_final_task else None


def publish_reviewed(workflow_state: WorkflowState, user: Any = None) -> None:
    """What Wagtail does at the end of a workflow; raises as `publish_newest`."""
    publish_newest(workflow_state.content_object, user)


def act(view: WorkflowAction, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Wagtail's approving and sending back; what may not be published stays under review, with the reason."""
    try:
        response = _upstream_action(view, request, *args, **kwargs)
    except ValidationError as error:
        _explain(request, view.object, error)
    else:
        _tell(request, view.object)
        return response
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return view.render_modal_json(request, {"step": "success", "redirect": view.redirect_url})
    return redirect(view.redirect_url)


def act_in_editor(view: EditView) -> HttpResponse:
    """The same from the editor of a page, where what was written is saved first."""
    before = Page.objects.get(pk=view.page.pk)
    try:
        response = _upstream_action_in_editor(view)
    except ValidationError as error:
        _explain(view.request, view.page, error)
    else:
        _tell(view.request, before)
        return response
    return redirect("wagtailadmin_pages:edit", view.page.pk)


def _tell(request: HttpRequest, before: Page) -> None:
    if not before.live:
        tell_of_withdrawn(request, Page.objects.get(pk=before.pk))


def _explain(request: HttpRequest, page: Page, error: ValidationError) -> None:
    text = _("“%(title)s” was not published: %(reasons)s")
    messages.error(request, text % {"title": page, "reasons": describe(error, page.specific)})


def install() -> None:
    """Put our answers in the place of Wagtail's, which let an error through."""
    # The setting for it is read before any model is there.
    WorkflowState.on_finish = publish_reviewed
    WorkflowAction.post = act
    EditView.perform_workflow_action = act_in_editor
