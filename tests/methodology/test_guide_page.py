"""The guide's page: the answer for a group, materials, running times, and what stands beside it."""

import datetime as dt
from decimal import Decimal

import pytest

from casestudies.models import CaseStudyPage
from methodology.components import guide_facts, material_lines
from methodology.forms import read_guide_question
from methodology.models import GuideIndexPage, GuidePage, Material, Topic
from tests.small_site import path_of, read, row_titles, texts

pytestmark = pytest.mark.interface


def make_guide(site, title="Seed swap", language_code="en", steps=(), materials=(), roles=(), **values):
    guide = site.page(GuidePage, title, language_code, **values)
    guide.steps.set(
        [guide.steps.model(locale=guide.locale, sort_order=n, **step) for n, step in enumerate(steps)]
    )
    guide.materials.set(
        [Material(locale=guide.locale, sort_order=n, **material) for n, material in enumerate(materials)]
    )
    guide.roles.set(
        [guide.roles.model(locale=guide.locale, sort_order=n, **role) for n, role in enumerate(roles)]
    )
    guide.save()
    return guide


def answer(page):
    return texts(page, ".packet__answer")[0]


# --- the answer -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (8, "It fits. With 8 people it lasts from 18:00 to 19:30."),
        (40, "It fits. With 40 people it lasts from 18:00 to 19:30."),
        (7, "Just about. It is meant for 8 people or more; with 7 it can still work."),
        (50, "Just about. It is meant for up to 40 people; with 50 it can still work."),
        (5, "It does not fit. It needs at least 8 people."),
        (51, "It does not fit. It works with up to 40 people."),
        (1, "It does not fit. It needs at least 8 people."),
        (100_000, "It does not fit. It works with up to 40 people."),
    ],
)
def test_answer_for_a_number_of_people_follows_the_rule(site, people, expected):
    guide = make_guide(
        site,
        steps=[{"title": "Begin", "minutes": 30}, {"title": "End", "minutes": 60}],
        group_size_min=8,
        group_size_max=40,
    )
    assert answer(read(path_of(guide), people=people)) == expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (9, "Just about. It is meant for 10 people or more; with 9 it can still work."),
        (11, "Just about. It is meant for up to 10 people; with 11 it can still work."),
    ],
)
def test_answer_where_only_one_group_size_works_names_the_right_side(site, people, expected):
    guide = make_guide(site, group_size_min=10, group_size_max=10)
    assert answer(read(path_of(guide), people=people)) == expected


def test_answer_without_minutes_promises_no_end(site):
    guide = make_guide(site, steps=[{"title": "Begin"}])
    assert answer(read(path_of(guide), people=12)) == "It fits. With 12 people."


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (
            12,
            "You can begin. With 12 people one occasion lasts from 18:00 to 19:30, and it takes more than one: a season.",
        ),
        (7, "Just about. It is meant for 8 people or more; with 7 it can still work."),
        (2, "It does not fit. It needs at least 8 people."),
    ],
)
def test_answer_of_a_guide_that_goes_on_tells_one_occasion_and_the_rhythm(site, people, expected):
    guide = make_guide(
        site,
        steps=[{"title": "Begin", "minutes": 30}, {"title": "End", "minutes": 60}],
        group_size_min=8,
        rhythm="a season",
    )
    assert answer(read(path_of(guide), people=people)) == expected
    assert "totalTime" not in guide.structured_data()


def test_answer_of_a_guide_that_goes_on_without_minutes_promises_no_end(site):
    guide = make_guide(site, steps=[{"title": "Begin"}], rhythm="a season")
    expected = "You can begin. With 12 people, but it takes more than one occasion: a season."
    assert answer(read(path_of(guide), people=12)) == expected


def test_answer_of_a_guide_without_group_size_is_unknown(site):
    guide = make_guide(site)
    GuidePage.objects.filter(pk=guide.pk).update(group_size_min=None, group_size_max=None)
    assert (
        answer(read(path_of(guide))) == "We do not know. The guide does not say how many people it works for."
    )


@pytest.mark.parametrize(
    ("smallest", "largest", "usual"), [(5, 40, 12), (20, 60, 20), (2, 6, 6), (None, 8, 8), (15, None, 15)]
)
def test_first_visit_moves_twelve_people_into_the_range(site, smallest, largest, usual):
    guide = make_guide(site)
    GuidePage.objects.filter(pk=guide.pk).update(group_size_min=smallest, group_size_max=largest)
    assert read_guide_question({}, GuidePage.objects.get(pk=guide.pk)).people == usual
    assert read(path_of(guide)).select_one("#people")["value"] == str(usual)


def test_what_a_reader_asked_is_not_moved_into_the_range(site):
    guide = make_guide(site, group_size_min=20, group_size_max=60)
    page = read(path_of(guide), people=3)
    assert page.select_one("#people")["value"] == "3"
    assert answer(page).startswith("It does not fit.")


@pytest.mark.parametrize(
    ("start", "shown"),
    [("18:00", "18:00"), ("18.30", "18:30"), ("9", "9:00"), ("23.45", "23:45"), ("0:00", "0:00")],
)
def test_start_is_read_in_either_language(site, start, shown):
    guide = make_guide(site, steps=[{"title": "Begin", "minutes": 30}])
    assert texts(read(path_of(guide), start=start), ".step__time time") == [shown]


@pytest.mark.parametrize("start", ["25:00", "soon", "18:60", "-1", "18:00:00", "１８"])
def test_start_that_makes_no_sense_is_named_and_not_answered_for(site, start):
    guide = make_guide(site, steps=[{"title": "Begin", "minutes": 30}])
    page = read(path_of(guide), start=start)
    assert texts(page, ".step__time time") in (["18:00"], ["18:00", "18:00"])
    assert "The times are for a start at 18:00." in texts(page, "#steps .section__head p")[0]
    assert texts(page, ".packet__answer") == []
    field = page.select_one("#start")
    assert field["aria-invalid"] == "true"
    assert field["value"] == start
    assert page.find(id=field["aria-describedby"]).get_text(strip=True)


@pytest.mark.parametrize("people", ["0", "-3", "many", "1e3", "12.5", "999999999999", "9" * 150])
def test_people_that_make_no_sense_are_named_and_not_answered_for(site, people):
    guide = make_guide(
        site,
        group_size_min=5,
        group_size_max=40,
        materials=[{"name": "Bags", "quantity": 1, "per": "person"}],
    )
    page = read(path_of(guide), people=people)
    field = page.select_one("#people")
    assert (field["value"], field["aria-invalid"]) == (people, "true")
    assert page.find(id=field["aria-describedby"]).get_text(strip=True)
    assert texts(page, ".packet__answer") == []
    # The shopping list is for the usual group, and says so.
    assert texts(page, ".materials thead th")[1] == "For 12"
    assert all(f"people={people}" not in link["href"] for link in page.select("main a, .languages a"))


def test_full_width_digits_are_digits(site):
    guide = make_guide(site, group_size_min=5, group_size_max=40)
    assert answer(read(path_of(guide), people="１３")) == "It fits. With 13 people."


def test_a_readers_people_go_along_to_the_guides_beside_and_after(site):
    guide, other, hungarian = (
        make_guide(site),
        site.page(GuidePage, "Next", "en"),
        site.page(GuidePage, "Tovább"),
    )
    guide.next_guides.create(guide=other)
    guide.related_guides.create(guide=hungarian)
    guide.save()

    def links(**asked):
        return {link["href"] for link in read(path_of(guide), **asked).select(".work-row a")}

    assert links() == links(people="many") == {path_of(other), f"{path_of(hungarian)}?from=en"}
    assert links(people="20", start="17:00") == {
        f"{path_of(other)}?people=20",
        f"{path_of(hungarian)}?people=20&from=en",
    }


# --- materials ------------------------------------------------------------------------------------------------------


def test_materials_are_summed_for_the_chosen_group(site):
    guide = make_guide(
        site,
        materials=[
            {"name": "Scales", "quantity": 1, "unit": "piece", "per": "group"},
            {"name": "Bags", "quantity": 8, "unit": "pieces", "per": "person"},
            {"name": "Tables", "quantity": 1, "unit": "table", "per": "people", "per_people": 6},
            {"name": "Flour", "quantity": Decimal("0.25"), "unit": "kg", "per": "person", "note": "rye"},
            {"name": "Seeds", "unit": "as many as there are"},
            {"name": "Goodwill"},
        ],
    )
    page = read(path_of(guide), people=13)
    assert texts(page, ".materials tbody th") == [
        "Scales",
        "Bags",
        "Tables",
        "Flour rye",
        "Seeds",
        "Goodwill",
    ]
    assert texts(page, ".materials tbody td") == [
        "1 piece",
        "104 pieces",
        "3 table",
        "3.25 kg",
        "as many as there are",
        "–",
    ]


@pytest.mark.parametrize(("people", "tables"), [(1, 1), (5, 1), (6, 2), (10, 2), (11, 3), (100_000, 20_000)])
def test_materials_per_so_many_people_are_rounded_up_to_whole_portions(people, tables):
    assert Material(name="Table", quantity=1, per="people", per_people=5).needed_for(people) == tables


def test_materials_for_many_are_written_as_readers_read_numbers():
    material = Material(name="Bags", quantity=8, unit="db", per="person")
    assert [line.amount for line in material_lines([material], 8063)] == ["64\u00a0504 db"]


def test_group_size_links_keep_the_start_and_mark_the_chosen_size(site):
    guide = make_guide(site, materials=[{"name": "Bags", "quantity": 1, "per": "person"}])
    page = read(path_of(guide), people=13, start="17:15", other="x" * 1000)
    links = page.select(".size-links a")
    assert [link.get_text().split()[0].removesuffix("people") for link in links] == [
        "8",
        "12",
        "13",
        "20",
        "40",
    ]
    assert links[0]["href"] == "?people=8&start=17%3A15#needs"
    assert [link.get("aria-current") for link in links] == [None, None, "true", None, None]


# --- steps ----------------------------------------------------------------------------------------------------------


def test_steps_show_running_times_minutes_and_anchors(site):
    guide = make_guide(
        site,
        steps=[
            {"title": "Arrive", "minutes": 20, "instruction": "<p>Unpack.</p>"},
            {"title": "Talk", "instruction": "<p>As long as it takes.</p>"},
            {"title": "Swap", "minutes": 75, "tip": "<p>Loud table.</p>", "warning": "<p>Damp seed.</p>"},
        ],
    )
    page = read(path_of(guide), start="17:30", people=12)
    assert texts(page, ".step h3") == ["1. Arrive", "2. Talk", "3. Swap"]
    assert texts(page, ".step__time time") == ["17:30", "17:50", "17:50"]
    assert texts(page, ".steps-end time") == ["19:05"]
    assert answer(page) == "It fits. With 12 people it lasts from 17:30 to 19:05."
    anchors = [step["id"] for step in page.select(".step")]
    assert anchors == [f"step-{str(step.translation_key)[:8]}" for step in guide.steps.all()]
    assert [link["href"] for link in page.select(".step__anchor")] == [f"#{anchor}" for anchor in anchors]


def test_steps_past_midnight_show_the_time_of_the_next_day(site):
    guide = make_guide(site, steps=[{"title": "Bake", "minutes": 90}, {"title": "Eat", "minutes": 30}])
    page = read(path_of(guide), start="23:00")
    assert texts(page, ".step__time time") == ["23:00", "0:30"]
    assert texts(page, ".steps-end time") == ["1:00"]


def test_steps_without_any_minutes_show_no_times(site):
    guide = make_guide(site, steps=[{"title": "Begin"}, {"title": "End"}])
    page = read(path_of(guide))
    assert texts(page, ".step h3") == ["1. Begin", "2. End"]
    assert texts(page, "time") == []


def test_times_follow_the_language_of_the_page(site):
    guide = make_guide(site, "Magcsere", "hu", steps=[{"title": "Eleje", "minutes": 30}])
    page = read(path_of(guide), start="18:00")
    assert texts(page, ".step__time time") == ["18.00"]
    assert page.select_one("#start")["value"] == "18.00"


# --- facts and what is beside ---------------------------------------------------------------------------------------


def test_facts_that_the_guide_does_not_say_are_shown_as_unknown(site):
    guide = make_guide(site)
    GuidePage.objects.filter(pk=guide.pk).update(
        duration_min=None, duration_max=None, group_size_min=None, group_size_max=None, settings=[]
    )
    facts = dict(
        zip(
            texts(read(path_of(guide)), ".packet__facts dt"),
            texts(read(path_of(guide)), ".packet__facts dd.fact"),
            strict=True,
        )
    )
    unknown = "not given"
    assert (facts["Time"], facts["Preparation"], facts["Group size"], facts["Setting"]) == (unknown,) * 4


def test_facts_count_the_hands_of_all_roles(site):
    guide = make_guide(
        site,
        roles=[
            {"name": "Host", "count": 1, "task": "opens"},
            {"name": "Table keeper", "count": 3, "task": "keeps"},
        ],
    )
    page = read(path_of(guide))
    assert texts(page, ".margin-note li") == ["Host (1): opens", "Table keeper (3): keeps"]
    roles = guide_facts(GuidePage.objects.get(pk=guide.pk))[-1]
    assert roles.note
    assert "4" in roles.note


def test_rhythm_stands_in_the_place_of_the_duration(site):
    guide = make_guide(site, rhythm="one season", duration_note="in spring")
    page = read(path_of(guide))
    assert texts(page, ".packet__facts dd")[:2] == ["one season", "in spring"]


def test_related_and_next_guides_come_in_the_readers_language_once_and_in_order(site):
    hungarian = site.page(GuidePage, "Kert")
    english = site.page(GuidePage, "Garden", "en", translation_of=hungarian)
    only_hungarian = site.page(GuidePage, "Csak magyarul")
    guide = make_guide(site)
    for order, other in enumerate([only_hungarian, english, hungarian, guide]):
        guide.related_guides.create(guide=other, sort_order=order)
    guide.next_guides.create(guide=hungarian, sort_order=0)
    guide.save()
    page = read(path_of(guide))
    assert row_titles(page) == ["Garden", "Csak magyarul", "Garden"]
    hrefs = [link["href"] for link in page.select(".work-row h3 a")]
    assert hrefs == [path_of(english), f"{path_of(only_hungarian)}?from=en", path_of(english)]


def test_case_studies_that_used_the_guide_in_either_language_are_listed(site):
    hungarian = site.page(GuidePage, "Magcsere")
    guide = make_guide(site, translation_of=hungarian)
    used_hungarian = site.page(CaseStudyPage, "Used the Hungarian text", "en", started="2023")
    used_hungarian.guides.create(guide=hungarian)
    used_hungarian.save()
    used_both = site.page(CaseStudyPage, "Used both", "en", started="2024")
    used_both.guides.create(guide=hungarian)
    used_both.guides.create(guide=guide)
    used_both.save()
    site.page(CaseStudyPage, "Used another", "en")
    assert row_titles(read(path_of(guide)), "#done") == ["Used both", "Used the Hungarian text"]


def test_topics_lead_into_the_library(site):
    food = Topic.objects.create(key="food", name_hu="Élelmiszer", name_en="Food")
    guide = make_guide(site, topics=(food,))
    library = site.url(GuideIndexPage, "en")
    links = [(link.get_text(), link["href"]) for link in read(path_of(guide)).select(".kind-line a")]
    assert links == [("Library en", library), ("Food", f"{library}?topic=food")]


def test_origin_licence_and_review_are_told(site):
    guide = make_guide(
        site,
        origin="adapted",
        origin_source="A handbook",
        origin_url="https://example.org/handbook",
        origin_licence="CC BY 4.0",
        authors="The seed circle",
        last_reviewed=dt.date(2026, 3, 1),
        review_due=dt.date(2027, 3, 1),
    )
    origin = read(path_of(guide)).select_one("#origin")
    text = " ".join(origin.get_text(" ").split())
    for part in ("A handbook", "(CC BY 4.0)", "Written by The seed circle.", "CC BY-SA 4.0", "1 March 2026"):
        assert part in text
    assert origin.select_one('a[rel="external"]')["href"] == "https://example.org/handbook"
    assert origin.select_one('a[rel="license"]')["href"] == "https://creativecommons.org/licenses/by-sa/4.0/"


def test_structured_data_describe_the_steps_and_supplies(site):
    guide = make_guide(
        site,
        steps=[{"title": "Unpack </script>", "instruction": "<p>On <b>tables</b>.</p>", "minutes": 30}],
        materials=[{"name": "Bags"}],
    )
    data = GuidePage.objects.get(pk=guide.pk).structured_data()
    assert data["@type"] == "HowTo"
    assert data["totalTime"] == "PT90M"
    assert [(step["name"], step["text"]) for step in data["step"]] == [("Unpack </script>", "On tables.")]
    assert data["supply"] == [{"@type": "HowToSupply", "name": "Bags"}]
