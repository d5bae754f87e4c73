"""docs/partners.md as a page of the site."""

import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from communities.models import CommunityPage
from linking.partners import CODES
from linking.permalinks.records import find_code
from methodology.models import GuidePage
from tests.linking.test_partner_docs import BLOCK, DOCUMENT, HOST
from tests.small_site import SmallSite, restrict

ADDRESS = "/partners/"
MENUS = 2  # queries of the header and the footer


@pytest.fixture
def small_site(db: None) -> SmallSite:
    """A front page in each language."""
    return SmallSite.make()


def read_page() -> str:
    response = Client(headers={"host": "localhost", "accept-language": "hu"}).get(ADDRESS)
    assert (response.status_code, response["Content-Language"]) == (200, "en")
    return response.content.decode()


def test_the_page_says_all_that_the_document_says_with_the_address_of_this_site(small_site: SmallSite):
    html = read_page()
    shown = " ".join(BeautifulSoup(html, "html.parser").get_text().split())
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


def test_its_examples_name_works_that_everybody_may_read_in_both_languages(small_site: SmallSite):
    pages = {}
    for name in ("Titkos", "Egynyelvű", "Kert", "Későbbi"):
        pages[name] = small_site.page(GuidePage, name)
        if name != "Egynyelvű":
            small_site.page(GuidePage, f"{name} in English", "en", pages[name])
    restrict(pages["Titkos"])
    community = small_site.page(CommunityPage, "Közösség")
    codes = {name: find_code(page.translation_key) for name, page in pages.items()}
    html = read_page()
    assert [name for name, code in codes.items() if code in html] == ["Kert"]
    assert f"{settings.BASE_URL}/p/{codes['Kert']}/hu.bib" in html
    assert CODES["guide"] not in html
    # no community is there in both languages, so its code stays that of the document
    assert (CODES["community"] in html, find_code(community.translation_key) in html) == (True, False)
    small_site.page(CommunityPage, "Community", "en", community)
    html = read_page()
    assert (CODES["community"] in html, find_code(community.translation_key) in html) == (False, True)


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_two_queries_beside_the_menus(
    small_site: SmallSite, number: int, django_assert_num_queries: Any
):
    for each in range(number):
        small_site.page(GuidePage, "Garden", "en", small_site.page(GuidePage, f"Kert {each}"))
    read_page()
    with django_assert_num_queries(MENUS + 2):
        read_page()


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
