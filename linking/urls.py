"""Addresses for links that last (ADR 14)."""

from django.urls import re_path

from linking.permalinks import views

urlpatterns = [
    re_path(r"^p/(?P<code>[^/]{1,40})/?$", views.work, name="permalink"),
    re_path(r"^p/(?P<code>[^/]{1,40})/(?P<language_code>hu|en)/?$", views.work, name="permalink_language"),
    re_path(
        r"^p/(?P<code>[^/]{1,40})/(?P<language_code>hu|en)/(?P<number>[1-9][0-9]{0,8})/?$",
        views.version,
        name="permalink_version",
    ),
    re_path(r"^p/(?P<code>.*)$", views.unknown),
]
