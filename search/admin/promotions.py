"""Wagtail's views of promoted results, fed by our counts: a query filled in, and no count that is never raised."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.contrib.search_promotions import forms
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.contrib.search_promotions.views import settings as views
from wagtail.search.utils import normalise_query_string

from search.admin.report import POLICY
from search.analysis import fold
from search.usage import selectors

LONGEST_QUERY = Query._meta.get_field("query_string").max_length or 0


class QueryForm(forms.QueryForm):
    """Says what is the same query here (search.promotions)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["query_string"].help_text = _(
            "What readers type. The same words in another form, in another order or without accents are the same query."
        )


class IndexView(views.IndexView):
    """Without "views": how often a query is searched is in the report."""

    columns = views.IndexView.columns[:2]

    def get_base_queryset(self) -> Any:
        """Queries with their promotions."""
        promoted = SearchPromotion.objects.values("query_id")
        return Query.objects.filter(pk__in=promoted).prefetch_related("editors_picks", "editors_picks__page")


class CreateView(views.CreateView):
    """`?query_string=` fills the query in; one that has promotions already is opened with them."""

    form_class = QueryForm
    template_name = "search_admin/promotion_add.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, or the one of the query that exists."""
        text = normalise_query_string(self.get_initial()["query_string"])
        known = Query.objects.filter(query_string=text, editors_picks__isnull=False).first()
        if known is not None:
            return redirect(self.edit_url_name, known.pk)
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """The query at hand."""
        text = self.request.GET.get("query_string", "").replace("\0", "")
        return {**super().get_initial(), "query_string": text[:LONGEST_QUERY]}


class EditView(views.EditView):
    """With the same words of help."""

    form_class = QueryForm
    template_name = "search_admin/promotion_edit.html"


@dataclass(frozen=True)
class Choice:
    """A query as Wagtail's window of popular queries shows it."""

    id: int
    query_string: str
    hits: int


def choose_query(request: HttpRequest, *, results_only: bool = False) -> HttpResponse:
    """The window in which an editor chooses a query that readers often search."""
    if not POLICY.user_has_permission(request.user, "view"):
        raise PermissionDenied
    form = SearchForm(request.GET) if "q" in request.GET else SearchForm()
    rows = selectors.list_queries().order_by("-total", "key", "language_code")
    if form.is_bound and form.is_valid():
        rows = rows.filter(key__icontains=fold(form.cleaned_data["q"].lower()))
    page = Paginator(rows, per_page=10).get_page(request.GET.get("p"))
    page.object_list = [
        Choice(number, row["wording"], row["total"]) for number, row in enumerate(page.object_list)
    ]
    folder = "wagtailsearchpromotions/queries/chooser"
    if results_only:
        return TemplateResponse(request, f"{folder}/results.html", {"queries": page})
    context = {"queries": page, "searchform": form}
    return render_modal_workflow(
        request, f"{folder}/chooser.html", None, context, json_data={"step": "chooser"}
    )
