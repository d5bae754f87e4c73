"""The addresses of feeds and calendars, below those of a language."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from linking.feeds import views

urlpatterns = [
    path(_("search/feed.atom"), views.search, name="search_feed"),
    path("changes.atom", views.changes, name="changes_feed"),
    re_path(r"^(?P<path>(?:[\w\-]+/)*)feed\.atom$", views.listing, name="feed"),
    re_path(r"^(?P<path>(?:[\w\-]+/)*)calendar\.ics$", views.calendar, name="calendar"),
]
