"""The library: filters, counts, the order, and what almost fits."""

import datetime as dt
from typing import Any

import pytest
from django.http import QueryDict

from methodology.choices import Ingredient, Stage
from methodology.fit import Situation, Verdict
from methodology.forms import read_situation
from methodology.library import LibraryFilter, find_listing, list_facets
from methodology.models import GuideIndexPage, GuidePage, Topic
from tests.small_site import path_of, read, row_titles, texts

CHOSEN = " (chosen; remove)"


@pytest.fixture
def topics(site):
    return {
        key: Topic.objects.create(key=key, name_hu=f"{key} magyarul", name_en=key.title(), sort_order=order)
        for order, key in enumerate(("food", "water", "energy"))
    }


def library(site, code="en", **parameters):
    return read(site.url(GuideIndexPage, code), **parameters)


def matches(page):
    """The titles in the list of what fits."""
    return row_titles(page, ".list-head + .catalogue")


def almost(page) -> dict[str, str]:
    """Title and remark of what almost fits."""
    rows = page.select(".list-title + .catalogue .work-row")
    return {texts(row, "h3")[0]: texts(row, ".remark")[0] for row in rows}


def counts(page, facet: str) -> dict[str, int]:
    values = page.select(f'section[aria-labelledby="facet-{facet}"] li')
    names = [texts(value, "span:not(.count):not(.visually-hidden)")[-1] for value in values]
    numbers = [int(texts(value, ".count")[0]) for value in values]
    return {name.removesuffix(CHOSEN): number for name, number in zip(names, numbers, strict=True)}


# --- the list -------------------------------------------------------------------------------------------------------


def test_library_lists_every_work_once_in_the_readers_language_in_the_editors_order(site):
    first = site.page(GuidePage, "Első")
    site.page(GuidePage, "Csak magyarul")
    site.page(GuidePage, "Only in English", "en")
    site.page(GuidePage, "First", "en", translation_of=first)
    assert row_titles(library(site, "en")) == ["First", "Csak magyarul", "Only in English"]
    assert row_titles(library(site, "hu")) == ["Első", "Csak magyarul", "Only in English"]
    assert texts(library(site, "en"), "h2")[0] == "3 guides"


def test_library_marks_what_exists_only_in_the_other_language_and_says_where_the_reader_came_from(site):
    guide = site.page(GuidePage, "Csak magyarul")
    row = library(site, "en").select_one(".work-row")
    assert (row.h3["lang"], row.a["hreflang"], row.a["href"]) == ("hu", "hu", f"{path_of(guide)}?from=en")
    assert texts(row, ".remark") == ["only in Hungarian"]
    assert texts(library(site, "hu"), ".remark") == []


def test_library_says_both_why_a_guide_almost_fits_and_that_it_is_in_the_other_language(site):
    site.page(GuidePage, "Csak magyarul", duration_min=90, duration_max=90)
    assert almost(library(site, "en", time=60)) == {"Csak magyarul": "30 minutes longer, only in Hungarian"}


def test_library_without_guides_says_so(site):
    page = library(site)
    assert row_titles(page) == []
    assert texts(page, ".empty")


# --- the situation --------------------------------------------------------------------------------------------------


@pytest.fixture
def evening(site):
    facts = {"group_size_min": 8, "group_size_max": 40, "settings": ["indoors"]}
    site.page(GuidePage, "Quick", "en", duration_min=60, duration_max=60, **facts)
    site.page(GuidePage, "Stretchy", "en", duration_min=90, duration_max=240, **facts)
    site.page(GuidePage, "Long", "en", duration_min=170, duration_max=180, **facts)
    site.page(GuidePage, "Whole day", "en", duration_min=480, duration_max=480, **facts)
    return site


def test_time_sorts_into_fitting_just_about_almost_and_not_shown(evening):
    page = library(evening, time=120)
    assert matches(page) == ["Quick", "Stretchy"]
    assert texts(page, "h2")[0] == "2 of 4 guides fit"
    assert texts(page.select(".catalogue")[0], ".remark") == ["may take 2 hours longer"]
    assert almost(page) == {"Long": "50 minutes longer"}


def test_just_about_comes_after_what_fits_whatever_the_editors_order(site):
    site.page(GuidePage, "Just about", "en", duration_min=60, duration_max=240)
    site.page(GuidePage, "Fits", "en", duration_min=60, duration_max=60)
    assert matches(library(site, time=120)) == ["Fits", "Just about"]


def test_what_goes_on_over_a_season_never_simply_fits_one_day(site):
    facts = {"duration_min": 90, "duration_max": 120, "group_size_min": 8, "group_size_max": 40}
    site.page(GuidePage, "Boxes", "en", rhythm="two hours a week, one season", **facts)
    site.page(GuidePage, "Long boxes", "en", rhythm="a season", **{**facts, "duration_max": 240})
    site.page(GuidePage, "Meeting", "en", **facts)
    page = library(site, time=180, people=12)
    assert matches(page) == ["Meeting", "Boxes", "Long boxes"]
    assert texts(page, ".remark") == [
        "more than one occasion",
        "may take 1 hour longer, more than one occasion",
    ]
    assert texts(library(site, people=12), ".remark") == []


@pytest.mark.parametrize(
    ("people", "fitting", "near"),
    [
        (8, ["Group"], {}),
        (6, ["Group"], {}),
        (5, [], {"Group": "from 8 people"}),
        (3, [], {}),
        (50, ["Group"], {}),
        (60, [], {"Group": "up to 40 people"}),
        (61, [], {}),
    ],
)
def test_people_outside_the_group_size_fit_just_about_almost_or_not(site, people, fitting, near):
    site.page(GuidePage, "Group", "en", group_size_min=8, group_size_max=40)
    page = library(site, people=people)
    assert (matches(page), almost(page)) == (fitting, near)


def test_setting_elsewhere_is_almost_and_named(site):
    site.page(GuidePage, "Inside", "en", settings=["indoors", "online"])
    site.page(GuidePage, "Outside", "en", settings=["outdoors"])
    page = library(site, setting="outdoors")
    assert matches(page) == ["Outside"]
    assert almost(page) == {"Inside": "only indoors, online"}


def test_two_failing_facts_are_not_almost(evening):
    page = library(evening, time=120, setting="online")
    # Long takes too long as well; Whole day does in any setting.
    assert (matches(page), almost(page)) == ([], {"Quick": "only indoors", "Stretchy": "only indoors"})


def test_what_a_guide_does_not_say_is_unknown_and_never_fits(site):
    guide = site.page(GuidePage, "Silent", "en")
    GuidePage.objects.filter(pk=guide.pk).update(
        duration_min=None, duration_max=None, group_size_min=None, group_size_max=None, settings=[]
    )
    assert matches(library(site)) == ["Silent"]
    for parameters, remark in (
        ({"time": 60}, "no duration given"),
        ({"people": 12}, "no group size given"),
        ({"setting": "indoors"}, "no setting given"),
    ):
        page = library(site, **parameters)
        assert (matches(page), almost(page)) == ([], {"Silent": remark})


# --- facets ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def shelf(site, topics):
    def put(title: str, *keys: str, **values: Any) -> None:
        site.page(GuidePage, title, "en", topics=tuple(topics[key] for key in keys), **values)

    put("Seeds", "food", difficulty="easy", stages=["starting_out"], ingredients=["vision"])
    put("Rain", "water", difficulty="medium", stages=["building"], ingredients=["vision", "networks"])
    put("Garden", "food", "water", difficulty="medium", stages=["starting_out", "building"])
    put("Stove", "energy", difficulty="hard", duration_min=480, duration_max=480)
    return site


def test_values_of_one_facet_are_alternatives_and_facets_narrow_one_another(shelf):
    assert row_titles(library(shelf, topic="food")) == ["Seeds", "Garden"]
    assert row_titles(library(shelf, topic=["food", "energy"])) == ["Seeds", "Garden", "Stove"]
    assert row_titles(library(shelf, topic=["food", "energy"], difficulty="medium")) == ["Garden"]
    assert row_titles(library(shelf, stage="building", ingredient="networks")) == ["Rain"]
    assert row_titles(library(shelf, ingredient=["vision", "networks"], topic="water")) == ["Rain"]


def test_counts_say_what_each_value_would_give_beside_the_other_filters(shelf):
    page = library(shelf, difficulty="medium")
    assert counts(page, "topic") == {"Food": 1, "Water": 2, "Energy": 0}
    assert counts(library(shelf, time=120), "topic") == {"Food": 2, "Water": 2, "Energy": 0}
    assert counts(library(shelf), "ingredient")["Vision"] == 2
    assert sum(counts(library(shelf), "ingredient").values()) == 3
    assert len(counts(library(shelf), "ingredient")) == len(Ingredient)
    assert len(counts(library(shelf), "stage")) == len(Stage)


def test_beside_a_chosen_value_the_others_say_what_they_would_add(shelf):
    page = library(shelf, topic="food")
    values = page.select('section[aria-labelledby="facet-topic"] li .count')
    # Garden is about water too and already in the list: Rain alone would come.
    assert [value.get_text(" ", strip=True) for value in values] == ["2", "+1 1 more", "+1 1 more"]
    assert [value.select_one("[aria-hidden]").get_text() for value in values[1:]] == ["+1", "+1"]
    assert counts(page, "difficulty") == {"easy": 1, "medium": 1, "hard": 0}
    none = library(shelf, topic=["food", "water"], difficulty="medium").select(".facet__value--empty .count")
    assert "+0 0 more" in [value.get_text(" ", strip=True) for value in none]


def test_every_count_is_the_number_of_works_behind_its_link(shelf):
    page = library(shelf, topic="water", time=120)
    here = len(matches(page))
    links = page.select(".facet a.facet__value:not([aria-current])")
    assert {texts(link, ".count")[0][0] for link in links} >= {"+", "1"}
    for link in links:
        target = read(shelf.url(GuideIndexPage, "en") + link["href"])
        count = texts(link, ".count")[0].split()[0]
        assert len(matches(target)) == (here + int(count) if count[0] == "+" else int(count)), link["href"]


@pytest.mark.parametrize(
    ("asked", "label", "count", "kept"),
    [
        ({"topic": "energy", "stage": "building"}, "Energy", 2, "?stage=building"),
        ({"topic": ["food", "energy"], "time": 5}, "at most 5 minutes", 3, "?topic=food&topic=energy"),
        ({"topic": "food", "people": 900}, "900 people", 2, "?topic=food"),
        ({"topic": "water", "setting": "online"}, "online", 2, "?topic=water"),
        ({"stage": ["deepening", "connecting"], "topic": "food"}, "Deepening, Connecting", 2, "?topic=food"),
    ],
)
def test_filters_that_leave_nothing_say_which_one_to_drop(shelf, asked, label, count, kept):
    page = library(shelf, **asked)
    assert matches(page) == []
    guides = "guide" if count == 1 else "guides"
    link = page.select_one(".empty a")
    assert texts(page, ".empty a")[0] == f"Without “{label}” there would be {count} {guides}."
    assert link["href"] == kept
    assert len(matches(read(shelf.url(GuideIndexPage, "en") + link["href"]))) == count


def test_filters_of_which_no_single_one_helps_name_none(shelf):
    page = library(shelf, topic="energy", difficulty="easy", time=5, setting="online")
    assert matches(page) == []
    assert texts(page, ".empty a") == ["Show every guide"]


def test_language_facet_counts_works_that_have_a_text_in_it(site):
    both = site.page(GuidePage, "Mindkettő")
    site.page(GuidePage, "Both", "en", translation_of=both)
    site.page(GuidePage, "Csak magyarul")
    page = library(site, "en")
    assert counts(page, "language") == {"in Hungarian": 2, "in English": 1}
    assert row_titles(library(site, "en", language="en")) == ["Both"]
    assert row_titles(library(site, "hu", language="en")) == ["Mindkettő"]


def test_a_value_without_works_stays_visible_unlinked(shelf):
    page = library(shelf, difficulty="easy")
    empty = [texts(value, "span:not(.count)")[0] for value in page.select("#filters .facet__value--empty")]
    assert {"Water", "Energy"} <= set(empty)
    assert all(value.name == "span" for value in page.select("#filters .facet__value--empty"))


def test_chosen_values_are_removable_tags_and_kept_by_the_form(shelf):
    page = library(
        shelf,
        topic=["food", "water"],
        difficulty="medium",
        time=120,
        people=12,
        setting="indoors",
        sort="shortest",
    )
    tags = {
        texts(tag, "a")[0] if tag.a else texts(tag.parent, "a")[0]: tag["href"]
        for tag in page.select(".filter-tag")
    }
    assert [name.removeprefix("Remove filter: ").removesuffix(" ×") for name in tags] == [
        "at most 2 hours",
        "12 people",
        "indoors",
        "Food",
        "Water",
        "medium",
    ]
    kept = [(field["name"], field["value"]) for field in page.select(".sentence-form input[type=hidden]")]
    assert kept == [("topic", "food"), ("topic", "water"), ("difficulty", "medium")]
    without_food = next(href for name, href in tags.items() if "Food" in name)
    assert QueryDict(without_food[1:]).getlist("topic") == ["water"]
    assert QueryDict(without_food[1:])["people"] == "12"
    assert page.select_one("#time option[selected]")["value"] == "120"
    assert page.select_one("#setting option[selected]")["value"] == "indoors"
    assert page.select_one("#people")["value"] == "12"


def test_filtered_lists_stay_out_of_search_engines_and_have_the_plain_address(shelf):
    assert library(shelf).select_one('meta[name="robots"]') is None
    page = library(shelf, topic="food")
    assert page.select_one('meta[name="robots"]')["content"] == "noindex, follow"
    assert page.select_one('link[rel="canonical"]')["href"].endswith(shelf.url(GuideIndexPage, "en"))


# --- the situation as filters ---------------------------------------------------------------------------------------


def test_facts_of_the_situation_have_counts_that_are_true_beside_the_other_filters(shelf):
    shelf.page(GuidePage, "Walk", "en", settings=["outdoors"], group_size_min=15, duration_max=400)
    assert counts(library(shelf), "setting") == {"indoors": 4, "outdoors": 1, "online": 0}
    assert counts(library(shelf), "people") == {"8 people": 4, "12 people": 5, "20 people": 5, "40 people": 5}
    time = counts(library(shelf), "time")
    assert (time["30 minutes"], time["1 hour"], time["8 hours"]) == (0, 4, 5)
    narrowed = library(shelf, topic="food", people="8", time="60")
    assert counts(narrowed, "setting") == {"indoors": 2, "outdoors": 0, "online": 0}
    assert counts(narrowed, "people")["12 people"] == 2
    assert counts(library(shelf, setting="outdoors"), "setting") == {"indoors": 4, "outdoors": 1, "online": 0}
    assert counts(library(shelf, setting="outdoors"), "people")["8 people"] == 0


def test_a_fact_of_the_situation_takes_the_others_place(shelf):
    page = library(shelf, topic="food", people="13", sort="newest")
    links = {
        texts(link, "span")[0]: link["href"]
        for link in page.select('section[aria-labelledby="facet-people"] a')
    }
    assert links == {
        "8 people": "?people=8&sort=newest&topic=food",
        "12 people": "?people=12&sort=newest&topic=food",
        "13 people (chosen; remove)": "?sort=newest&topic=food",
        "20 people": "?people=20&sort=newest&topic=food",
        "40 people": "?people=40&sort=newest&topic=food",
    }


def test_guides_of_a_filtered_library_answer_for_the_readers_people(site):
    guide, other = site.page(GuidePage, "Garden", "en"), site.page(GuidePage, "Csak magyarul")

    def links(**asked):
        return [link["href"] for link in library(site, "en", **asked).select(".work-row a")]

    assert links(people=20, time=180) == [
        f"{path_of(other)}?people=20&from=en",
        f"{path_of(guide)}?people=20",
    ]
    assert links(time=180) == links(people="many") == [f"{path_of(other)}?from=en", path_of(guide)]
    asked = read(links(people=20)[1])
    assert asked.select_one("#people")["value"] == "20"
    assert asked.select_one("link[rel=canonical]")["href"] == f"http://localhost{path_of(guide)}"


# --- the order ------------------------------------------------------------------------------------------------------


def test_orders(site):
    def put(title: str, minutes: int, year: int) -> None:
        site.page(
            GuidePage,
            title,
            "en",
            duration_min=minutes,
            duration_max=minutes,
            first_published_at=dt.datetime(year, 1, 1, tzinfo=dt.UTC),
        )

    put("Middle", 90, 2026)
    put("Long", 180, 2024)
    put("Short", 30, 2025)
    assert row_titles(library(site)) == ["Middle", "Long", "Short"]
    assert row_titles(library(site, sort="shortest")) == ["Short", "Middle", "Long"]
    assert row_titles(library(site, sort="newest")) == ["Middle", "Short", "Long"]
    site.page(GuidePage, "Season", "en", duration_min=20, duration_max=20, rhythm="a season")
    assert row_titles(library(site, sort="shortest")) == ["Short", "Middle", "Long", "Season"]
    GuidePage.objects.filter(title="Season").delete()
    assert row_titles(library(site, sort="nonsense")) == ["Middle", "Long", "Short"]


# --- what makes no sense --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "topic=nonsense&stage=&ingredient=x&difficulty=impossible&language=de&setting=moon",
        "time=-5&people=0",
        "time=99999999999999&people=99999999999999",
        "time=an+hour&people=many",
        "sort=&page=-1&unknown=1",
    ],
)
def test_unknown_values_are_ignored(shelf, query):
    page = read(f"{shelf.url(GuideIndexPage, 'en')}?{query}")
    assert row_titles(page) == ["Seeds", "Rain", "Garden", "Stove"]


@pytest.mark.parametrize("people", ["0", "-1", "many", "1" * 40])
def test_people_that_make_no_sense_are_named(shelf, people):
    page = library(shelf, people=people)
    field = page.select_one("#people")
    assert (field["value"], field["aria-invalid"]) == (people, "true")
    assert page.find(id=field["aria-describedby"]).get_text(strip=True)


@pytest.mark.parametrize(
    ("name", "value"), [("time", "an hour"), ("time", "-5"), ("time", "9" * 20), ("setting", "moon")]
)
def test_a_choice_that_is_not_in_the_list_is_named_in_our_words(shelf, name, value):
    page = library(shelf, **{name: value})
    field = page.select_one(f"#{name}")
    assert field["aria-invalid"] == "true"
    said = page.find(id=field["aria-describedby"]).get_text(" ", strip=True)
    assert said.endswith(": We do not know this one: choose from the list.")


@pytest.mark.parametrize("wrong", [{"people": "many"}, {"time": "-5"}, {"setting": "moon"}])
def test_a_list_never_claims_to_fit_what_was_not_understood(shelf, wrong):
    assert texts(library(shelf, **wrong), "h2")[0] == "4 guides"
    page = library(shelf, topic="food", **wrong)
    assert texts(page, "h2")[0] == "2 of 4 guides fit the rest of what you said"
    hrefs = [link["href"] for link in page.select("a") if "?" in link["href"]]
    assert hrefs
    assert not [href for href in hrefs if next(iter(wrong.values())) in href]


def test_links_repeat_only_what_the_library_knows(shelf):
    page = library(shelf, utm_source="x" * 5000, topic=["food"] * 500, other=["1"] * 300)
    hrefs = [link["href"] for link in page.select("#filters a, .sort-links a, .filter-tag")]
    assert hrefs
    assert max(map(len, hrefs)) < 100
    assert texts(page, ".filter-tag") == ["Remove filter: Food ×"]


def test_situation_reads_what_it_understands():
    _form, situation = read_situation(QueryDict("time=１２０&people=+12+&setting=online"))
    assert situation == Situation(time=120, people=12, setting="online")
    assert not read_situation(QueryDict("time=&people=&setting="))[1].is_asked


def test_listing_of_a_work_counts_it_once_whatever_its_languages(site, topics):
    hungarian = site.page(GuidePage, "Kert", topics=(topics["food"],))
    site.page(GuidePage, "Garden", "en", translation_of=hungarian, topics=(topics["food"],))
    works = [{"hu": hungarian, "en": hungarian}]
    facets = list_facets(list(topics.values()))
    listing = find_listing(
        works, facets, LibraryFilter({"topic": ("food",)}, Situation(people=12), "recommended")
    )
    assert (len(listing.matches), listing.total, listing.counted.counts["topic"]["food"]) == (1, 1, 1)
    assert listing.matches[0][1].verdict is Verdict.FITS
