"""Works that are gone although links lead to them, and what readers are offered in their place."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, Subquery, Sum
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.visibility import visible_to_everyone
from linking.models import Permalink, PublicVersion
from linking.permalinks.changes import name_successor
from linking.permalinks.finding import Remembered, find_successor, gone_works, remember, remember_all
from linking.permalinks.labels import short_url
from linking.referrers import oldest_month

ON_A_PAGE = 50


@dataclass(frozen=True)
class GoneWork:
    """A row of the report."""

    permalink: Permalink
    remembered: Remembered
    visits: int
    successor: Page | None


class GoneWorksView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Those that readers came to most often from elsewhere first."""

    permission_policy = page_permission_policy
    permission_required = "publish"
    template_name = "linking_admin/gone_works.html"
    page_title = _("Works that are gone")
    header_icon = "link"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """It stands among the reports."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`works`: a page of them."""
        visits = Sum("referrers__visits", filter=Q(referrers__month__gte=oldest_month()), default=0)
        latest = PublicVersion.objects.filter(permalink=OuterRef("pk")).order_by("-published_at")
        rows = (
            gone_works()
            .select_related("successor")
            .annotate(visits=visits, last=Subquery(latest.values("published_at")[:1]))
            .order_by("-visits", "-last", "code")
        )
        works: Any = Paginator(rows, ON_A_PAGE).get_page(self.request.GET.get("p"))
        language_code = get_language() or ""
        remembered = remember_all(list(works.object_list), language_code)
        works.object_list = [
            GoneWork(row, remembered[row.pk], row.visits, find_successor(row, language_code))
            for row in works.object_list
        ]
        return {**super().get_context_data(**kwargs), "works": works}


class SuccessorForm(forms.Form):
    """The work to read in the place of another one."""

    page = forms.ModelChoiceField(
        Page.objects.all(),
        label=_("To be read in its place"),
        help_text=_("A public page. Leave it empty to name none."),
        required=False,
        widget=AdminPageChooser,
    )

    def __init__(self, *args: Any, permalink: Permalink, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permalink = permalink
        self.successor: Permalink | None = None

    def clean_page(self) -> Page | None:
        """A page that everybody may see, of another work."""
        page: Page | None = self.cleaned_data["page"]
        if page is None:
            return None
        if page.translation_key == self.permalink.translation_key:
            raise ValidationError(gettext("A work cannot take its own place."))
        is_public = Page.objects.filter(visible_to_everyone(), pk=page.pk).exists()
        self.successor = Permalink.objects.filter(translation_key=page.translation_key).first()
        if not is_public or self.successor is None:
            raise ValidationError(gettext("Not everybody may read this page. Choose a public one."))
        return page


class SuccessorView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Names the work that readers are led to once this one is gone."""

    permission_policy = page_permission_policy
    permission_required = "publish"
    form_class = SuccessorForm
    template_name = "linking_admin/successor.html"
    page_title = _("What to read in its place")
    header_icon = "link"

    def dispatch(self, request: HttpRequest, *args: Any, code: str, **kwargs: Any) -> HttpResponseBase:
        """Find the work; where it has pages, only who may publish one of them decides."""
        self.permalink = get_object_or_404(Permalink, code=code)
        pages = Page.objects.filter(translation_key=self.permalink.translation_key).order_by("pk")
        self.pages = [
            page for page in pages.specific() if page.permissions_for_user(request.user).can_publish()
        ]
        if pages and not self.pages:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The report leads here."""
        title = remember(self.permalink, get_language() or "").title
        return [
            *self.breadcrumbs_items,
            {"url": reverse("linking_admin:gone_works"), "label": GoneWorksView.page_title},
            {"url": "", "label": f"{self.page_title}: {title}" if title else self.page_title},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form has to know whose place it is about."""
        return {**super().get_form_kwargs(), "permalink": self.permalink}

    def get_initial(self) -> dict[str, Any]:
        """Who has been named already."""
        return {"page": find_successor(self.permalink, get_language() or "")}

    def form_valid(self, form: SuccessorForm) -> HttpResponse:
        """Remember it, and say so."""
        name_successor(self.permalink, form.successor)
        messages.success(self.request, gettext("Saved: readers of the old links are told what to read."))
        return redirect(self.get_back_url())

    def get_back_url(self) -> str:
        """The page that has links of its own, else the report."""
        if self.pages:
            return reverse("linking_admin:page_links", args=[self.pages[0].pk])
        return reverse("linking_admin:gone_works")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `url` (the permalink) and `back_url`."""
        url = short_url(self.permalink.code)
        return {**super().get_context_data(**kwargs), "url": url, "back_url": self.get_back_url()}
