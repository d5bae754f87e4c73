"""One query in the admin: its weeks, and what readers opened from its results."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin

from search.admin.actions import list_actions
from search.admin.report import POLICY, SearchesReportView
from search.admin.works import find_pages
from search.usage import selectors


class QueryView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """`?q=` is the key of a query, `language` its language. Back to the report where hardly anybody searched it."""

    permission_policy = POLICY
    permission_required = "view"
    template_name = "search_admin/query.html"
    page_title = _("Searches")
    header_icon = "search"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read which query it is, and show it."""
        self.key, self.language_code = request.GET.get("q", ""), request.GET.get("language", "")
        known = (
            selectors.list_weeks(self.key, self.language_code)
            if "\0" not in self.key + self.language_code
            else []
        )
        self.weeks = list(known)
        if not self.weeks:
            messages.warning(request, gettext("Too few readers have searched this to show it."))
            return redirect("search_admin:searches")
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The report leads here."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("search_admin:searches"), "label": SearchesReportView.page_title},
            {"url": "", "label": self.weeks[0].text},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`weeks` (newest first), `opened` (pages with their numbers), `withdrawn` (openings of other works)."""
        query = {"key": self.key, "language_code": self.language_code}
        clicks = selectors.find_clicks([query]).get((self.key, self.language_code), [])
        user = self.request.user
        pages = find_pages((work for work, _number in clicks), user, get_language() or "")
        return {
            **super().get_context_data(**kwargs),
            "wording": self.weeks[0].text,
            "language_name": dict(settings.LANGUAGES).get(self.language_code, self.language_code),
            "weeks": self.weeks,
            "total": sum(week.searches for week in self.weeks),
            "opened": [(pages[work], number) for work, number in clicks if work in pages],
            "withdrawn": sum(number for work, number in clicks if work not in pages),
            "actions": list_actions(user, self.weeks[0].text, self.language_code),
        }
