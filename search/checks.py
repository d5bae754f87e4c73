"""System checks of the search."""

import ssl
from typing import Any

import apsw
from django.conf import settings
from django.core.checks import Error, register
from django.core.checks import Warning as Remark
from django.core.exceptions import ImproperlyConfigured

from search.analysis.dictionary import find_folder
from search.engines import current_engine


@register()
def check_engine(**kwargs: Any) -> list[Error]:
    """E001: the address of the engine; E002: the SQLite that apsw brings has no full-text search; E003: certificates."""
    try:
        current_engine()
    except ImproperlyConfigured as error:
        return [Error(str(error), hint="For example sqlite:////srv/site/search.sqlite3", id="search.E001")]
    try:
        ssl.create_default_context(cafile=settings.SEARCH_CA_FILE or None)
    except OSError as error:
        return [
            Error(
                f"CMS_SEARCH_CA_FILE cannot be read: {error}",
                hint="It must be a file of certificates in PEM that the site's user may read.",
                id="search.E003",
            )
        ]
    if "ENABLE_FTS5" not in apsw.compile_options:
        return [Error("This apsw has no FTS5.", hint="Install apsw from PyPI.", id="search.E002")]
    return []


@register()
def check_dictionary(**kwargs: Any) -> list[Remark]:
    """W001: Hungarian is analysed without its dictionary."""
    if find_folder() is not None:
        return []
    return [
        Remark(
            "The Hungarian dictionary hu_HU of Hunspell is missing: search will miss many inflected words, and all"
            " words within compounds (biokert by kert).",
            hint="Debian and Ubuntu: apt-get install hunspell-hu. Elsewhere: set CMS_HUNSPELL_FOLDERS.",
            id="search.W001",
        )
    ]
