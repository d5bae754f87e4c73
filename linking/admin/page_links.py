"""One page's links in the admin: its permalink, what leads to it, its public versions, and who refers here."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from linking.models import Permalink
from linking.permalinks.finding import find_successor
from linking.permalinks.labels import short_url
from linking.referrers import list_referrers

MOST_VERSIONS = 100  # the newest


class OfPage(WagtailAdminTemplateMixin):
    """A view of one page, for those who may edit it: `page`, as its own type, and `permalink` (None: never public)."""

    header_icon = "link"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the page and its permalink."""
        self.page = get_object_or_404(Page.objects.filter(depth__gt=1), pk=kwargs["page_id"]).specific
        self.permissions = self.page.permissions_for_user(request.user)
        if not self.permissions.can_edit():
            raise PermissionDenied
        self.permalink = Permalink.objects.filter(translation_key=self.page.translation_key).first()
        self.language_code = self.page.locale.language_code
        return super().dispatch(request, *args, **kwargs)

    @property
    def may_publish(self) -> bool:
        """Who decides what is public decides what is no longer."""
        return bool(self.permissions.can_publish())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The page that it is about, then what is seen of it."""
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
                "label": self.page.get_admin_display_title(),
            },
            {"url": "", "label": self.page_title},
        ]


class PageLinksView(OfPage, TemplateView):
    """What leads to this page."""

    template_name = "linking_admin/page_links.html"
    page_title = _("Links and sharing")

    def list_present_addresses(self) -> list[str]:
        """Where the work stands now, in each language."""
        texts = Page.objects.filter(translation_key=self.page.translation_key)
        return [url for text in texts if (url := text.get_url(self.request))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`url` and `language_url` (permalinks), `addresses`, `versions` (newest first), `referrers`, `successor`."""
        context = {**super().get_context_data(**kwargs), "page": self.page, "permalink": self.permalink}
        if self.permalink is None:
            return context
        versions = self.permalink.versions.filter(language_code=self.language_code).defer("content")
        newest = list(versions.order_by("-number")[: MOST_VERSIONS + 1])
        url = short_url(self.permalink.code)
        return {
            **context,
            "url": url,
            "language_url": f"{url}/{self.language_code}",
            "addresses": self.permalink.addresses.exclude(path__in=self.list_present_addresses()),
            "versions": newest[:MOST_VERSIONS],
            "has_older_versions": len(newest) > MOST_VERSIONS,
            "current": newest[0].number if newest and self.page.live else None,
            "referrers": list_referrers(self.permalink),
            "successor": find_successor(self.permalink, self.language_code),
            "may_publish": self.may_publish,
        }
