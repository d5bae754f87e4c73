"""Works that are gone: their report, what is to be read in their place, and the warning before one goes."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from home.people import COORDINATORS, TRANSLATORS
from linking.models import Permalink, ReferrerCount
from methodology.models import GuidePage
from tests.linking.permalinks.pages import permalink_of
from tests.small_site import path_of, restrict

REPORT = "/admin/reports/gone-works/"


def titles(client: Client) -> list[str]:
    response = client.get(REPORT)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    return [cell.get_text(strip=True) for cell in page.select("table.listing tbody th")]


def take_away(page) -> None:
    GuidePage.objects.get(pk=page.pk).delete()


def test_works_of_which_no_text_is_live_are_listed_most_visited_first(site, log_in):
    client = log_in(COORDINATORS)
    assert titles(client) == []
    pages = [site.page(GuidePage, title) for title in ("Kert", "Csere", "Marad", "Zárt")]
    visited = permalink_of(pages[1])
    ReferrerCount.objects.create(
        permalink=visited, month=timezone.localdate().replace(day=1), host="a.example", visits=3
    )
    restrict(pages[3])
    take_away(pages[0])
    GuidePage.objects.get(pk=pages[1].pk).unpublish()
    assert titles(client) == ["Csere", "Kert"]
    assert REPORT in client.get("/admin/").content.decode()


def test_a_successor_is_chosen_and_followed_until_one_is_public(site, log_in):
    first, second, third = (site.page(GuidePage, title) for title in ("Első", "Második", "Harmadik"))
    address, client = path_of(first), log_in(COORDINATORS)
    permalinks = [permalink_of(page) for page in (first, second, third)]
    for page, permalink, following in ((first, permalinks[0], second), (second, permalinks[1], third)):
        take_away(page)
        response = client.post(f"{REPORT}{permalink.code}/", {"page": following.pk})
        assert response.url == REPORT
    reader = Client(headers={"host": "localhost"})
    answer = reader.get(address)
    assert answer.status_code == 410
    assert f'href="{path_of(third)}"' in answer.content.decode()
    Permalink.objects.filter(pk=permalinks[2].pk).update(successor=permalinks[0])
    take_away(third)
    assert reader.get(address).status_code == 410, "works that name one another in circles"
    assert client.post(f"{REPORT}{permalinks[0].code}/", {"page": ""}).status_code == 302
    assert permalink_of(first).successor is None


@pytest.mark.parametrize("hide", [restrict, lambda page: GuidePage.objects.get(pk=page.pk).unpublish()])
def test_what_not_everybody_may_read_follows_nothing(site, log_in, hide):
    gone, hidden = site.page(GuidePage, "Kert"), site.page(GuidePage, "Zárt")
    hide(hidden)
    take_away(gone)
    permalink = permalink_of(gone)
    response = log_in(COORDINATORS).post(f"{REPORT}{permalink.code}/", {"page": hidden.pk})
    assert response.status_code == 200
    assert "Choose a public one" in response.content.decode()
    assert permalink_of(gone).successor is None


@pytest.mark.parametrize("sent", [{"page": "999999"}, {"page": "x"}, {"page": "-1"}, {"page": "\0"}])
def test_a_forged_form_names_nothing(site, log_in, sent):
    guide = site.page(GuidePage, "Kert")
    client = log_in(COORDINATORS)
    assert client.post(f"{REPORT}{permalink_of(guide).code}/", sent).status_code in (200, 400)
    assert client.post(f"{REPORT}nothing/", sent).status_code == 404
    itself = client.post(f"{REPORT}{permalink_of(guide).code}/", {"page": guide.pk})
    assert "cannot take its own place" in itself.content.decode()
    assert permalink_of(guide).successor is None


def test_who_does_not_publish_sees_neither(site, log_in):
    guide = site.page(GuidePage, "Kert")
    client = log_in(TRANSLATORS)
    for path in (REPORT, f"{REPORT}{permalink_of(guide).code}/"):
        assert client.get(path).status_code in (302, 403)
    assert REPORT not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_before_a_work_goes_it_is_said_what_leads_to_it(site, log_in, action):
    guide = site.page(GuidePage, "Kert")
    draft = site.page(GuidePage, "Terv", live=False)
    permalink, client = permalink_of(guide), log_in(COORDINATORS)
    ReferrerCount.objects.create(
        permalink=permalink, month=timezone.localdate().replace(day=1), host="a.example", visits=12
    )
    asked = client.get(f"/admin/pages/{guide.pk}/{action}/").content.decode()
    assert "Links lead to this work" in asked
    assert "12 times" in asked
    assert f"{REPORT}{permalink.code}/" in asked
    bulk = client.get(f"/admin/bulk/wagtailcore/page/{action}/?id={guide.pk}&id={draft.pk}").content.decode()
    assert "Links lead to this work" in bulk
    assert "Links lead" not in client.get(f"/admin/pages/{draft.pk}/delete/").content.decode()
