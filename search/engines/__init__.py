"""The engines, and the one that this site uses."""

from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engines.base import Engine
from search.engines.sqlite import SqliteEngine

SQLITE = "sqlite:///"
HTTP = ("http://", "https://")


@lru_cache(maxsize=32)
def engine_at(url: str, api_key: str = "", ca_file: str = "") -> Engine:
    """The engine at an address: a file as `sqlite:///path`, with a fourth slash where the path is absolute, or an
    Elasticsearch as `http(s)://[user:password@]host:port[/index-prefix]`, with an API key instead of a login, and the
    certificates to trust. Raises ImproperlyConfigured, whose text never repeats a password or a key.
    """
    if url.startswith(SQLITE) and len(url) > len(SQLITE):
        return SqliteEngine(url[len(SQLITE) :])
    if url.startswith(HTTP):
        # Its client takes a third of a second to import; a site with a file shall not pay for it.
        from search.engines.elasticsearch import Address, ElasticsearchEngine

        try:
            return ElasticsearchEngine(Address.read(url, api_key, ca_file))
        except ValueError as error:
            raise ImproperlyConfigured(
                f"CMS_SEARCH_URL is no address of an Elasticsearch: {error}"
            ) from error
    raise ImproperlyConfigured(
        "CMS_SEARCH_URL must be sqlite:///path or http(s)://[user:password@]host:port[/index-prefix]"
    )


def current_engine() -> Engine:
    """The engine that `settings.SEARCH_URL` chooses."""
    return engine_at(settings.SEARCH_URL, settings.SEARCH_API_KEY, settings.SEARCH_CA_FILE)
