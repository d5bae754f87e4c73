"""What linking adds to every page and to the admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.hooks import ADDRESS_OWNERS, PAGE_CONTEXT, register_after_serving
from linking.admin import logs
from linking.admin.gone import GoneWorksView
from linking.admin.urls import urlpatterns
from linking.citations.reference import make_reference
from linking.feeds.links import feeds_of_page
from linking.formats.links import add_links
from linking.formats.registry import FORMATS
from linking.models import PublicVersion
from linking.permalinks.finding import find_owners
from linking.permalinks.labels import short_url
from linking.permalinks.versions import shown_version
from linking.referrers import count_referrer
from linking.sharing.addresses import share_image_url

INDEX = "index"

hooks.register(ADDRESS_OWNERS, find_owners)


@hooks.register(PAGE_CONTEXT)
def add_permalink(page: Any, request: HttpRequest) -> dict[str, Any]:
    """`permalink` (its address) and `version` (the number of the text that is read); `shown_version`, if an older one.

    `share_image` is the address of the picture that stands for the page where somebody shares it, `reference` how to cite
    what is read, `formats` [(format, its address)] in what else it can be had.
    """
    language_code = page.locale.language_code
    none: dict[str, Any] = {
        "permalink": None,
        "version": None,
        "shown_version": None,
        "reference": None,
        "formats": [],
        "share_image": share_image_url(language_code),
    }
    if page.kind == INDEX:  # a list is no work to be cited
        return none
    last = (
        PublicVersion.objects.filter(
            permalink__translation_key=page.translation_key, language_code=language_code
        )
        .order_by("-number")
        .values_list("number", "permalink__code", "published_at")
        .first()
    )
    if last is None:
        return none
    number, code, published_at = last
    shown = shown_version(page)
    cited, since = (shown.number, shown.published_at) if shown else (number, published_at)
    return {
        "permalink": short_url(code),
        "version": number,
        "shown_version": shown,
        "reference": make_reference(page, code, cited, since),
        "formats": [] if shown else [(each, each.url(code, language_code)) for each in FORMATS],
        "share_image": share_image_url(language_code, code, number),
    }


hooks.register(PAGE_CONTEXT, feeds_of_page)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """What editors see of links."""
    return urlpatterns


@hooks.register("register_page_header_buttons")
def links_in_header(
    page: Page, user: Any, view_name: str | None = None, next_url: str | None = None
) -> Iterator[Button]:
    """In the menu of a page in its editor."""
    yield from _links_button(page, user)


@hooks.register("register_page_listing_more_buttons")
def links_in_list(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """The same in lists of pages."""
    yield from _links_button(page, user)


def _links_button(page: Page, user: Any) -> Iterator[Button]:
    if page.depth > 1 and page.permissions_for_user(user).can_edit():
        url = reverse("linking_admin:page_links", args=[page.pk])
        yield Button(_("Links and sharing"), url, icon_name="link", priority=55)


class GoneWorksMenuItem(MenuItem):
    """For those who decide what is public."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Editors and coordinators."""
        return bool(page_permission_policy.user_has_permission(request.user, "publish"))


@hooks.register("register_reports_menu_item")
def gone_works_menu_item() -> MenuItem:
    """The report among the others."""
    url = reverse("linking_admin:gone_works")
    return GoneWorksMenuItem(GoneWorksView.page_title, url, name="gone-works", icon_name="link", order=1250)


hooks.register("register_log_actions", logs.register)
register_after_serving(count_referrer)
register_after_serving(add_links)
