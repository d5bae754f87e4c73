"""CMS_SEARCH_URL: which engine it chooses, and what it says about an address that chooses none."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.checks import check_engine
from search.engines import engine_at
from search.engines.elasticsearch import Address, ElasticsearchEngine
from search.engines.sqlite import SqliteEngine


def test_the_address_chooses_the_engine() -> None:
    assert isinstance(engine_at("sqlite:///var/search.sqlite3"), SqliteEngine)
    assert isinstance(engine_at("http://localhost:9200"), ElasticsearchEngine)
    assert engine_at("http://localhost:9200/a") is engine_at("http://localhost:9200/a")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://localhost:9200", Address("http://localhost:9200", None, "kka")),
        ("http://localhost:9200/", Address("http://localhost:9200", None, "kka")),
        ("https://search.example:443/site-2", Address("https://search.example:443", None, "site-2")),
        ("http://me:p%40ss%3A@[::1]:9200/x", Address("http://[::1]:9200", ("me", "p@ss:"), "x")),
    ],
)
def test_an_address_is_read(text: str, address: Address) -> None:
    assert Address.read(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sqlite:///",
        "var/search.sqlite3",
        "elasticsearch://localhost:9200",
        "http://",
        "http://localhost",
        "http://localhost:port",
        "http://localhost:99999",
        "http://localhost:9200/Upper",
        "http://localhost:9200/a/b",
        "http://localhost:9200/_all",
        "http://localhost:9200/*",
        "http://localhost:9200/kka?refresh=1",
        "http://[::1:9200",
        "http://name@localhost:9200",
    ],
)
def test_a_wrong_address_is_a_configuration_error(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="CMS_SEARCH_URL"):
        engine_at(text)


def test_the_check_names_a_wrong_address_without_its_password(settings) -> None:
    settings.SEARCH_URL = "http://me:geheim@localhost/kka"
    (error,) = check_engine()
    assert error.id == "search.E001"
    assert "port" in error.msg
    assert "geheim" not in error.msg
