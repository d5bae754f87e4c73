"""How often one client may ask, without anybody's address being kept."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from linking.api.throttling import client_of, parse_rate
from search import index
from tests.linking.api.asking import ROOT, ask
from tests.small_site import SmallSite


@pytest.fixture
def clock_at_noon() -> Any:
    with time_machine.travel(dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC), tick=False) as clock:
        yield clock


def test_who_asks_too_often_is_told_to_wait(site: SmallSite, settings, clock_at_noon: Any):
    index.rebuild()
    settings.API_RATE, settings.API_SEARCH_RATE = "2/m", "1/m"
    clock_at_noon.shift(20)
    assert [ask("/topics").status_code for _time in range(3)] == [200, 200, 429]
    response = ask("/terms")
    assert (response.status_code, response["Retry-After"]) == (429, "40")
    assert response["Content-Type"] == "application/problem+json"
    assert [ask("/search", {"q": "kert"}).status_code for _time in range(2)] == [200, 429]
    other = Client(headers={"host": "localhost"}, REMOTE_ADDR="192.0.2.7")
    assert other.get(f"{ROOT}/topics").status_code == 200
    clock_at_noon.shift(40)
    assert ask("/topics").status_code == 200


def test_no_address_is_kept(site: SmallSite, settings):
    from django.core.cache import cache

    Client(headers={"host": "localhost"}, REMOTE_ADDR="192.0.2.77").get(f"{ROOT}/topics")
    kept = [key for key in cache._cache if "API_RATE" in key]
    assert kept and "192.0.2" not in repr(cache._cache)


def test_a_client_has_half_an_address_of_version_six():
    assert client_of("2001:db8::1") == client_of("2001:db8::ffff")
    assert client_of("2001:db8::1") != client_of("2001:db8:0:1::1")
    assert client_of("192.0.2.1") != client_of("192.0.2.2")
    assert client_of("no address") == client_of("no address")


@pytest.mark.parametrize(
    ("proxies", "statuses"),
    [
        (0, [200, 429, 429]),  # nobody stands in front, so the header is whatever a client says
        (1, [200, 200, 429]),  # the proxy adds the last address
    ],
)
def test_the_address_that_a_proxy_adds_counts(
    site: SmallSite, settings, monkeypatch, proxies: int, statuses: list[int]
):
    settings.API_RATE = "1/h"
    monkeypatch.setattr("ninja.conf.settings.NUM_PROXIES", proxies)
    client = Client(headers={"host": "localhost"})
    asked = [
        client.get(f"{ROOT}/topics", headers={"x-forwarded-for": forwarded}).status_code
        for forwarded in ("192.0.2.1", "192.0.2.2", "198.51.100.9, 192.0.2.2")
    ]
    assert asked == statuses


def test_a_rate_that_is_none_stops_the_site():
    assert parse_rate("120/m") == (120, 60)
    for rate in ("", "120", "0/m", "m/120", "1/d", "1/m "):
        with pytest.raises(ImproperlyConfigured):
            parse_rate(rate)
