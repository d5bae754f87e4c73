"""Several pages at once: translations are published by their strings, and what is not ready is named, not forced."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction as WagtailPublishBulkAction
from wagtail.models import Page

from core.translation.deletion import acts_on_pages
from core.translation.errors import describe
from core.translation.followers import tell_of_withdrawn
from core.translation.works import find_translation_record

# What a translation does by itself when its source does it (core.translation.together).
FOLLOWED = frozenset({"delete", "unpublish"})


def leave_followers_out(request: HttpRequest, action_type: str, objects: list[Page], action: Any) -> None:
    """Of a work that was chosen in both languages only the source is acted upon; the other follows by itself."""
    if action_type not in FOLLOWED or not acts_on_pages(action):
        return
    chosen = {(page.translation_key, page.locale_id) for page in objects}

    def follows(page: Page) -> bool:
        record = find_translation_record(page)
        return record is not None and (page.translation_key, record.source.locale_id) in chosen

    objects[:] = [page for page in objects if not follows(page)]


def publish_newest(page: Page, user: Any = None) -> None:
    """Publish the newest draft of `page`; a translation from what is translated by now.

    Raises ValidationError for a draft that is not ready, PermissionDenied.
    """
    page = page.specific
    record = find_translation_record(page, enabled_only=True)
    with transaction.atomic():
        if record is not None:
            record.save_target(user=user, publish=True)
        else:
            revision = page.get_latest_revision() or page.save_revision(user=user)
            if missing := revision.as_object().find_missing_children():
                raise ValidationError(list(missing.values()))
            revision.publish(user=user)


class PublishBulkAction(WagtailPublishBulkAction):
    """Wagtail's, except that a draft that lacks something does not end in an error page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refused: list[tuple[Page, ValidationError]] = []
        self.returned: list[Page] = []

    def get_execution_context(self) -> dict[str, Any]:
        """Adds where `execute_action` leaves what is to be said.

        `refused`: the pages that were not published, with the reason; `returned`: those that readers did not see before.
        """
        return {**super().get_execution_context(), "refused": self.refused, "returned": self.returned}

    @classmethod
    def execute_action(
        cls,
        objects: list[Page],
        include_descendants: bool = False,
        user: Any = None,
        refused: Any = None,
        returned: Any = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Publish what can be published; gives the numbers of chosen pages and of pages below them."""
        refused = [] if refused is None else refused
        returned = [] if returned is None else returned
        chosen = sum(cls._publish(page, user, refused, returned) for page in objects)
        below = 0
        if include_descendants:
            for page in objects:
                for draft in page.get_descendants().not_live():
                    if user is None or draft.permissions_for_user(user).can_publish():
                        below += cls._publish(draft, user, refused, returned)
        return chosen, below

    @staticmethod
    def _publish(
        page: Page, user: Any, refused: list[tuple[Page, ValidationError]], returned: list[Page]
    ) -> int:
        try:
            publish_newest(page, user)
        except ValidationError as error:
            refused.append((page.specific, error))
            return 0
        if not page.live:
            returned.append(page)
        return 1

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        """Wagtail's, where anything was published; what was not, and what is still withdrawn, is named apart."""
        for page in self.returned:
            tell_of_withdrawn(self.request, Page.objects.get(pk=page.pk))
        for page, error in self.refused:
            text = _("“%(title)s” was not published: %(reasons)s")
            messages.error(self.request, text % {"title": page, "reasons": describe(error, page)})
        if not num_parent_objects and not num_child_objects:
            return None
        return super().get_success_message(num_parent_objects, num_child_objects)
