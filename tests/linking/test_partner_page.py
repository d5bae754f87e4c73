"""docs/partners.md as a page of the site."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from tests.linking.test_partner_docs import BLOCK, DOCUMENT, HOST
from tests.small_site import SmallSite

ADDRESS = "/partners/"


@pytest.fixture
def small_site(db: None) -> SmallSite:
    """A front page in each language."""
    return SmallSite.make()


class _Text(HTMLParser):
    """The text of a page, without markup."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.text += data


def read_page() -> str:
    response = Client(headers={"host": "localhost", "accept-language": "hu"}).get(ADDRESS)
    assert (response.status_code, response["Content-Language"]) == (200, "en")
    return response.content.decode()


def test_the_page_says_all_that_the_document_says_with_the_address_of_this_site(small_site: SmallSite):
    html = read_page()
    shown = " ".join(_Text(html).text.split())
    document = DOCUMENT.read_text(encoding="utf-8")
    assert '<html lang="en">' in html
    assert "www.example.org" not in html
    own = document.replace(HOST, settings.BASE_URL).replace(
        urlsplit(HOST).netloc, urlsplit(settings.BASE_URL).netloc
    )
    blocks = BLOCK.findall(own)
    assert len(blocks) > 10
    assert [block for block in blocks if " ".join(block.split()) not in shown] == []
    headings = re.findall(r"^#+ (.+)$", BLOCK.sub("", document), re.MULTILINE)
    assert [each for each in headings if each not in shown] == []
    # nothing is left of the way in which the document is written
    assert re.findall(r"(?:^|\s)(?:#{2,}|```|\|---)", shown) == []


def test_its_links_lead_somewhere_and_nothing_comes_from_another_host(small_site: SmallSite):
    html = read_page()
    anchors = re.findall(r' id="([^"]+)"', html)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(anchors)
    links = {unescape(each) for each in re.findall(r'<a [^>]*href="(/[^"]*)"', html)}
    assert links
    client = Client(headers={"host": "localhost"})
    assert {each: client.get(each).status_code for each in links} == dict.fromkeys(links, 200)
    assert re.findall(r'src="https?://(?!localhost)[^"]*"', html) == []
    assert " style=" not in html
    assert client.post(ADDRESS).status_code == 405


def test_every_page_leads_there(small_site: SmallSite):
    for code in ("hu", "en"):
        page = Client(headers={"host": "localhost"}).get(f"/{code}/").content.decode()
        assert f'href="{ADDRESS}"' in page
