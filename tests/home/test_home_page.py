"""The front page: the sentence, the frieze, guides to begin with, one case study, what is offered, what comes."""

import datetime as dt

import pytest
from django.utils import timezone

from casestudies.models import CaseStudyIndexPage, CaseStudyPage, Result
from communities.models import CommunityIndexPage, CommunityPage, Offer
from home.models import EventPage, HomePage
from home.views import MOST_PICTURES, pick_pictures
from methodology.models import GuideIndexPage, GuidePage, Topic
from tests.small_site import path_of, read, row_titles, texts


def change_home(site, code="en", guides=(), **values) -> None:
    home = HomePage.objects.get(pk=site.homes[code].pk)
    for name, value in values.items():
        setattr(home, name, value)
    home.featured_guides.set(
        [home.featured_guides.model(guide=guide, sort_order=order) for order, guide in enumerate(guides)]
    )
    home.save()


def test_sentence_form_asks_the_library(site):
    form = read("/en/").select_one("form.sentence-form")
    assert form["action"] == site.url(GuideIndexPage, "en")
    assert {field["name"] for field in form.select("select, input")} == {"time", "people", "setting"}
    page = read(form["action"], time=180, people=12, setting="indoors")
    assert page.select(".filter-tag")


def test_guides_to_begin_with_come_in_the_readers_language_once_and_in_the_editors_order(site):
    hungarian = site.page(GuidePage, "Magcsere")
    english = site.page(GuidePage, "Seed swap", "en", translation_of=hungarian)
    only_hungarian = site.page(GuidePage, "Csak magyarul")
    site.page(GuidePage, "Not chosen", "en")
    change_home(site, guides=[only_hungarian, hungarian, english])
    assert row_titles(read("/en/")) == ["Csak magyarul", "Seed swap"]
    hrefs = [link["href"] for link in read("/en/").select(".work-row h3 a")]
    assert hrefs == [f"{path_of(only_hungarian)}?from=en", path_of(english)]


def test_without_chosen_guides_the_first_of_the_library_are_shown(site):
    for number in range(8):
        site.page(GuidePage, f"Guide {number}", "en")
    assert row_titles(read("/en/")) == [f"Guide {number}" for number in range(6)]


def test_frieze_has_a_picture_of_every_guide(site):
    site.page(GuidePage, "One", "en")
    site.page(GuidePage, "Két", "hu")
    page = read("/en/")
    assert texts(page, ".frieze li")[:2] == ["Két", "One"] or texts(page, ".frieze li")[:2] == ["One", "Két"]
    assert len(page.select(".frieze li svg")) == 2


def test_frieze_shows_the_newest_of_each_topic_in_turn_where_there_are_too_many(db):
    def work(topic: str, day: int):
        guide = GuidePage(title=f"{topic} {day}", first_published_at=timezone.now() + dt.timedelta(days=day))
        guide.topics = [Topic(key=topic)]
        return {"hu": guide}

    works = [work("food", day) for day in range(40)] + [work("water", day) for day in range(3)]
    picked = [next(iter(each.values())).title for each in pick_pictures(works)]
    assert len(picked) == MOST_PICTURES
    assert picked[:6] == ["food 39", "water 2", "food 38", "water 1", "food 37", "water 0"]
    assert picked[6:] == [f"food {day}" for day in range(36, 11, -1)]
    assert pick_pictures(works[:31]) == works[:31]


@pytest.mark.parametrize(
    ("guides", "pictures"),
    [(0, 0), (2, 2), (6, 6), (7, 7), (14, 7), (18, 15), (22, 15), (30, 23), (31, 31), (43, 31)],
)
def test_frieze_fills_its_rows_together_with_the_free_cell(db, guides, pictures):
    works = [
        {"hu": GuidePage(title=str(number), first_published_at=timezone.now())} for number in range(guides)
    ]
    for work in works:
        work["hu"].topics = [Topic(key="food")]
    assert len(pick_pictures(works)) == pictures


def test_the_case_study_shows_its_first_three_results_and_what_failed(site):
    hungarian = site.page(CaseStudyPage, "Babok")
    story = site.page(CaseStudyPage, "Beans", "en", translation_of=hungarian, what_failed="<p>Snails.</p>")
    story.results.set(
        [
            Result(locale=story.locale, sort_order=n, indicator=f"Result {n}", value=n, unit="kg")
            for n in range(5)
        ]
    )
    story.save()
    site.page(CaseStudyPage, "Another", "en")
    change_home(site, case_study=hungarian)
    page = read("/en/")
    assert texts(page, ".case-teaser h3") == ["Beans"]
    assert texts(page, ".key-figures dt") == ["Result 0", "Result 1", "Result 2"]
    assert texts(page, ".key-figures dd") == ["0 kg", "1 kg", "2 kg"]
    assert texts(page, ".failed") == ["Snails."]
    assert "All 2 case studies" in page.get_text()
    assert site.url(CaseStudyIndexPage, "en") in {link["href"] for link in page.select("a")}


def test_browsing_links_into_the_library_with_counts(site):
    food = Topic.objects.create(key="food", name_hu="Élelmiszer", name_en="Food")
    Topic.objects.create(key="water", name_hu="Víz", name_en="Water", sort_order=1)
    site.page(GuidePage, "Garden", "en", topics=(food,), stages=["building"])
    page = read("/en/")
    links = {texts(link, "span:first-of-type")[0]: link["href"] for link in page.select(".index-lists a")}
    library = site.url(GuideIndexPage, "en")
    assert links == {"Food": f"{library}?topic=food", "Building": f"{library}?stage=building"}
    for link in page.select(".index-lists a"):
        assert texts(link, ".count") == ["1"]
        assert row_titles(read(link["href"])) == ["Garden"]
    assert "Water" in texts(page, ".facet__value--empty span:first-of-type")


def test_offers_are_the_six_newest_with_their_community_and_guide(site):
    guide = site.page(GuidePage, "Csak magyarul")
    for year in range(2020, 2028):
        community = site.page(CommunityPage, f"Circle {year}", "en", offers_updated=dt.date(year, 1, 1))
        community.offers.set([Offer(locale=community.locale, text=f"Offer {year}", guide=guide)])
        community.save()
    page = read("/en/")
    assert texts(page, ".ads li") == [
        f"Offers: Offer {year} Circle {year} · Csak magyarul" for year in range(2027, 2021, -1)
    ]
    assert page.select_one(".ads a:nth-of-type(2)")["href"] == f"{path_of(guide)}?from=en"
    assert "All 8 notices" in page.get_text()


def test_tiles_count_communities_once_whatever_their_languages(site):
    hungarian = site.page(CommunityPage, "Kör", county="pest")
    site.page(CommunityPage, "Circle", "en", translation_of=hungarian, county="pest")
    site.page(CommunityPage, "Másik", county="pest")
    page = read("/en/")
    assert texts(page, ".county-tile--pest .visually-hidden") == ["Pest: 2 communities"]
    assert (
        page.select_one(".county-tile--pest a")["href"] == f"{site.url(CommunityIndexPage, 'en')}?county=pest"
    )
    assert len(page.select(".county-tile--filled")) == 1
    assert "All 2 communities" in page.get_text()


def test_next_four_events_are_shown(site):
    for days in (1, 2, 3, 4, 5, -1):
        start = timezone.now() + dt.timedelta(days=days)
        site.page(EventPage, f"In {days} days", "en", start=start, end=start + dt.timedelta(hours=1))
    assert texts(read("/en/"), ".agenda h3") == ["In 1 days", "In 2 days", "In 3 days", "In 4 days"]


@pytest.mark.parametrize("code", ["hu", "en"])
def test_an_empty_site_still_has_a_front_page(site, code):
    page = read(f"/{code}/")
    assert texts(page, "h1") == ["Take it. Try it."]
    assert page.select(".work-row, .ads, .agenda, .frieze") == []


def test_a_site_without_lists_still_has_a_front_page(site):
    for index in site.indexes.values():
        type(index).objects.filter(pk=index.pk).update(live=False)
    site.page(GuidePage, "Garden", "en")
    site.page(CommunityPage, "Circle", "en")
    page = read("/en/")
    assert page.select("form.sentence-form") == []
    assert row_titles(page) == ["Garden"]
    assert page.select(".index-lists a") == []
