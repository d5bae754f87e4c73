"""The engines, and the one that this site uses."""

from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engines.base import Engine
from search.engines.sqlite import SqliteEngine

SQLITE = "sqlite:///"
HTTP = ("http://", "https://")


@lru_cache(maxsize=32)
def engine_at(url: str) -> Engine:
    """The engine at an address: a file as `sqlite:///path`, with a fourth slash where the path is absolute, or an
    Elasticsearch as `http(s)://[user:password@]host:port[/index-prefix]`. Raises ImproperlyConfigured.
    """
    if url.startswith(SQLITE) and len(url) > len(SQLITE):
        return SqliteEngine(url[len(SQLITE) :])
    if url.startswith(HTTP):
        # Its client takes a third of a second to import; a site with a file shall not pay for it.
        from search.engines.elasticsearch import Address, ElasticsearchEngine

        try:
            return ElasticsearchEngine(Address.read(url))
        except ValueError as error:
            # The address itself may hold a password.
            raise ImproperlyConfigured(
                f"CMS_SEARCH_URL is no address of an Elasticsearch: {error}"
            ) from error
    raise ImproperlyConfigured(
        "CMS_SEARCH_URL must be sqlite:///path or http(s)://[user:password@]host:port[/index-prefix],"
        f" not {url!r}"
    )


def current_engine() -> Engine:
    """The engine of `settings.SEARCH_URL`."""
    return engine_at(settings.SEARCH_URL)
