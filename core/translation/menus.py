"""What wagtail-localize adds to the menus of a page, for those whose work it is."""

from typing import Any

from django.urls import reverse
from wagtail import hooks
from wagtail.models import Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.wagtail_hooks import page_listing_more_buttons


def translation_buttons(
    page: Page, user: Any, view_name: str | None = None, next_url: str | None = None
) -> Any:
    """As wagtail-localize's, with "sync translated pages" only for who may hand over the changes of the page."""
    source = TranslationSource.objects.get_for_instance_or_none(page) if not page.is_root() else None
    sync = reverse("wagtail_localize:update_translations", args=[source.pk]) if source is not None else None
    may_sync = sync is None or page.specific.permissions_for_user(user).can_hand_over_changes()
    for button in page_listing_more_buttons(page, user, view_name=view_name, next_url=next_url):
        if may_sync or not str(button.url).startswith(str(sync)):
            yield button


def install() -> None:
    """Put ours where Wagtail keeps upstream's; it offers no way to take a function of another package out."""
    for name in ("register_page_header_buttons", "register_page_listing_more_buttons"):
        registered = hooks._hooks[name]
        registered[:] = [
            (translation_buttons if function is page_listing_more_buttons else function, order)
            for function, order in registered
        ]
