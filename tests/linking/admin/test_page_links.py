"""What editors see of a page's links: permalink, earlier addresses, versions, referrers; and withdrawing a version."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from home.people import COORDINATORS, EDITORS, TRANSLATORS
from linking.models import PublicVersion, ReferrerCount
from methodology.models import GuidePage
from tests.linking.permalinks.pages import permalink_of, publish
from tests.small_site import path_of


def links_of(page: Any) -> str:
    return f"/admin/pages/{page.pk}/links/"


def read(client: Client, path: str, status: int = 200) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def rows_of(page: BeautifulSoup, number: int) -> list[list[str]]:
    table = page.select("table.listing")[number]
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in table.select("tbody tr")
    ]


def test_everything_that_leads_to_a_page_is_there(site, log_in):
    guide = publish(site.page(GuidePage, "Kert"), title="Kertek")
    old = path_of(guide)
    guide = publish(guide, slug="kertek")
    permalink = permalink_of(guide)
    english = site.page(GuidePage, "Gardens", "en", translation_of=guide)
    today = timezone.localdate().replace(day=1)
    ReferrerCount.objects.create(permalink=permalink, month=today, host="transitionnetwork.org", visits=7)
    ReferrerCount.objects.create(
        permalink=permalink, month=today - dt.timedelta(days=400), host="past.example", visits=70
    )
    page = read(log_in(EDITORS), links_of(guide))
    text = page.select_one("main").get_text(" ", strip=True)
    assert f"http://localhost/p/{permalink.code}/hu" in text
    assert page.select_one("figure svg")
    assert [code.get_text() for code in page.select("main li code")] == [old], (
        "where it stands now is no earlier one"
    )
    assert path_of(english) not in text
    assert "Kertek" in page.select_one("header").get_text()
    assert rows_of(page, 0)[0][:2] == ["transitionnetwork.org", "7"]
    assert "past.example" not in text
    assert [row[0] for row in rows_of(page, 1)] == ["2", "1"]


def test_the_menu_of_a_page_leads_there(site, log_in):
    guide = site.page(GuidePage, "Kert")
    client = log_in(EDITORS)
    assert read(client, f"/admin/pages/{guide.pk}/edit/").select_one(f'a[href="{links_of(guide)}"]')


def test_a_draft_has_no_links_yet(site, log_in):
    guide = site.page(GuidePage, "Titkos", live=False)
    text = read(log_in(COORDINATORS), links_of(guide)).select_one("main").get_text()
    assert "has not been public yet" in text


@pytest.mark.parametrize("path", ["/admin/pages/99999/links/", "/admin/pages/1/links/"])
def test_what_is_no_page_of_the_site_is_not_found(site, log_in, path):
    assert log_in(COORDINATORS).get(path).status_code == 404


def test_a_version_is_withdrawn_for_good_and_stands_in_the_history(site, log_in):
    guide = publish(site.page(GuidePage, "Titkos adat"), title="Kertek")
    client, permalink = log_in(COORDINATORS), permalink_of(guide)
    ask = f"{links_of(guide)}1/withdraw/"
    assert read(client, links_of(guide)).select_one(f'a[href="{ask}"]')
    assert "Titkos adat" in read(client, ask).select_one("main").get_text()
    assert PublicVersion.objects.filter(withdrawn_at__isnull=False).count() == 0, "asking withdraws nothing"
    assert client.post(ask).status_code == 302
    version = PublicVersion.objects.get(permalink=permalink, language_code="hu", number=1)
    assert (version.content, version.title) == (None, "")
    reader = Client(headers={"host": "localhost"})
    response = reader.get(f"/p/{permalink.code}/hu/1")
    assert response.status_code == 410
    assert "Titkos adat" not in response.content.decode()
    assert client.get(ask).status_code == client.post(ask).status_code == 404, "it is withdrawn already"
    entry = PageLogEntry.objects.get(action="linking.withdraw_version")
    assert (entry.page_id, entry.data) == (guide.pk, {"number": 1})
    assert "Withdrew public version 1" in client.get(f"/admin/pages/{guide.pk}/history/").content.decode()


def test_what_readers_see_now_is_not_withdrawn(site, log_in):
    guide = site.page(GuidePage, "Kert")
    client = log_in(COORDINATORS)
    response = client.post(f"{links_of(guide)}1/withdraw/", follow=True)
    assert "Publish a corrected text first" in response.content.decode()
    assert PublicVersion.objects.get(permalink=permalink_of(guide)).content is not None
    GuidePage.objects.get(pk=guide.pk).unpublish()
    client.post(f"{links_of(guide)}1/withdraw/")
    assert PublicVersion.objects.get(permalink=permalink_of(guide)).content is None


@pytest.mark.parametrize("group", [TRANSLATORS, None])
def test_only_who_publishes_withdraws(site, log_in: Callable, group):
    guide = publish(site.page(GuidePage, "Kert"), title="Kertek")
    client = log_in(group) if group else Client()
    for answer in (client.get, client.post):
        response = answer(f"{links_of(guide)}1/withdraw/")
        assert response.status_code in (302, 403)
    assert not PublicVersion.objects.filter(withdrawn_at__isnull=False).exists()
