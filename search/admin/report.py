"""The report "Searches": what readers look for, whether it is found, and what they open."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import ButtonsColumnMixin, Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from search.admin.actions import list_actions
from search.admin.works import find_pages
from search.analysis import fold
from search.models import QueryCount
from search.usage import FEWEST_SEARCHES, selectors

USUAL_WEEKS = 12
PERIODS = (
    ("1", _("this week")),
    ("4", _("4 weeks")),
    ("26", _("26 weeks")),
    ("52", _("12 months")),
)
NOTHING, NEAR = "nothing", "near"
POLICY = ModelPermissionPolicy(QueryCount)


def kept(queryset: QuerySet, name: str, value: str) -> QuerySet:
    """The view itself asks for what is chosen, since it has to know before it adds weeks up."""
    return queryset


class SearchesFilterSet(WagtailFilterSet):
    """The period, the language, and what was found."""

    period = ChoiceFilter(label=_("Period"), choices=PERIODS, empty_label=_("12 weeks"), method=kept)
    language = ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, empty_label=_("both"), method=kept
    )
    found = ChoiceFilter(
        label=_("Found"),
        choices=[(NOTHING, _("nothing at all")), (NEAR, _("no work with all words"))],
        empty_label=_("anything"),
        method=kept,
    )

    class Meta:
        model = QueryCount
        fields: list[str] = []


class QueryColumn(ButtonsColumnMixin, TitleColumn):
    """The query, with what can be done about it."""

    cell_template_name = "search_admin/query_cell.html"

    def get_buttons(self, instance: dict[str, Any], parent_context: Any) -> list:
        """Only what the user may do."""
        user = parent_context["request"].user
        return list_actions(user, instance["wording"], instance["language_code"])


class FoundColumn(Column):
    """A number of works, or a dash where it is not known."""

    empty_value_display = "–"

    def get_value(self, instance: dict[str, Any]) -> Any:
        """None is shown as empty."""
        value = super().get_value(instance)
        return "" if value is None else value


def query_url(row: dict[str, Any]) -> str:
    """Where the weeks of a query are."""
    parameters = urlencode({"q": row["key"], "language": row["language_code"]})
    return f"{reverse('search_admin:query')}?{parameters}"


class SearchesReportView(ReportView):
    """A query a row, most often searched first."""

    page_title = _("Searches")
    header_icon = "search"
    permission_policy = POLICY
    permission_required = "view"
    results_template_name = "search_admin/searches_results.html"
    index_url_name = "search_admin:searches"
    index_results_url_name = "search_admin:searches_results"
    filterset_class = SearchesFilterSet
    is_searchable = True
    default_ordering = "-total"
    columns = [
        QueryColumn("wording", label=_("Query"), get_url=query_url),
        Column("language_name", label=_("Language"), sort_key="language_code"),
        NumberColumn("total", label=_("Searches"), sort_key="total"),
        NumberColumn("last_week", label=_("Last week"), sort_key="last_week"),
        FoundColumn("newest_found", label=_("Found"), sort_key="newest_found"),
        FoundColumn("newest_matched", label=_("With all words"), sort_key="newest_matched"),
        NumberColumn("clicked", label=_("Opened"), sort_key="clicked"),
        Column("top_work", label=_("Most often opened")),
    ]
    list_export = [column.name for column in columns]
    export_filename = "searches"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The headings of a table to download in the language of now: it is sent when that is another one again."""
        super().setup(request, *args, **kwargs)
        self.export_headings = {column.name: str(column.label) for column in self.columns}

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The filters; what is unknown counts as not there."""
        return self.filters.form.cleaned_data if self.filters.is_valid() else {}

    @property
    def weeks(self) -> int:
        """How many weeks are looked at."""
        return int(self.chosen.get("period") or USUAL_WEEKS)

    def get_queryset(self) -> QuerySet:
        """Queries of the chosen weeks, language and kind, in the chosen order."""
        rows = selectors.list_queries(self.weeks, self.chosen.get("language", ""))
        if self.chosen.get("found") == NOTHING:
            rows = rows.filter(newest_found=0)
        elif self.chosen.get("found") == NEAR:
            rows = rows.filter(newest_matched=0)
        if self.is_searching:
            rows = rows.filter(key__icontains=fold(self.search_query.lower()))
        return rows.order_by(self.ordering, "key", "language_code")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """`get_queryset` has done it."""
        return queryset

    def decorate_paginated_queryset(self, object_list: Any) -> list[dict[str, Any]]:
        """Adds the language by name and the work that is opened most, by its title."""
        rows = list(object_list)
        clicks = selectors.find_clicks(rows, self.weeks)
        top = {query: works[0] for query, works in clicks.items()}
        pages = find_pages({work for work, _number in top.values()}, self.request.user, get_language() or "")
        languages = dict(settings.LANGUAGES)
        for row in rows:
            row["language_name"] = capfirst(str(languages.get(row["language_code"], row["language_code"])))
            work, number = top.get((row["key"], row["language_code"]), (None, 0))
            title = pages[work].title if work in pages else gettext("a work that is not to be seen any more")
            row["top_work"] = f"{title} ({number})" if work else ""
        return rows

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds how many searches there were, also those that no row tells of."""
        context = super().get_context_data(*args, **kwargs)
        context["all_searches"] = selectors.count_all(self.weeks, self.chosen.get("language", ""))
        context["fewest_searches"] = FEWEST_SEARCHES
        return context
