"""CMS_SEARCH_URL: which engine it chooses, and what it says about an address that chooses none."""

import re
import traceback

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


@pytest.mark.parametrize(
    ("url", "api_key", "ca_file"),
    [
        ("htps://me:geheim@localhost:9200", "", ""),
        ("me:geheim@localhost:9200", "", ""),
        ("https://me:gehe/im@localhost:9200", "", ""),
        ("https://me:geheim@localhost:9200", "Z2VoZWlt", ""),
        ("https://localhost:9200", "geheim\n", ""),
        ("https://localhost:9200", "me:geheim", ""),
        ("http://me:geheim@localhost:9200", "", "/etc/ca.pem"),
    ],
)
def test_a_configuration_error_never_tells_a_secret(url: str, api_key: str, ca_file: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="CMS_SEARCH_URL") as caught:
        engine_at(url, api_key, ca_file)
    told = "".join(traceback.format_exception(caught.value))
    assert not re.search("gehe|im@|Z2Vo", told)


def test_an_address_never_shows_its_secrets() -> None:
    for address in (Address.read("https://me:geheim@h:1"), Address.read("https://h:1", api_key="Z2VoZWlt")):
        assert not re.search("geheim|Z2Vo", repr(address))


def test_the_check_names_a_wrong_address_without_its_password(settings) -> None:
    settings.SEARCH_URL = "http://me:geheim@localhost/kka"
    (error,) = check_engine()
    assert error.id == "search.E001"
    assert "port" in error.msg
    assert "geheim" not in error.msg
