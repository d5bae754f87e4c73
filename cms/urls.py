"""Addresses of the site: unprefixed for machines and editors, /hu/ and /en/ for readers."""

from pathlib import Path

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home import addresses

urlpatterns = [
    path("", addresses.to_language),
    path("", include("linking.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", addresses.sitemap, name="sitemap"),
    re_path(
        r"^sitemap-(?P<language_code>hu|en)-(?P<part>[1-9][0-9]{0,3})\.xml$",
        addresses.sitemap_part,
        name="sitemap_part",
    ),
    path("llms.txt", addresses.llms, name="llms"),
    path("robots.txt", addresses.robots, name="robots"),
    path("favicon.ico", addresses.favicon),
    path("healthz", addresses.healthz, name="healthz"),
    # Resized images only: documents and originals may be private and go through Wagtail's own views. In front of a
    # larger site a web server serves this folder (docs/operators.md).
    path("media/images/<path:path>", serve, {"document_root": Path(settings.MEDIA_ROOT) / "images"}),
    *i18n_patterns(
        path("", addresses.serve, {"path": ""}, name="home"),
        path("", include("search.urls")),
        path("", include("linking.feeds.urls")),
        # As in wagtail.urls, which keeps `_util/` (log in, give a password) and makes the addresses of pages.
        re_path(r"^(?!_util/)((?:[\w\-]+/)*)$", addresses.serve),
        path("", include(wagtail_urls)),
        prefix_default_language=True,
    ),
]

handler400 = "home.refusals.bad_request"
handler404 = "home.refusals.page_not_found"
handler500 = "home.refusals.server_error"
