"""Publishing, in whichever way, keeps the languages of a work together in one transaction.

The editor's form publishes by Wagtail's action, everything else by `Revision.publish`, which ends in the same action: so
the action is the one place where the rules hold for the editor, bulk actions, workflows, the scheduler and code.
"""

from typing import Any

from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from core.pictures import check_pictures
from core.translation.expiry import carry_expiry
from core.translation.guard import check_publishing
from core.translation.rules import rules_of
from core.translation.sync import pull, push

_upstream_execute = PublishPageRevisionAction.execute


def execute(action: PublishPageRevisionAction, skip_permission_checks: bool = False) -> Any:
    """Check, bring a translation's values up to date, publish, and bring the translations of a source up to date.

    Raises what `check_publishing` raises for a translation that may not be published and `check_pictures` for a page
    whose pictures are not ready, and PermissionDenied.
    """
    if not rules_of(type(action.object)):
        return _upstream_execute(action, skip_permission_checks)
    with transaction.atomic():
        before = action.revision.content.get("is_incomplete_translation")
        check_publishing(action.object, action.revision)
        carry_expiry(action.object, action.revision)
        is_rewritten = pull(action.object, action.revision)
        if is_rewritten or before != action.revision.content.get("is_incomplete_translation"):
            action.object = action.revision.as_object()
        check_pictures(action.object)
        result = _upstream_execute(action, skip_permission_checks)
        push(action.object)
    return result


def install() -> None:
    """Put our way of publishing in the place of Wagtail's."""
    PublishPageRevisionAction.execute = execute
