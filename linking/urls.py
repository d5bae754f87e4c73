"""Addresses for links that last (ADR 14), and for what is shown of a work elsewhere."""

import re

from django.urls import include, path, re_path

from core.requests import read_only
from linking.api.entrance import public
from linking.formats.registry import FORMATS
from linking.formats.views import text
from linking.harvesting.murmurations.views import profile, profiles
from linking.harvesting.oai.views import oai
from linking.partners import page as partners
from linking.permalinks import views
from linking.sharing.views import card, oembed, share_image, share_image_of_site

SUFFIXES = "|".join(re.escape(each.suffix) for each in FORMATS)

urlpatterns = [
    path("api/v1/", include("linking.api.urls")),
    re_path(r"^p/(?P<code>[^/]{1,40})/?$", views.work, name="permalink"),
    re_path(r"^p/(?P<code>[^/]{1,40})/(?P<language_code>hu|en)/?$", views.work, name="permalink_language"),
    re_path(
        rf"^p/(?P<code>[^/]{{1,40}})/(?P<language_code>hu|en)\.(?P<suffix>{SUFFIXES})$", text, name="format"
    ),
    re_path(
        r"^p/(?P<code>[^/]{1,40})/(?P<language_code>hu|en)/(?P<number>[1-9][0-9]{0,8})/?$",
        views.version,
        name="permalink_version",
    ),
    re_path(r"^p/(?P<code>[^/]{1,40})/(?P<language_code>hu|en)/share\.png$", share_image, name="share_image"),
    re_path(r"^p/(?P<code>[^/]{1,40})/card/?$", card, name="card"),
    re_path(r"^p/(?P<code>[^/]{1,40})/murmurations\.json$", public(profile), name="murmurations_profile"),
    re_path(r"^p/(?P<code>.*)$", views.unknown),
    path("murmurations.json", public(profiles), name="murmurations"),
    path("oai", oai, name="oai"),
    path("partners/", read_only(partners), name="partners"),
    path("oembed", oembed, name="oembed"),
    re_path(r"^share/(?P<language_code>hu|en)\.png$", share_image_of_site, name="share_image_of_site"),
]
