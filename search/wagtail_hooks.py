"""What readers search, for editors; and the pages that readers open from the results."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.hooks import register_after_serving
from search.admin.report import POLICY, SearchesReportView
from search.admin.urls import urlpatterns
from search.usage import count_opened_page


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


register_after_serving(count_opened_page)
