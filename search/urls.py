"""The addresses of the search page and of its suggestions, in the words of their language."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from search.views import search, suggestions

urlpatterns = [
    path(_("search/"), search, name="search"),
    path(_("search/suggestions/"), suggestions, name="search-suggestions"),
]
