"""What crawlers read: the sitemap, robots.txt and llms.txt."""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home import sitemap
from home.models import HomePage, NewsPage, StandardPage
from linking.formats.registry import FORMATS
from methodology.models import GuideIndexPage, GuidePage
from tests.linking.permalinks.pages import publish
from tests.small_site import LANGUAGES, path_of, restrict

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
BASE = "http://localhost"
NOON = dt.datetime(2027, 1, 20, 12, tzinfo=dt.UTC)


def document(path: str) -> ET.Element:
    response = Client().get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    return ET.fromstring(response.content)


def files() -> list[str]:
    index = document("/sitemap.xml")
    return [found.text or "" for found in index.findall("s:sitemap/s:loc", NAMES)]


def entries() -> dict[str, dict[str, Any]]:
    """The languages of each address of the sitemap, and under "lastmod" its day."""
    found: dict[str, dict[str, Any]] = {}
    for file in files():
        for url in document(file.removeprefix(BASE)).findall("s:url", NAMES):
            address = url.findtext("s:loc", namespaces=NAMES)
            assert address not in found
            found[address] = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)}
            found[address]["lastmod"] = url.findtext("s:lastmod", namespaces=NAMES)
    return found


def languages() -> dict[str, dict[str, str]]:
    return {
        address: {code: link for code, link in said.items() if code != "lastmod"}
        for address, said in entries().items()
    }


def test_the_sitemap_names_every_text_and_its_other_language_only_where_it_exists(site):
    both = site.page(GuidePage, "Mindkettő")
    english = site.page(GuidePage, "Both", "en", translation_of=both)
    only = site.page(GuidePage, "Csak magyarul")
    draft = site.page(GuidePage, "Draft", "en", translation_of=only, live=False)
    found = languages()
    pair = {"hu": BASE + path_of(both), "en": BASE + path_of(english)}
    assert found[BASE + path_of(both)] == found[BASE + path_of(english)] == pair
    assert found[BASE + path_of(only)] == {}
    assert BASE + path_of(draft) not in found
    assert found[f"{BASE}/hu/"] == found[f"{BASE}/en/"] == {"hu": f"{BASE}/hu/", "en": f"{BASE}/en/"}
    assert set(found) == {f"{BASE}/{code}/" for code in LANGUAGES} | {
        BASE + path_of(page) for page in (*site.indexes.values(), both, english, only)
    }
    for address in found:
        assert Client().get(address.removeprefix(BASE)).status_code == 200, address


def test_a_file_holds_the_texts_of_a_language_and_has_parts_where_it_is_long(site, monkeypatch):
    assert files() == [f"{BASE}/sitemap-en-1.xml", f"{BASE}/sitemap-hu-1.xml"]
    for _number in range(3):
        site.page(NewsPage)
    whole = entries()
    monkeypatch.setattr(sitemap, "MOST", 3)  # nine Hungarian texts, six English ones
    assert files() == [
        f"{BASE}/sitemap-{code}-{part}.xml"
        for code, part in (("en", 1), ("en", 2), ("hu", 1), ("hu", 2), ("hu", 3))
    ]
    assert entries() == whole
    for path in ("/sitemap-hu-4.xml", "/sitemap-hu-9999.xml", "/sitemap-hu-0.xml", "/sitemap-de-1.xml"):
        assert Client().get(path, follow=True).status_code == 404


def test_a_text_changed_when_it_last_said_something_new(site):
    with time_machine.travel(NOON, tick=False) as clock:
        page = site.page(NewsPage, "Kert")
        clock.shift(dt.timedelta(days=2))
        publish(page)  # says the same
        assert entries()[BASE + path_of(page)]["lastmod"] == "2027-01-20"
        publish(page, title="Kertek")
        assert entries()[BASE + path_of(page)]["lastmod"] == "2027-01-22"
        stamps = document("/sitemap.xml").findall("s:sitemap/s:lastmod", NAMES)
        assert [stamp.text for stamp in stamps][-1].startswith("2027-01-22T")


def test_who_has_the_sitemap_hears_so_for_one_query_until_something_changes(site):
    page = site.page(NewsPage, "Kert")
    for path in ("/sitemap.xml", "/sitemap-hu-1.xml", "/llms.txt"):
        etag = Client().get(path)["ETag"]
        with CaptureQueriesContext(connection) as captured:
            assert Client(headers={"if-none-match": etag}).get(path).status_code == 304
        assert len(captured) == 1
        page = publish(page, slug=f"kert-{len(path)}")
        assert Client(headers={"if-none-match": etag}).get(path).status_code == 200


def test_robots_keep_crawlers_out_of_the_admin_and_searches_and_name_the_sitemap():
    lines = Client().get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /admin/", "Disallow: /hu/kereses/", "Disallow: /en/search/"} <= set(lines)
    assert "Sitemap: http://localhost/sitemap.xml" in lines


def llms() -> str:
    response = Client().get("/llms.txt")
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return response.content.decode()


def test_llms_txt_says_what_the_site_is_and_where_its_parts_are(site):
    site.page(StandardPage, "A [rövid] *út*", summary="Egy\n<b>sor</b>.")
    text = llms()
    lines = text.splitlines()
    assert lines[0] == "# Kisközösségek Átalakulásban – Small Communities in Transition"
    assert lines[2:5] == ["> The front page.", ">", "> The front page."]
    headings = re.findall(r"^##? .+", text, re.MULTILINE)[1:]
    assert headings == ["## Magyar", "## English", "## For programs"]
    assert r"- [A \[rövid\] \*út\*](" in text
    assert r"): Egy \<b\>sor\</b\>." in text
    for index in site.indexes.values():
        assert f"- [{index.title}]({BASE}{path_of(index)}): A list." in lines
    assert all(f"`.{each.suffix}`" in text for each in FORMATS)


def test_every_address_of_llms_txt_answers(site, settings, tmp_path):
    settings.API_RATE = "1000000/s"
    found = re.findall(r"\]\(http://localhost(.+?)\): ", llms())
    assert len(found) == len(site.indexes) + 10
    # The dump is made once a day, and has not been made here.
    settings.DATA_DIR = tmp_path
    statuses = {path: Client().get(path).status_code for path in found}
    assert {path: status for path, status in statuses.items() if status != 200} == {"/api/v1/dump.zip": 404}


def test_llms_txt_names_only_what_everybody_may_see(site):
    for code in LANGUAGES:
        site.page(StandardPage, f"Rejtett vázlat {code}", code, live=False)
        restrict(site.page(StandardPage, f"Rejtett {code}", code))
        site.page(StandardPage, f"Rejtett {code}", code, expire_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert "Rejtett" not in llms()
    restrict(site.indexes[GuideIndexPage, "hu"])
    HomePage.objects.filter(pk=site.homes["en"].pk).update(live=False)
    text = llms()
    assert "Modszertar hu" not in text
    assert text.splitlines()[2:5] == [
        "> The front page.",
        "",
        "- Works stand in Hungarian, in English or in both; `hreflang` names the other text of each.",
    ]


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-hu-1.xml", "/llms.txt", "/robots.txt"])
def test_what_crawlers_read_is_there_before_the_site_is(db, path):
    assert Client().get(path).status_code in {200, 404}
    assert Client().post(path).status_code == 405
