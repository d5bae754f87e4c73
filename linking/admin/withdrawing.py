"""Withdrawing a version that says what should not have been said."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.log_actions import log

from linking.admin.logs import WITHDRAWN
from linking.admin.page_links import OfPage
from linking.permalinks.labels import short_url
from linking.permalinks.withdrawing import CurrentVersionError, withdraw


class WithdrawVersionView(OfPage, TemplateView):
    """Asks before a version of the page, in its language, is withdrawn."""

    template_name = "linking_admin/withdraw.html"
    page_title = gettext_lazy("Withdraw a version")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask."""
        self.version = self.find_version()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Withdraw it, and say so."""
        version = self.find_version()
        links = redirect(reverse("linking_admin:page_links", args=[self.page.pk]))
        try:
            withdraw(version, self.page)
        except CurrentVersionError:
            messages.error(
                request,
                _("The page says this today. Publish a corrected text first, then withdraw this version."),
            )
            return links
        log(instance=self.page, action=WITHDRAWN, user=request.user, data={"number": version.number})
        messages.success(request, _("Version %(number)s is withdrawn.") % {"number": version.number})
        return links

    def find_version(self) -> Any:
        """The version; 404 where there is none, or it has been withdrawn already."""
        if not self.may_publish:
            raise PermissionDenied
        version = (
            self.permalink
            and self.permalink.versions.filter(
                language_code=self.language_code, number=self.kwargs["number"], withdrawn_at=None
            ).first()
        )
        if version is None:
            raise Http404
        return version

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `version` and its address, `url`."""
        address = f"{short_url(self.version.permalink.code)}/{self.language_code}/{self.version.number}"
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "version": self.version,
            "url": address,
        }
