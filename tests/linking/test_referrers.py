"""From which hosts readers come: numbers by month, and nothing about anybody."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from linking import referrers
from linking.models import Permalink, ReferrerCount
from methodology.models import GuidePage
from tests.small_site import path_of, restrict, site, site_of_module  # noqa: F401

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


def visit(path: str, referer: str, agent: str = BROWSER, method: str = "get") -> None:
    client = Client(headers={"host": "localhost", "referer": referer, "user-agent": agent})
    getattr(client, method)(path)


def counts() -> dict[str, int]:
    return dict(ReferrerCount.objects.values_list("host", "visits"))


def test_hosts_are_counted_and_nothing_else_is_kept(site):  # noqa: F811
    path = path_of(site.page(GuidePage, "Kert"))
    visit(path, "https://Transitionnetwork.org/members/anna?mail=anna@example.org")
    visit(path, "https://transitionnetwork.org/news")
    visit(path, "https://blog.example.hu:8443/")
    assert counts() == {"transitionnetwork.org": 2, "blog.example.hu": 1}
    row = ReferrerCount.objects.values().first()
    assert row["month"].day == 1
    assert "anna" not in str(list(ReferrerCount.objects.values()))


@pytest.mark.parametrize(
    "referer",
    [
        *("", "http://localhost/hu/", "http://127.0.0.1/", "http://[::1]/", "http://[", "about:blank"),
        *(
            "android-app://x",
            "http://intranet/",
            "http://a..b/",
            "http://\0.example/",
            f"http://{'a' * 300}.hu/",
        ),
        *("http://kert.example\u0000/", "http://10.0.0.7:80/", "ftp://", "http://<script>.hu/"),
    ],
)
def test_what_is_no_host_elsewhere_is_not_counted(site, referer):  # noqa: F811
    visit(path_of(site.page(GuidePage, "Kert")), referer)
    assert counts() == {}


def test_programs_and_what_is_not_shown_are_not_counted(site):  # noqa: F811
    guide = site.page(GuidePage, "Kert")
    path, elsewhere = path_of(guide), "https://partner.example/"
    visit(path, elsewhere, agent="Googlebot/2.1")
    visit(path, elsewhere, method="head")
    visit("/hu/sehol/", elsewhere)
    restrict(guide)
    visit(path, elsewhere)
    assert counts() == {}


def test_a_work_has_a_hundred_hosts_a_month_at_most(site, monkeypatch):  # noqa: F811
    monkeypatch.setattr(referrers, "MOST_HOSTS", 2)
    path = path_of(site.page(GuidePage, "Kert"))
    for name in "abcda":
        visit(path, f"https://{name}.example/")
    assert counts() == {"a.example": 2, "b.example": 1, "": 2}


def test_counts_are_kept_for_twelve_months(site):  # noqa: F811
    guide = site.page(GuidePage, "Kert")
    permalink = Permalink.objects.get(translation_key=guide.translation_key)
    with time_machine.travel("2026-01-15 12:00", tick=False):
        assert referrers.oldest_month() == dt.date(2025, 2, 1)
        referrers.add_visit(guide.translation_key, "a.example")
    with time_machine.travel("2026-12-31 12:00", tick=False):
        assert referrers.oldest_month() == dt.date(2026, 1, 1)
        referrers.add_visit(guide.translation_key, "a.example")
        found = [(each.host, each.visits, each.last) for each in referrers.list_referrers(permalink)]
        assert found == [("a.example", 2, dt.date(2026, 12, 1))]
    with time_machine.travel("2027-01-01 12:00", tick=False):
        referrers.add_visit(guide.translation_key, "b.example")
        assert counts() == {"a.example": 1, "b.example": 1}
