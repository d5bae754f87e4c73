"""A community's page and the list of communities: what they show, and what they keep to themselves."""

import datetime as dt
import json
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from casestudies.models import CaseStudyPage
from communities.models import CommunityIndexPage, CommunityPage, Offer
from home.models import EventPage
from methodology.models import GuidePage
from tests.small_site import path_of, read, row_titles, texts

pytestmark = pytest.mark.interface

SECRET = {
    "settlement": "Titokháza",
    "contact_email": "hidden-address@example.org",
    "latitude": Decimal("46.84523"),
    "longitude": Decimal("16.84154"),
}


def make_community(site, title="Garden Circle", language_code="en", offers=(), **values):
    community = site.page(CommunityPage, title, language_code, **values)
    community.offers.set(
        [Offer(locale=community.locale, sort_order=order, **offer) for order, offer in enumerate(offers)]
    )
    community.save()
    return community


def facts(page):
    return {texts(entry, "dt")[0]: texts(entry, "dd") for entry in page.select(".packet__facts > div")}


# --- the profile ----------------------------------------------------------------------------------------------------


def test_profile_shows_its_facts_and_leaves_out_what_it_does_not_know(site):
    full = make_community(
        site,
        community_kind="village",
        founded="2019-05",
        founded_note="under the lime tree",
        members=23,
        members_note="half of them children",
        stage="building",
        joined="2024",
        programme_phase="second_round",
    )
    assert facts(read(path_of(full))) == {
        "Settlement": ["Alsóbodzás", "Zala county"],
        "Founded": ["May 2019", "under the lime tree"],
        "Members": ["23 people", "half of them children"],
        "Stage": ["Building"],
        "In the programme": ["since 2024", "second round"],
    }
    assert facts(read(path_of(make_community(site)))) == {"Settlement": ["Alsóbodzás", "Zala county"]}


def test_budapest_is_no_county(site):
    district = make_community(site, county="budapest", settlement="Budapest")
    assert facts(read(path_of(district)))["Settlement"] == ["Budapest"]


@pytest.mark.parametrize(
    ("confirmed", "is_old"), [(dt.date(2026, 1, 1), False), (dt.date(2025, 11, 1), True)]
)
def test_confirmation_older_than_a_year_is_marked(site, confirmed, is_old):
    community = make_community(site, last_confirmed=confirmed)
    with time_machine.travel("2026-12-01T12:00:00+01:00", tick=False):
        page = read(path_of(community))
    assert bool(page.select(".page-head__aside .old")) is is_old
    assert ("old data" in page.select_one(".page-head__aside").get_text()) is is_old


def test_only_its_own_county_is_marked_on_the_map(site):
    make_community(site, county="pest")
    page = read(path_of(make_community(site)))
    assert [tile["class"][1] for tile in page.select(".county-tile--here")] == ["county-tile--zala"]


def test_offers_and_needs_stand_in_the_editors_order_with_their_guides(site):
    hungarian = site.page(GuidePage, "Magcsere")
    english = site.page(GuidePage, "Seed swap", "en", translation_of=hungarian)
    only_hungarian = site.page(GuidePage, "Csak magyarul")
    community = make_community(
        site,
        offers=[
            {"direction": "need", "text": "A scythe", "guide": hungarian},
            {"direction": "offer", "text": "Pear scions", "guide": only_hungarian},
            {"direction": "offer", "text": "Hands"},
        ],
    )
    page = read(path_of(community))
    assert texts(page, ".ads li") == [
        "Needs: A scythe Seed swap",
        "Offers: Pear scions Csak magyarul",
        "Offers: Hands",
    ]
    assert [link["href"] for link in page.select(".ads a")] == [
        path_of(english),
        f"{path_of(only_hungarian)}?from=en",
    ]


def test_case_studies_of_the_community_are_listed_whichever_language_they_name(site):
    hungarian = make_community(site, "Kertbarát Kör", "hu")
    community = make_community(site, translation_of=hungarian)
    other = make_community(site, "Others")
    site.page(CaseStudyPage, "Older", "en", community=hungarian, started="2020")
    site.page(CaseStudyPage, "Newer", "en", community=community, started="2024-05")
    site.page(CaseStudyPage, "Of others", "en", community=other)
    assert row_titles(read(path_of(community)), "#done") == ["Newer", "Older"]


# --- the list -------------------------------------------------------------------------------------------------------


def test_list_is_in_alphabetical_order_of_names_and_filters_by_county(site):
    for title, county in (
        ("Ócsai kör", "pest"),
        ("Őrség", "vas"),
        ("Alma", "zala"),
        ("Örökség", "zala"),
        ("Ozora", "tolna"),
    ):
        make_community(site, title, "hu", county=county)
    url = site.url(CommunityIndexPage, "hu")
    assert row_titles(read(url)) == ["Alma", "Ócsai kör", "Ozora", "Örökség", "Őrség"]
    page = read(url, county="zala")
    assert row_titles(page) == ["Alma", "Örökség"]
    filled = {tile["class"][1].removeprefix("county-tile--") for tile in page.select(".county-tile--filled")}
    assert filled == {"pest", "vas", "zala", "tolna"}
    assert [tile["class"][1] for tile in page.select(".county-tile--here")] == ["county-tile--zala"]


@pytest.mark.parametrize("county", ["", "atlantis", "ZALA", "z" * 10_000, "zala\x00"])
def test_unknown_county_shows_every_community(site, county):
    make_community(site, "Alma", "hu")
    make_community(site, "Pest", "hu", county="pest")
    page = read(site.url(CommunityIndexPage, "hu"), county=county)
    expected = ["Alma"] if county == "zala\x00" else ["Alma", "Pest"]  # control characters do not count
    assert row_titles(page) == expected


def test_list_of_offers_puts_offers_first_and_the_newest_community_before_others(site):
    make_community(site, "Old", offers_updated=dt.date(2025, 1, 1), offers=[{"text": "Old offer"}])
    make_community(
        site,
        "New",
        offers_updated=dt.date(2026, 1, 1),
        offers=[{"text": "New need", "direction": "need"}, {"text": "New offer"}],
    )
    page = read(site.url(CommunityIndexPage, "en"))
    assert texts(page, ".ads li") == ["Offers: New offer New", "Offers: Old offer Old", "Needs: New need New"]


# --- privacy --------------------------------------------------------------------------------------------------------


def every_public_text(site, community) -> str:
    """Whatever readers and machines get that could tell something of a community."""
    story = site.page(
        CaseStudyPage,
        "Story",
        "en",
        community=community,
        place=SECRET["settlement"],
        county="zala",
        place_precision="county",
    )
    event = site.page(EventPage, "Event", "en", community=community)
    client = Client()
    paths = [
        path_of(community),
        path_of(story),
        path_of(event),
        site.url(CommunityIndexPage, "en"),
        f"{site.url(CommunityIndexPage, 'en')}?county=zala",
        "/en/",
        "/hu/",
        "/sitemap-en-1.xml",
        "/llms.txt",
        "/en/not-there/",
    ]
    parts = [client.get(path).content.decode() for path in paths]
    for page in (community, story, event):
        fresh = type(page).objects.get(pk=page.pk)
        for code in ("hu", "en"):
            with translation.override(code):
                parts += [
                    repr(fresh.search_entry()),
                    json.dumps(fresh.structured_data()),
                    repr(fresh.citation()),
                ]
    return "\n".join(parts)


@pytest.mark.parametrize("precision", ["exact", "settlement", "county"])
def test_contact_address_is_nowhere(site, precision):
    community = make_community(site, precision=precision, **SECRET)
    everything = every_public_text(site, community)
    assert "Garden Circle" in everything
    assert SECRET["contact_email"] not in everything
    assert "hidden-address" not in everything


@pytest.mark.parametrize("precision", ["settlement", "county"])
def test_coordinates_behind_a_coarser_precision_are_nowhere(site, precision):
    community = make_community(site, precision=precision, **SECRET)
    everything = every_public_text(site, community)
    for trace in ("46.84", "46,84", "16.84", "16,84"):
        assert trace not in everything
    assert community.public_coordinates is None


def test_settlement_behind_the_county_is_nowhere(site):
    everything = every_public_text(site, make_community(site, precision="county", **SECRET))
    assert "Titokháza" not in everything
    assert "Titokh" not in everything
    assert "Zala" in everything


def test_settlement_that_may_be_told_is_told(site):
    community = make_community(site, precision="settlement", **SECRET)
    entry = CommunityPage.objects.get(pk=community.pk).search_entry()
    assert entry.details == "Titokháza, Zala"
    assert "Titokháza" in read(path_of(community)).get_text()


def test_order_of_the_list_does_not_tell_a_hidden_settlement(site):
    make_community(site, "Zed", settlement="Abaliget", precision="county")
    make_community(site, "Able", settlement="Zalaszántó")
    assert row_titles(read(site.url(CommunityIndexPage, "en"))) == ["Able", "Zed"]


def test_private_fields_are_named_by_the_model():
    assert set(CommunityPage.private_fields) == {"contact_email", "latitude", "longitude"}
