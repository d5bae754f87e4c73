"""A case study's page."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from casestudies.components import money, period
from casestudies.models import CaseStudyIndexPage, CaseStudyPage, Cost, Result, TimelineEntry
from communities.models import CommunityPage
from methodology.models import GuidePage
from tests.casestudies.test_validation import ANSWERED, DECIDED
from tests.small_site import path_of, read, texts

pytestmark = pytest.mark.interface


def make_case(
    site, title="Beans", language_code="en", results=(), costs=(), timeline=(), guides=(), **values
):
    page = site.page(CaseStudyPage, title, language_code, **values)
    for name, model, given in (
        ("results", Result, results),
        ("costs", Cost, costs),
        ("timeline", TimelineEntry, timeline),
    ):
        getattr(page, name).set(
            [model(locale=page.locale, sort_order=order, **child) for order, child in enumerate(given)]
        )
    for order, guide in enumerate(guides):
        page.guides.create(guide=guide, sort_order=order)
    page.save()
    return page


def facts(page):
    return {texts(entry, "dt")[0]: texts(entry, "dd") for entry in page.select(".packet__facts > div")}


def test_results_say_when_who_and_from_what(site):
    page = make_case(
        site,
        results=[
            {
                "indicator": "Varieties kept",
                "value": Decimal("23"),
                "unit": "varieties",
                "measured_on": "2026-02",
                "measured_by": "the seed keeper",
                "source": "the register",
            },
            {"indicator": "Saved", "value": Decimal("64500.50"), "unit": "Ft"},
        ],
    )
    rows = [texts(row, "th, td") for row in read(path_of(page)).select("#results tbody tr")]
    assert rows == [
        ["Varieties kept", "23 varieties", "February 2026", "the seed keeper", "the register"],
        ["Saved", "64 500.5 Ft", "–", "–", "–"],
    ]


def test_costs_are_listed_and_summed_for_each_currency(site):
    page = make_case(
        site,
        costs=[
            {"item": "Boxes", "amount": 64_500, "year": 2025},
            {"item": "Water", "amount": Decimal("1200.50")},
            {"item": "Grant fee", "amount": 30, "currency": "EUR", "year": 2024},
        ],
    )
    html = read(path_of(page))
    with translation.override("en"):
        huf, euro = money(Decimal("65700.50"), "HUF"), money(Decimal(30), "EUR")
    assert [" ".join(total.split()) for total in texts(html, "#costs tfoot td")] == [
        " ".join(huf.split()),
        euro,
    ]
    assert texts(html, "#costs tbody th") == ["Boxes", "Water", "Grant fee"]
    assert texts(html, "#costs tbody td:nth-of-type(1)") == ["2025", "every year", "2024"]
    assert " + ".join([" ".join(huf.split()), euro]) in facts(html)["How much"][0]


def test_timeline_is_in_order_with_dates_as_precise_as_known(site):
    page = make_case(
        site,
        timeline=[
            {"date": "2023", "text": "Began"},
            {"date": "2023-05", "text": "Grew"},
            {"date": "2024-01-06", "text": "Stood"},
        ],
    )
    entries = read(path_of(page)).select("#timeline li")
    assert [entry.time["datetime"] for entry in entries] == ["2023", "2023-05", "2024-01-06"]
    assert [texts(entry, "time")[0] for entry in entries] == ["2023", "May 2023", "6 January 2024"]


def test_community_and_guides_come_in_the_readers_language_with_the_way_back(site):
    hungarian = site.page(CommunityPage, "Kör")
    community = site.page(CommunityPage, "Circle", "en", translation_of=hungarian)
    guide = site.page(GuidePage, "Csak magyarul")
    page = make_case(site, community=hungarian, guides=[guide])
    links = {
        link.get_text(strip=True): link["href"] for link in read(path_of(page)).select(".packet__facts a")
    }
    assert links == {"Circle": path_of(community), "Csak magyarul": f"{path_of(guide)}?from=en"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"started": "2023", "ongoing": True}, "since 2023"),
        ({"started": "2023", "ended": "2025"}, "2023–2025"),
        ({"started": "2023-05", "ended": "2025"}, "May 2023 – 2025"),
        ({"started": "2023", "ended": "2023"}, "2023"),
        ({"started": "2023"}, "2023"),
    ],
)
def test_period_is_told_as_precisely_as_known(db, values, expected):
    with translation.override("en"):
        assert period(CaseStudyPage(**values)) == expected


def test_a_good_practice_shows_its_four_criteria_and_the_decision(site):
    page = read(path_of(make_case(site, **DECIDED, **ANSWERED)))
    assert len(texts(page, "#criteria li")) == 4
    assert texts(page, "#criteria h2") == ["Why a good practice?"]
    assert "1 May 2026" in page.select_one("#criteria").get_text()
    assert "good practice" in texts(page, ".kind-line li")


def test_a_story_shows_only_the_criteria_that_it_answers(site):
    page = read(path_of(make_case(site, criterion_new="Nothing like it.")))
    assert texts(page, "#criteria li p") == ["Nothing like it."]
    assert texts(page, "#criteria h2") == ["What speaks for it"]
    assert read(path_of(make_case(site))).select("#criteria") == []


def test_what_failed_is_shown_beside_what_helped(site):
    page = read(path_of(make_case(site, what_helped="<p>Rain.</p>", what_failed="<p>Snails.</p>")))
    assert texts(page, "#lessons .either-or > div") == ["Helped Rain.", "Did not work Snails."]


def test_place_is_no_more_precise_than_allowed(site):
    for precision, place in (
        ("settlement", "Alsóbodzás, Zala"),
        ("exact", "Alsóbodzás, Zala"),
        ("county", "Zala"),
    ):
        page = make_case(site, place="Alsóbodzás", county="zala", place_precision=precision)
        assert facts(read(path_of(page)))["Where"] == [place]
        entry = CaseStudyPage.objects.get(pk=page.pk).search_entry()
        assert entry.details == place
        assert ("Alsóbodzás" in repr(entry)) is (precision != "county")
        assert ("Alsóbodzás" in str(read(site.url(CaseStudyIndexPage, "en")))) is False


def test_last_review_and_sample_are_marked(site):
    page = read(path_of(make_case(site, is_sample=True, last_reviewed=dt.date(2026, 3, 1))))
    assert len(texts(page, ".sample-tag")) == 1
    assert "1 March 2026" in page.select_one(".page-head__aside").get_text()
    assert len(texts(read(site.url(CaseStudyIndexPage, "en")), ".work-row .sample-tag")) == 1
