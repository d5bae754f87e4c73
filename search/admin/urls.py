"""The addresses of these views below `/admin/`."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from search.admin import promotions
from search.admin.query import QueryView
from search.admin.report import SearchesReportView
from search.admin.synonyms import AddSynonymView

reports = [
    path("", SearchesReportView.as_view(), name="searches"),
    path("results/", SearchesReportView.as_view(results_only=True), name="searches_results"),
    path("query/", QueryView.as_view(), name="query"),
    path("synonym/", AddSynonymView.as_view(), name="add_synonym"),
]

# Wagtail's own addresses of promoted results; the first pattern that fits answers.
replaced = [
    path("", promotions.IndexView.as_view()),
    path("results/", promotions.IndexView.as_view(results_only=True)),
    path("add/", promotions.CreateView.as_view()),
    path("<int:query_id>/", promotions.EditView.as_view()),
    path("queries/chooser/", promotions.choose_query),
    path("queries/chooser/results/", promotions.choose_query, {"results_only": True}),
    path("reports/search-terms/", RedirectView.as_view(pattern_name="search_admin:searches")),
    path("reports/search-terms/results/", RedirectView.as_view(pattern_name="search_admin:searches_results")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/searches/", include((reports, "search_admin"))),
    path("searchpicks/", include(replaced)),
]
