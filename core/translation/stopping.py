"""Stopping a translation makes an ordinary page of it, which only those may do who may edit ordinary pages."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation


def may_stop(page: Page, user: object) -> bool:
    """Whether `user` may go on editing `page` once it is no translation any more."""
    permissions = page.permissions_for_user(user)
    return bool(permissions.can_edit() and not permissions.only_translates())


@require_POST
def stop_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """As in wagtail-localize, for those who may edit the page afterwards; raises PermissionDenied."""
    page = get_object_or_404(Translation, pk=translation_id).get_target_instance()
    if isinstance(page, Page) and not may_stop(page, request.user):
        raise PermissionDenied
    return edit_translation.stop_translation(request, translation_id)
