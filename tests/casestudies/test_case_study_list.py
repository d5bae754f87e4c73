"""The list of case studies: its order, its filters and their counts."""

import pytest

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from communities.models import CommunityPage
from methodology.choices import Stage
from methodology.models import Topic
from tests.casestudies.test_validation import ANSWERED, DECIDED
from tests.small_site import path_of, read, restrict, row_titles, texts

CHOSEN = " (chosen; remove)"


@pytest.fixture
def shelf(site):
    topics = {
        key: Topic.objects.create(key=key, name_hu=f"{key} magyarul", name_en=key.title(), sort_order=order)
        for order, key in enumerate(("food", "water", "energy"))
    }
    community = site.page(CommunityPage, "Circle", "en")

    def put(title, *keys, code="en", **values):
        chosen = tuple(topics[key] for key in keys)
        return site.page(CaseStudyPage, title, code, topics=chosen, community=community, **values)

    put("Beans", "food", started="2020", county="zala", stage="building")
    put("Well", "water", started="2023-05", county="pest", stage="building")
    put("Garden", "food", "water", started="2022", county="zala", **DECIDED, **ANSWERED)
    put("Csak magyarul", "energy", code="hu", started="2019")
    return site


def stories(site, code="en", **parameters):
    return read(site.url(CaseStudyIndexPage, code), **parameters)


def counts(page, facet: str) -> dict[str, str]:
    values = page.select(f'section[aria-labelledby="facet-{facet}"] li')
    names = [texts(value, ".facet__value > span:not(.count)")[0] for value in values]
    return dict(zip(names, [texts(value, ".count")[0].split()[0] for value in values], strict=True))


def test_list_is_newest_first_and_marks_what_is_in_the_other_language(shelf):
    page = stories(shelf)
    only_hungarian = CaseStudyPage.objects.get(title="Csak magyarul")
    assert row_titles(page) == ["Well", "Garden", "Beans", "Csak magyarul"]
    assert page.select(".work-row a")[-1]["href"] == f"{path_of(only_hungarian)}?from=en"
    assert texts(page, "h2")[0] == "4 case studies"
    assert texts(stories(shelf, "hu"), "h2")[0] == "4 esettanulmány"


def test_values_of_one_filter_are_alternatives_and_filters_narrow_one_another(shelf):
    assert row_titles(stories(shelf, topic="food")) == ["Garden", "Beans"]
    assert row_titles(stories(shelf, topic=["food", "energy"])) == ["Garden", "Beans", "Csak magyarul"]
    assert row_titles(stories(shelf, topic=["food", "water"], stage="building")) == ["Well", "Beans"]
    assert row_titles(stories(shelf, status="good_practice")) == ["Garden"]
    assert row_titles(stories(shelf, status="story", county="zala")) == ["Beans"]
    assert row_titles(stories(shelf, county=["zala", "pest"], topic="water")) == ["Well", "Garden"]
    assert row_titles(stories(shelf, language="hu")) == ["Csak magyarul"]
    page = stories(shelf, topic="food")
    assert texts(page, "h2")[0] == "2 of 4 case studies"
    assert texts(stories(shelf, "hu", topic="food"), "h2")[0] == "4 esettanulmányból 2"


def test_counts_say_what_each_value_would_give_beside_the_other_filters(shelf):
    page = stories(shelf)
    assert counts(page, "topic") == {"Food": "2", "Water": "2", "Energy": "1"}
    assert counts(page, "status") == {"good practice": "1", "story": "3"}
    assert counts(page, "county") == {"Pest": "1", "Zala": "2"}
    assert counts(page, "language") == {"in Hungarian": "1", "in English": "3"}
    assert len(counts(page, "stage")) == len(Stage)
    narrowed = stories(shelf, topic="food")
    assert counts(narrowed, "topic") == {f"Food{CHOSEN}": "2", "Water": "+1", "Energy": "+1"}
    assert counts(narrowed, "county") == {"Pest": "0", "Zala": "2"}


def test_every_count_is_the_number_of_works_behind_its_link(shelf):
    page = stories(shelf, topic="water")
    links = page.select(".facet a.facet__value:not([aria-current])")
    assert len(links) > 5
    for link in links:
        count = texts(link, ".count")[0].split()[0]
        found = len(row_titles(read(shelf.url(CaseStudyIndexPage, "en") + link["href"])))
        assert found == (2 + int(count) if count[0] == "+" else int(count)), link["href"]


def test_chosen_values_are_removable_tags_and_go_along_into_the_other_language(shelf):
    page = stories(shelf, topic=["food", "water"], status="story", utm_source="x" * 3000)
    tags = {texts(tag.parent, "a")[0]: tag["href"] for tag in page.select(".filter-tag")}
    assert tags == {
        "Remove filter: Food ×": "?topic=water&status=story",
        "Remove filter: Water ×": "?topic=food&status=story",
        "Remove filter: story ×": "?topic=food&topic=water",
    }
    asked = "?topic=food&topic=water&status=story"
    (switch,) = page.select(".site-header a[hreflang=hu]")
    assert switch["href"] == shelf.url(CaseStudyIndexPage, "hu") + asked


def test_filters_that_leave_nothing_say_which_one_to_drop(shelf):
    page = stories(shelf, topic="energy", county="pest")
    assert row_titles(page) == []
    assert texts(page, ".empty a") == [
        "Without “Energy” there would be 1 case study.",
        "Show every case study",
    ]
    assert page.select_one(".empty a")["href"] == "?county=pest"
    assert texts(stories(shelf, topic="energy", county="vas", stage="deepening"), ".empty a") == [
        "Show every case study"
    ]


def test_list_without_case_studies_says_so(site):
    assert texts(stories(site), ".empty") == ["Nothing here yet."]


def test_filtered_lists_stay_out_of_search_engines_and_have_the_plain_address(shelf):
    assert stories(shelf).select_one('meta[name="robots"]') is None
    page = stories(shelf, topic="food")
    assert page.select_one('meta[name="robots"]')["content"] == "noindex, follow"
    assert page.select_one('link[rel="canonical"]')["href"].endswith(shelf.url(CaseStudyIndexPage, "en"))


@pytest.mark.parametrize(
    "query", ["status=nonsense&topic=x&county=&language=de", "stage=" + "x" * 10_000, "page=-1&time=9"]
)
def test_unknown_values_are_ignored(shelf, query):
    page = read(f"{shelf.url(CaseStudyIndexPage, 'en')}?{query}")
    assert len(row_titles(page)) == 4
    assert texts(page, ".filter-tag") == []


def test_no_filter_and_no_count_tells_of_what_not_everybody_may_see(shelf):
    food = Topic.objects.get(key="food")
    for number, values in enumerate(({"live": False}, {}, {})):
        hidden = shelf.page(
            CaseStudyPage, f"Hidden {number}", "en", topics=(food,), county="vas", stage="deepening", **values
        )
        if number == 1:
            restrict(hidden)
        if number == 2:
            english = shelf.page(
                CaseStudyPage, "Rejtett", translation_of=hidden, topics=(food,), county="vas"
            )
            restrict(hidden)
            restrict(english)
    for parameters in ({}, {"topic": "food"}, {"county": "vas"}, {"stage": "deepening"}):
        page = stories(shelf, **parameters)
        assert not [title for title in row_titles(page) if title.startswith(("Hidden", "Rejtett"))]
        assert "4 case studies" in texts(page, "h2")[0]
    assert counts(stories(shelf), "topic")["Food"] == "2"
    assert counts(stories(shelf), "county") == {"Pest": "1", "Zala": "2"}
    assert counts(stories(shelf), "stage")["Deepening"] == "0"
    assert counts(stories(shelf, county="vas"), "county")[f"Vas{CHOSEN}"] == "0"


def test_topics_of_a_case_study_lead_into_the_filtered_list(shelf):
    story = CaseStudyPage.objects.get(title="Garden")
    url = shelf.url(CaseStudyIndexPage, "en")
    links = {texts(link.parent, "a")[0]: link["href"] for link in read(path_of(story)).select(".kind-line a")}
    assert links == {"Cases en": url, "Food": f"{url}?topic=food", "Water": f"{url}?topic=water"}
    assert row_titles(read(links["Water"])) == ["Well", "Garden"]


def test_topics_of_a_case_study_are_plain_words_where_nobody_may_see_the_list(shelf):
    story = CaseStudyPage.objects.get(title="Garden")
    index = CaseStudyIndexPage.objects.get(locale__language_code="en")
    CaseStudyIndexPage.objects.filter(pk=index.pk).update(live=False)
    page = read(path_of(story))
    assert texts(page, ".kind-line li")[:2] == ["Food", "Water"]
    assert page.select(".kind-line a") == []
