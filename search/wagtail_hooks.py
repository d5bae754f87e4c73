"""What readers search, for editors; and the pages that readers open from the results."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search.admin.report import POLICY, SearchesReportView
from search.admin.urls import urlpatterns
from search.usage import count_opened_page

ServePage = Callable[[Any, HttpRequest, list, dict], HttpResponseBase]


@hooks.register("on_serve_page", order=10)
def count_what_is_opened(serve_page: ServePage) -> ServePage:
    """Within the check of restrictions, Wagtail's own hook of this name: what is counted was shown."""

    def serve_and_count(page: Any, request: HttpRequest, args: list, kwargs: dict) -> HttpResponseBase:
        response = serve_page(page, request, args, kwargs)
        count_opened_page(page, request, response)
        return response

    return serve_and_count


class SearchesMenuItem(MenuItem):
    """For those who may see what readers search."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Editors and coordinators."""
        return POLICY.user_has_permission(request.user, "view")


@hooks.register("register_reports_menu_item")
def searches_menu_item() -> MenuItem:
    """The report among the others."""
    url = reverse("search_admin:searches")
    return SearchesMenuItem(
        SearchesReportView.page_title, url, name="searches", icon_name="search", order=1200
    )


@hooks.register("construct_reports_menu")
def leave_wagtails_report_out(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's report of search terms counts nothing here."""
    menu_items[:] = [item for item in menu_items if item.name != "search-terms"]


@hooks.register("register_admin_urls", order=-10)
def admin_urls() -> list[URLPattern | URLResolver]:
    """Before those of the search promotions, of which some are replaced."""
    return urlpatterns


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """The permission to see the report, for the form of groups."""
    return Permission.objects.filter(content_type__app_label="search", codename="view_querycount")
