"""Writing a guide in the admin: a draft may be incomplete, a public guide may not, and nonsense is refused in both."""

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail.users.models import UserProfile

from methodology.models import GuidePage
from tests.core.forms import mistakes, posted
from tests.factories import GuideIndexPageFactory, GuidePageFactory, TopicFactory, reloaded, translate
from tests.standing import standing

pytestmark = [pytest.mark.django_db, pytest.mark.interface]


@pytest.fixture
def admin(admin_user: Any) -> Client:
    client = Client()
    client.force_login(admin_user)
    return client


@pytest.fixture(scope="module", autouse=True)
def library_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    with standing(django_db_blocker):
        yield GuideIndexPageFactory()


@pytest.fixture
def library(library_of_module: Any, db: None) -> Any:
    return reloaded(library_of_module)


def add_address(library: Any) -> str:
    return reverse("wagtailadmin_pages:add", args=["methodology", "guidepage", library.pk])


def a_guide(**changes: Any) -> dict[str, Any]:
    """What a browser sends for a guide with three steps; `changes` replace fields."""
    steps = [
        {"title": f"{number}. lépés", "minutes": number * 10, "instruction": rich_text(f"<p>{number}.</p>")}
        | {"tip": rich_text(""), "warning": rich_text(""), "image": ""}
        for number in (1, 2, 3)
    ]
    values: dict[str, Any] = {
        "title": "Vetőmagcsere",
        "slug": "vetomagcsere",
        "summary": "Miről szól.",
        "goal": "Mindenki hazavisz ötfélét.",
        "duration_min": "60",
        "duration_max": "90",
        "group_size_min": "5",
        "group_size_max": "30",
        "difficulty": "easy",
        "settings": ["indoors"],
        "origin": "own",
        "licence": "cc-by-sa-4.0",
        "body": streamfield([]),
        "steps": inline_formset(steps),
        "roles": inline_formset([{"name": "Házigazda", "count": "1", "task": "Nyit és zár."}]),
        "materials": inline_formset(
            [
                {
                    "name": "Asztal",
                    "quantity": "2",
                    "unit": "darab",
                    "per": "people",
                    "per_people": "6",
                    "note": "",
                }
            ]
        ),
        "topic_links": inline_formset([{"topic": str(TopicFactory(key="food").pk)}]),
        "related_guides": inline_formset([]),
        "next_guides": inline_formset([]),
        "comments": inline_formset([]),
        **{
            name: rich_text("")
            for name in ("prerequisites", "pitfalls", "variations", "inclusion", "follow_up")
        },
        "when_to_use": rich_text("<ul><li>Ősszel.</li></ul>"),
        "when_not_to_use": rich_text(""),
    }
    for name, value in changes.items():
        if value is None:
            values.pop(name, None)
        else:
            values[name] = value
    lists = {name: values.pop(name) for name in ("settings",) if name in values}
    return {**nested_form_data(values), **lists}


def the_guide() -> GuidePage:
    return GuidePage.objects.get()


class TestANewGuide:
    def test_is_saved_as_a_draft_with_its_steps(self, admin: Client, library: Any) -> None:
        response = admin.post(add_address(library), a_guide())
        assert response.status_code == 302, mistakes(response)
        guide = the_guide()
        assert (guide.live, guide.title, guide.locale.language_code) == (False, "Vetőmagcsere", "hu")
        assert [(step.title, step.minutes) for step in guide.steps.all()] == [
            ("1. lépés", 10),
            ("2. lépés", 20),
            ("3. lépés", 30),
        ]
        assert {step.locale.language_code for step in guide.steps.all()} == {"hu"}
        assert guide.topic_keys() == ["food"]

    def test_is_published_at_once(self, admin: Client, library: Any) -> None:
        response = admin.post(add_address(library), a_guide(**{"action-publish": "Publish"}))
        assert response.status_code == 302, mistakes(response)
        assert (the_guide().live, the_guide().steps.count()) == (True, 3)

    def test_is_published_from_its_draft_and_keeps_its_steps(self, admin: Client, library: Any) -> None:
        admin.post(add_address(library), a_guide())
        keys = [(step.pk, step.translation_key) for step in the_guide().steps.all()]
        address = reverse("wagtailadmin_pages:edit", args=[the_guide().pk])
        form = admin.get(address).context["form"]
        response = admin.post(address, {**posted(form), "action-publish": "Publish"})
        assert response.status_code == 302, mistakes(response)
        assert the_guide().live
        assert [(step.pk, step.translation_key) for step in the_guide().steps.all()] == keys

    def test_can_then_be_translated_with_its_steps(self, admin: Client, library: Any) -> None:
        admin.post(add_address(library), a_guide(**{"action-publish": "Publish"}))
        english = translate(the_guide())
        assert [step.title for step in english.steps.all()] == [
            "EN: 1. lépés",
            "EN: 2. lépés",
            "EN: 3. lépés",
        ]

    def test_may_be_written_in_english_first(self, admin: Client, library: Any) -> None:
        english = translate(library)
        response = admin.post(add_address(english), a_guide(**{"action-publish": "Publish"}))
        assert response.status_code == 302, mistakes(response)
        assert the_guide().locale.language_code == "en"
        assert {step.locale.language_code for step in the_guide().steps.all()} == {"en"}


EMPTY = {
    "summary": "",
    "goal": "",
    "duration_min": "",
    "duration_max": "",
    "group_size_min": "",
    "group_size_max": "",
    "settings": None,
    "when_to_use": rich_text(""),
    "steps": inline_formset([]),
    "topic_links": inline_formset([]),
}


class TestAnIncompleteGuide:
    def test_is_saved_as_a_draft(self, admin: Client, library: Any) -> None:
        response = admin.post(add_address(library), a_guide(**EMPTY))
        assert response.status_code == 302, mistakes(response)
        assert not the_guide().live

    def test_is_not_published_and_every_missing_field_is_named(self, admin: Client, library: Any) -> None:
        response = admin.post(add_address(library), a_guide(**EMPTY, **{"action-publish": "Publish"}))
        assert response.status_code == 200
        assert sorted(mistakes(response)) == sorted(EMPTY)
        assert not GuidePage.objects.exists()

    def test_a_step_without_a_title_is_saved_in_a_draft_and_not_published(
        self, admin: Client, library: Any
    ) -> None:
        step = {
            "title": "",
            "minutes": "",
            "instruction": rich_text(""),
            "tip": rich_text(""),
            "warning": rich_text(""),
        }
        data = a_guide(steps=inline_formset([step | {"image": ""}]))
        response = admin.post(add_address(library), {**data, "action-publish": "Publish"})
        assert list(mistakes(response)) == ["steps"]
        response = admin.post(add_address(library), data)
        assert response.status_code == 302, mistakes(response)


NONSENSE = [
    ({"duration_min": "90", "duration_max": "60"}, "duration_max"),
    ({"preparation_min": "30", "preparation_max": "10"}, "preparation_max"),
    ({"group_size_min": "20", "group_size_max": "10"}, "group_size_max"),
    ({"duration_min": "0"}, "duration_min"),
    ({"duration_max": "-5"}, "duration_max"),
    ({"group_size_max": "99999999999999999999"}, "group_size_max"),
    ({"last_reviewed": "2026-02-01", "review_due": "2026-01-01"}, "review_due"),
    ({"difficulty": "impossible"}, "difficulty"),
    ({"settings": ["on the moon"]}, "settings"),
    ({"origin_url": "no address"}, "origin_url"),
]


class TestNonsense:
    @pytest.mark.parametrize("action", [{}, {"action-publish": "Publish"}], ids=["draft", "publish"])
    @pytest.mark.parametrize(("changes", "field"), NONSENSE, ids=[name for _changes, name in NONSENSE])
    def test_is_refused_even_in_a_draft(
        self, admin: Client, library: Any, changes: dict[str, Any], field: str, action: dict[str, str]
    ) -> None:
        response = admin.post(add_address(library), {**a_guide(**changes), **action})
        assert response.status_code == 200
        assert list(mistakes(response)) == [field]
        assert not GuidePage.objects.exists()

    def test_a_quantity_for_so_many_people_names_how_many(self, admin: Client, library: Any) -> None:
        material = {
            "name": "Asztal",
            "quantity": "2",
            "unit": "",
            "per": "people",
            "per_people": "",
            "note": "",
        }
        response = admin.post(add_address(library), a_guide(materials=inline_formset([material])))
        assert list(mistakes(response)) == ["materials"]

    def test_in_a_public_guide_it_leaves_what_readers_see(self, admin: Client, library: Any) -> None:
        guide = GuidePageFactory(parent=library, topics=[TopicFactory()])
        address = reverse("wagtailadmin_pages:edit", args=[guide.pk])
        data = posted(admin.get(address).context["form"])
        response = admin.post(address, {**data, "duration_max": "5", "action-publish": "Publish"})
        assert list(mistakes(response)) == ["duration_max"]
        assert reloaded(guide).duration_max == 90


# --- tabs -----------------------------------------------------------------------------------------------------------


def test_where_a_guide_comes_from_stands_with_origin_and_review(admin: Client, library: Any) -> None:
    page = BeautifulSoup(admin.get(add_address(library)).content, "html.parser")
    tab = page.select_one("[role=tabpanel]:has([name=last_reviewed])")
    heading = page.select_one(f"[role=tab][href='#{tab['id']}']").get_text()
    assert heading.strip().startswith("Eredet és átnézés")
    names = [field["name"] for field in tab.select("input[name], select[name], textarea[name]")]
    assert [
        name
        for name in names
        if name in ("origin", "origin_source", "origin_url", "origin_licence", "authors")
    ] == [
        "origin",
        "origin_source",
        "origin_url",
        "origin_licence",
        "authors",
    ]
    assert len(page.select("[name=origin_source]")) == 1


# --- the steps and the duration -------------------------------------------------------------------------------------


def steps_of(*minutes: str) -> dict[str, Any]:
    step = {"instruction": rich_text("<p>x</p>"), "tip": rich_text(""), "warning": rich_text(""), "image": ""}
    return inline_formset([{"title": "Lépés", "minutes": each, **step} for each in minutes])


def warnings(response: Any) -> list[str]:
    """What is said as a warning after saving."""
    assert response.status_code == 302, mistakes(response)
    said = get_messages(response.wsgi_request)
    return [str(message).strip() for message in said if message.level_tag == "warning"]


@pytest.mark.parametrize(
    ("minutes", "total"),
    [
        (("30", "29"), "59 perc"),
        (("60", "31"), "1 óra 31 perc"),
        (("60", "31", ""), "1 óra 31 perc"),
    ],
)
def test_steps_that_do_not_add_up_are_said_after_saving(
    admin: Client, library: Any, minutes: tuple[str, ...], total: str
) -> None:
    expected = (
        f"A lépések együtt ennyi ideig tartanak: {total}, az útmutató időtartama viszont: 60–90 perc. "
        "Az olvasó mindkettőt látja: igazítsátok ki az egyiket."
    )
    response = admin.post(add_address(library), a_guide(steps=steps_of(*minutes)))
    assert warnings(response) == [expected]
    assert the_guide().steps.count() == len(minutes)


@pytest.mark.parametrize("minutes", [("60",), ("90",), ("30", "30"), ("30", ""), ("", "")])
def test_steps_within_the_duration_or_without_minutes_are_not(
    admin: Client, library: Any, minutes: tuple[str, ...]
) -> None:
    assert warnings(admin.post(add_address(library), a_guide(steps=steps_of(*minutes)))) == []


def test_a_published_guide_is_published_and_warned_of_in_the_language_of_the_editor(
    admin: Client, admin_user: Any, library: Any
) -> None:
    UserProfile.objects.create(user=admin_user, preferred_language="en")
    admin.post(add_address(library), a_guide())
    address = reverse("wagtailadmin_pages:edit", args=[the_guide().pk])
    data = posted(admin.get(address).context["form"])
    response = admin.post(address, {**data, "duration_min": "80", "action-publish": "Publish"})
    assert "The steps take 1 hour together" in warnings(response)[-1]
    assert (the_guide().live, the_guide().duration_min) == (True, 80)
