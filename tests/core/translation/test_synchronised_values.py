"""⟷ values are the same in every language, whichever language is published and however late."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from methodology.models import RelatedGuide
from tests.core.forms import mistakes, posted
from tests.factories import (
    CustomImageFactory,
    GuidePageFactory,
    TopicFactory,
    publish,
    reloaded,
    save_translation,
    send_for_translation,
    translate,
    translation_of,
    write_strings,
)

pytestmark = pytest.mark.django_db


def newest_draft(page: Any) -> Any:
    return reloaded(page).latest_revision.as_object()


def arrange(guide: Any, *places: int, minutes: dict[int, int] | None = None) -> None:
    """Keep the steps at these places, in this order; `minutes` by the place that a step had."""
    steps = dict(enumerate(guide.steps.all()))
    for place, length in (minutes or {}).items():
        steps[place].minutes = length
    kept = [steps[place] for place in places]
    for number, step in enumerate(kept):
        step.sort_order = number
    guide.steps.set(kept)


def minutes(page: Any) -> list[tuple[str, int]]:
    return [(step.title, step.minutes) for step in page.steps.all()]


@pytest.fixture(scope="module", autouse=True)
def guide_of_module(home_of_module: Any) -> Any:
    return GuidePageFactory(
        steps=3,
        materials=[{"name": "Asztal", "quantity": 2}],
        topics=[TopicFactory(key="food")],
        duration_min=60,
        duration_max=90,
    )


@pytest.fixture
def guide(guide_of_module: Any, db: None) -> Any:
    return reloaded(guide_of_module)


def test_publishing_the_source_changes_the_row_of_the_translation(guide: Any) -> None:
    english = translate(guide)
    guide.duration_max, guide.settings = 120, ["indoors", "outdoors"]
    publish(guide)
    english = reloaded(english)
    assert (english.duration_max, english.settings) == (120, ["indoors", "outdoors"])


def test_publishing_the_source_in_the_editor_changes_the_row_and_the_draft_of_the_translation(
    admin: Client, guide: Any
) -> None:
    english = translate(guide)
    address = reverse("wagtailadmin_pages:edit", args=[guide.pk])
    data = posted(admin.get(address).context["form"])
    data |= {"duration_max": "120", "steps-0-minutes": "45", "steps-0-ORDER": "3", "steps-2-ORDER": "1"}
    response = admin.post(address, {**data, "action-publish": "Publish"})
    assert response.status_code == 302, mistakes(response)
    for page in (reloaded(english), newest_draft(english)):
        assert page.duration_max == 120
        assert minutes(page) == [("EN: 3. lépés", 10), ("EN: 2. lépés", 10), ("EN: 1. lépés", 45)]


def test_publishing_a_source_that_was_planned_changes_its_translation_when_the_scheduler_comes(
    guide: Any,
) -> None:
    english = translate(guide)
    guide.duration_max, guide.go_live_at = 120, timezone.now() + dt.timedelta(hours=1)
    publish(guide)
    assert reloaded(english).duration_max == 90
    with time_machine.travel(timezone.now() + dt.timedelta(hours=2)):
        call_command("publish_scheduled")
    assert (reloaded(guide).duration_max, reloaded(english).duration_max) == (120, 120)


def test_publishing_the_source_changes_no_translated_text(guide: Any) -> None:
    english = translate(guide)
    guide.goal, guide.duration_max = "Egészen más cél.", 120
    publish(guide)
    assert reloaded(english).goal == "EN: A csoportnak a végén lesz egy terve."


def test_publishing_the_source_changes_the_unpublished_draft_of_the_translation(guide: Any) -> None:
    english = translate(guide)
    write_strings(translation_of(guide), {"goal": "A plan at the end."})
    save_translation(translation_of(guide), publish=False)
    guide = reloaded(guide)
    guide.duration_max = 120
    publish(guide)
    assert newest_draft(english).duration_max == 120
    assert newest_draft(english).goal == "A plan at the end."
    assert reloaded(english).goal == "EN: A csoportnak a végén lesz egy terve."


def test_publishing_the_source_changes_a_translation_that_was_never_published(guide: Any) -> None:
    english = send_for_translation(guide)
    guide.duration_max = 120
    publish(guide)
    english = reloaded(english)
    assert (english.live, english.duration_max, newest_draft(english).duration_max) == (False, 120, 120)


def test_publishing_a_translation_made_from_an_old_source_keeps_the_values_of_the_live_source(
    guide: Any,
) -> None:
    english = translate(guide)
    old = translation_of(guide)
    guide.duration_max = 120
    arrange(guide, 2, 1, 0, minutes={0: 31, 1: 32, 2: 33})
    publish(guide)
    old.refresh_from_db()
    english = save_translation(old)
    assert english.duration_max == 120
    assert minutes(english) == [("EN: 3. lépés", 33), ("EN: 2. lépés", 32), ("EN: 1. lépés", 31)]
    assert newest_draft(english).duration_max == 120


def test_publishing_an_old_draft_of_a_translation_keeps_the_values_of_the_live_source(guide: Any) -> None:
    english = translate(guide)
    old_draft = english.latest_revision
    guide.duration_max = 120
    publish(guide)
    translate(guide)
    old_draft.refresh_from_db()
    old_draft.publish()
    assert reloaded(english).duration_max == 120


def test_a_draft_of_the_source_changes_nothing(guide: Any) -> None:
    english = translate(guide)
    guide.duration_max = 120
    guide.save_revision()
    assert reloaded(english).duration_max == 90


def test_minutes_and_order_of_steps_follow_the_source(guide: Any) -> None:
    english = translate(guide)
    arrange(guide, 2, 0, 1, minutes={2: 45})
    publish(guide)
    assert minutes(reloaded(english)) == [("EN: 3. lépés", 45), ("EN: 1. lépés", 10), ("EN: 2. lépés", 10)]
    assert minutes(newest_draft(english)) == minutes(reloaded(english))


def test_children_keep_their_ids_when_their_values_follow(guide: Any) -> None:
    english = translate(guide)
    before = {step.title: step.pk for step in english.steps.all()}
    arrange(guide, 0, 1, 2, minutes={0: 25})
    publish(guide)
    assert {step.title: step.pk for step in reloaded(english).steps.all()} == before


def test_an_added_step_waits_for_its_translation(guide: Any) -> None:
    english = translate(guide)
    guide.steps.add(
        type(guide.steps.all()[0])(title="Új lépés", minutes=5, instruction="<p>Új.</p>", sort_order=9)
    )
    publish(guide)
    assert [title for title, _minutes in minutes(reloaded(english))] == [
        "EN: 1. lépés",
        "EN: 2. lépés",
        "EN: 3. lépés",
    ]
    assert reloaded(english).planned_minutes == 30


def test_a_removed_step_stays_in_its_place_until_the_translation_is_made_again(guide: Any) -> None:
    english = translate(guide)
    arrange(guide, 2, 0)
    publish(guide)
    english = reloaded(english)
    assert [title for title, _minutes in minutes(english)] == ["EN: 3. lépés", "EN: 1. lépés", "EN: 2. lépés"]
    assert [step.sort_order for step in english.steps.all()] == [0, 1, 2]
    english = translate(guide)
    assert [title for title, _minutes in minutes(english)] == ["EN: 3. lépés", "EN: 1. lépés"]


def test_relations_without_text_are_copied_whole(guide: Any) -> None:
    english = translate(guide)
    guide.topic_links.set([])
    guide.topic_links.create(topic=TopicFactory(key="water"))
    guide.topic_links.create(topic=TopicFactory(key="food"))
    guide.related_guides.add(RelatedGuide(guide=GuidePageFactory(title="Társ")))
    guide = publish(guide)
    english = reloaded(english)
    assert english.topic_keys() == guide.topic_keys()
    assert sorted(english.topic_keys()) == ["food", "water"]
    assert [link.guide.title for link in english.related_guides.all()] == ["Társ"]
    guide.related_guides.set([])
    publish(guide)
    assert list(reloaded(english).related_guides.all()) == []


def test_quantities_of_materials_follow_but_their_names_do_not(guide: Any) -> None:
    english = translate(guide)
    material = guide.materials.get()
    material.quantity, material.name = Decimal("5"), "Hosszú asztal"
    guide.materials.set([material])
    publish(guide)
    [material] = reloaded(english).materials.all()
    assert (material.name, material.quantity) == ("EN: Asztal", Decimal("5"))


def test_a_cleared_photograph_is_cleared_everywhere(guide: Any) -> None:
    guide.listing_image = CustomImageFactory()
    guide = publish(guide)
    english = translate(guide)
    assert english.listing_image_id == guide.listing_image_id
    guide.listing_image = None
    publish(guide)
    assert reloaded(english).listing_image is None


def test_a_value_set_on_the_translation_alone_does_not_last(guide: Any) -> None:
    english = translate(guide)
    english.duration_max = 75
    assert publish(english).duration_max == 90


def test_values_follow_from_english_to_hungarian_where_english_was_written_first(home: Any) -> None:
    guide = GuidePageFactory(language="en", title="Seed library", steps=1)
    hungarian = translate(guide, language_code="hu")
    guide.duration_max = 120
    publish(guide)
    assert (hungarian.locale.language_code, reloaded(hungarian).duration_max) == ("hu", 120)


def test_publishing_the_source_again_writes_nothing_to_its_translation(guide: Any) -> None:
    english = translate(guide)
    before = (
        newest_draft(english).pk,
        reloaded(english).latest_revision_id,
        reloaded(english).last_published_at,
    )
    publish(guide)
    after = (
        newest_draft(english).pk,
        reloaded(english).latest_revision_id,
        reloaded(english).last_published_at,
    )
    assert after == before
