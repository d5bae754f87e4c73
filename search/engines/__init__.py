"""The engines, and the one that this site uses."""

from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engines.base import Engine
from search.engines.sqlite import SqliteEngine

SQLITE = "sqlite:///"


@lru_cache(maxsize=32)
def engine_at(url: str) -> Engine:
    """The engine at an address: `sqlite:///path`, with a fourth slash where the path is absolute."""
    if url.startswith(SQLITE) and len(url) > len(SQLITE):
        return SqliteEngine(url[len(SQLITE) :])
    raise ImproperlyConfigured(f"CMS_SEARCH_URL must be sqlite:///path, not {url!r}")


def current_engine() -> Engine:
    """The engine of `settings.SEARCH_URL`."""
    return engine_at(settings.SEARCH_URL)
