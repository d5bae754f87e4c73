"""The addresses below `/api/v1/`."""

from django.urls import URLPattern, path, re_path

from core.requests import read_only
from linking.api.communities import TYPE as GEOJSON
from linking.api.documents import description, page
from linking.api.endpoints import api
from linking.api.entrance import public, unknown
from linking.dump.views import TYPE as ZIP
from linking.dump.views import download

TYPES = {"communities": GEOJSON}


def _endpoints() -> list[URLPattern]:
    """Those of ninja, each behind the entrance."""
    patterns, _app, _namespace = api.urls
    return [
        URLPattern(
            pattern.pattern,
            public(pattern.callback, TYPES.get(pattern.name or "", "application/json")),
            pattern.default_args,
            pattern.name,
        )
        for pattern in patterns
        if isinstance(pattern, URLPattern) and pattern.name != "api-root"
    ]


app_name = "api"
urlpatterns = [
    path("", read_only(page), name="page"),
    path("openapi.json", public(description), name="openapi"),
    path("dump.zip", public(download, ZIP), name="dump"),
    *_endpoints(),
    re_path(r"^(?P<path>.*)$", public(unknown)),
]
