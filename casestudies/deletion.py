"""A community is not deleted in the admin while a case study that would stay behind needs it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from casestudies.selectors import list_case_studies_left
from core.translation.deletion import acts_on_pages, find_branches

NAMED = 10


def refuse_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before the page is deleted, or its deletion confirmed: back to its section, naming the case studies."""
    branches = find_branches([page])
    if not _refuse(request, page, branches, branches):
        return None
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_bulk_deletion(request: HttpRequest, action_type: str, objects: list[Page], action: Any) -> None:
    """Leave out the pages whose deletion would take the community of a case study that stays."""
    if action_type != "delete" or not acts_on_pages(action):
        return
    # What one page leaves behind when it stays may need another one.
    is_settled = False
    while not is_settled:
        branches = find_branches(objects)
        refused = [page for page in objects if _refuse(request, page, find_branches([page]), branches)]
        for page in refused:
            objects.remove(page)
        is_settled = not refused


def _refuse(request: HttpRequest, page: Page, branches: list[str], together: list[str]) -> bool:
    """Whether a case study outside `together` needs a community in `branches`; then that is said."""
    left = list_case_studies_left(branches, together)
    if not left:
        return False
    names = [_("“%s”") % each.get_admin_display_title() for each in left[:NAMED]]
    values = {
        "page": page.get_admin_display_title(),
        "case_studies": ", ".join(names) + (" …" if len(left) > NAMED else ""),
    }
    text = _(
        "“%(page)s” was not deleted, since these case studies would lose their community: %(case_studies)s. "
        "Give them another community first, or delete them too."
    )
    messages.error(request, text % values)
    return True
