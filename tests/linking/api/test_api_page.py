"""The description of the API for people."""

import re

from django.test import Client

from tests.linking.api.asking import ROOT, read
from tests.small_site import SmallSite, path_of


def test_the_page_describes_every_address_and_needs_no_other_host(site: SmallSite):
    response = Client(headers={"host": "localhost", "accept-language": "hu"}).get(f"{ROOT}/")
    assert response.status_code == 200
    text = response.content.decode()
    assert '<html lang="en">' in text
    for path in read("/openapi.json")["paths"]:
        assert f"GET {path}" in text
    assert re.findall(r'(?:src|href)="https?://(?!localhost)[^"]*"', text) == []
    assert "<script>" not in text and " style=" not in text
    anchors = set(re.findall(r' id="([^"]+)"', text))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= anchors
    assert Client(headers={"host": "localhost"}).post(f"{ROOT}/").status_code == 405
    assert path_of(site.homes["en"]) in text
