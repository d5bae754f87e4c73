"""What case studies add to the pages of guides and communities, and to the admin."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks

from casestudies.components import case_study_row
from casestudies.deletion import refuse_bulk_deletion, refuse_deletion
from casestudies.selectors import list_case_studies_of
from core.hooks import PAGE_CONTEXT


@hooks.register(PAGE_CONTEXT)
def add_case_studies(page: Any, request: HttpRequest) -> dict[str, Any]:
    """`case_studies`: on a guide those that used it, on a community its own."""
    if page.kind not in ("guide", "community"):
        return {}
    return {
        "case_studies": [
            case_study_row(each, page.language_code)
            for each in list_case_studies_of(page, page.language_code)
        ]
    }


@hooks.register("register_permissions")
def register_decision_permission() -> QuerySet[Permission]:
    """The decision what is a good practice can be given to a group in the admin."""
    return Permission.objects.filter(content_type__app_label="casestudies", codename="decide_good_practice")


# After the hooks of core, which take those pages out of a bulk action that may not be deleted in every language.
hooks.register("before_delete_page", refuse_deletion, order=20)
hooks.register("before_bulk_action", refuse_bulk_deletion, order=20)
