"""What an answer costs, and that nobody is sent again what they have."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from wagtail.models import Page

from casestudies.models import CaseStudyPage
from communities.models import CommunityPage
from home.models import EventPage, NewsPage, StandardPage
from methodology.models import GuidePage, Term, Topic
from search import index
from tests import factories
from tests.linking.api.asking import ask, code_of, count_queries
from tests.linking.permalinks.pages import publish
from tests.small_site import SmallSite

ENDPOINTS = ("/works", "/search", "/topics", "/terms", "/communities.geojson", "/changes")


# The queries of an answer, and of one that has not changed: the numbers are what it costs today.
BUDGETS = {
    "/works": (40, 1),
    "/works?kind=guide": (16, 1),
    "/works/CODE": (16, 1),
    "/search?q=kert": (10, 2),
    "/topics": (4, 1),
    "/terms": (5, 1),
    "/communities.geojson": (11, 1),
    "/changes": (4, 1),
    "/openapi.json": (0, 0),
}


def test_an_answer_costs_the_same_for_any_number_of_items(site: SmallSite, food: Topic):
    costs: dict[str, list[tuple[int, int]]] = {path: [] for path in BUDGETS}
    code = ""
    for number in (1, 2):
        for each in range(number):
            guide = site.page(GuidePage, f"Kert {number}{each}", topics=(food,))
            site.page(GuidePage, f"Garden {number}{each}", "en", guide, topics=(food,))
            case = site.page(CaseStudyPage, community=site.page(CommunityPage), topics=(food,))
            case.guides.create(guide=guide)
            case.body = [("related", [guide])]
            case.save()
            site.page(EventPage, topics=(food,), listing_image=factories.CustomImageFactory())
            site.page(NewsPage, topics=(food,))
            site.page(StandardPage)
            Term.objects.create(key=f"term-{number}{each}", name_hu="fogalom", name_en="term")
        code = code or code_of(guide)
        index.rebuild()
        for path, found in costs.items():
            address = path.replace("CODE", code)
            etag = ask(address)["ETag"]
            status, full = count_queries(address)
            assert status == 200
            status, conditional = count_queries(address, if_none_match=etag)
            assert status == 304
            found.append((full, conditional))
    assert costs == {path: [budget, budget] for path, budget in BUDGETS.items()}


def test_who_has_the_answer_hears_so_until_something_changes(
    site: SmallSite, food: Topic, clock_at_noon: Any
):
    index.rebuild()
    guide = site.page(GuidePage, "Kert", topics=(food,))
    image = factories.CustomImageFactory()
    expiring = site.page(NewsPage, expire_at=dt.datetime(2026, 11, 20, 18, tzinfo=dt.UTC))
    changes = [
        lambda: publish(guide, summary="Másképp."),
        lambda: Topic.objects.get(key="food").save(),
        image.save,
        lambda: clock_at_noon.shift(dt.timedelta(hours=12)),  # a page expires
        Page.objects.get(pk=guide.pk).specific.delete,
    ]
    assert expiring.live
    for change in changes:
        clock_at_noon.shift(60)
        before = {path: ask(path) for path in ENDPOINTS}
        for path, response in before.items():
            assert ask(path, if_none_match=response["ETag"]).status_code == 304, path
            if path != "/search":
                modified = response["Last-Modified"]
                assert ask(path, if_modified_since=modified).status_code == 304, path
        clock_at_noon.shift(60)
        change()
        for path, response in before.items():
            assert ask(path, if_none_match=response["ETag"]).status_code == 200, path
            if path != "/search":
                assert ask(path, if_modified_since=response["Last-Modified"]).status_code == 200, path


@pytest.fixture
def clock_at_noon() -> Any:
    with time_machine.travel(dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC), tick=False) as clock:
        yield clock
