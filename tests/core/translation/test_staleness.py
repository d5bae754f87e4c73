"""A translation is stale when its live source says something else than the text that it was made from."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail_localize.models import Translation

from core.translation.digest import text_pairs
from core.translation.staleness import is_stale, translation_state
from methodology.models import GuidePage, Material, Step
from tests.core.forms import posted
from tests.factories import (
    GuidePageFactory,
    StandardPageFactory,
    TopicFactory,
    publish,
    reloaded,
    save_translation,
    translate,
    translation_of,
    write_strings,
)

pytestmark = pytest.mark.django_db


def state(page: Any) -> str:
    found = translation_state(reloaded(page))
    return found.kind if found else "up to date"


@pytest.fixture(scope="module", autouse=True)
def hungarian_of_module(home_of_module: Any) -> Any:
    return GuidePageFactory(title="Vetőmagcsere", steps=2, materials=1, topics=[TopicFactory()])


@pytest.fixture
def hungarian(hungarian_of_module: Any, db: None) -> Any:
    return reloaded(hungarian_of_module)


@pytest.fixture
def english(hungarian: Any) -> Any:
    return translate(hungarian, {"title": "Seed swap"})


def test_a_fresh_translation_is_up_to_date_and_a_source_always(hungarian: Any, english: Any) -> None:
    assert (state(english), state(hungarian)) == ("up to date", "up to date")


def test_another_text_makes_it_stale(hungarian: Any, english: Any) -> None:
    hungarian.summary = "Másik összefoglaló."
    publish(hungarian)
    assert (state(english), state(hungarian)) == ("stale", "up to date")


def test_another_text_in_the_editor_makes_it_stale(admin: Client, hungarian: Any, english: Any) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[hungarian.pk])
    data = posted(admin.get(address).context["form"])
    admin.post(address, {**data, "summary": "Másik összefoglaló."})
    assert state(english) == "up to date"
    admin.post(address, {**data, "summary": "Másik összefoglaló.", "action-publish": "Publish"})
    assert state(english) == "stale"


def test_the_state_says_since_when_and_of_what(hungarian: Any, english: Any) -> None:
    changed = timezone.now() + dt.timedelta(hours=1)
    with time_machine.travel(changed, tick=False):
        hungarian.summary = "Másik összefoglaló."
        publish(hungarian)
    with time_machine.travel(changed + dt.timedelta(hours=1), tick=False):
        publish(reloaded(hungarian))
    found = translation_state(reloaded(english))
    assert found is not None
    assert (found.source, found.changed_at) == (hungarian, changed)


def test_a_draft_of_the_source_makes_nothing_stale(hungarian: Any, english: Any) -> None:
    hungarian.summary = "Másik összefoglaló."
    hungarian.save_revision()
    assert state(english) == "up to date"


def test_a_text_of_a_step_makes_it_stale(hungarian: Any, english: Any) -> None:
    steps = list(hungarian.steps.all())
    steps[1].warning = "<p>Vigyázat.</p>"
    hungarian.steps.set(steps)
    publish(hungarian)
    assert state(english) == "stale"


def test_an_added_child_makes_it_stale(hungarian: Any, english: Any) -> None:
    hungarian.materials.add(Material(name="Szék", sort_order=5))
    publish(hungarian)
    assert state(english) == "stale"


def test_a_removed_child_makes_it_stale(hungarian: Any, english: Any) -> None:
    hungarian.steps.set(list(hungarian.steps.all())[:1])
    publish(hungarian)
    assert state(english) == "stale"


def test_another_order_of_blocks_makes_it_stale(home: Any) -> None:
    page = StandardPageFactory(body=[("text", "<p>Egy.</p>"), ("heading", "Kettő")])
    english = translate(page)
    page.body = [dict(page.body.get_prep_value()[1]), dict(page.body.get_prep_value()[0])]
    publish(page)
    assert state(english) == "stale"


def test_values_and_order_of_steps_are_the_same_everywhere_and_make_nothing_stale(
    hungarian: Any, english: Any
) -> None:
    first, second = hungarian.steps.all()
    first.minutes, first.sort_order, second.sort_order = 45, 1, 0
    hungarian.steps.set([second, first])
    hungarian.duration_max, hungarian.difficulty = 120, "hard"
    publish(hungarian)
    assert state(english) == "up to date"


def test_another_address_of_the_source_makes_nothing_stale(hungarian: Any, english: Any) -> None:
    hungarian.slug = "magcsere"
    publish(hungarian)
    assert state(english) == "up to date"
    assert not translation_of(hungarian).get_progress()[0] - translation_of(hungarian).get_progress()[1]


def test_text_that_is_put_back_is_no_change(hungarian: Any, english: Any) -> None:
    summary = hungarian.summary
    hungarian.summary = "Másik összefoglaló."
    hungarian = publish(hungarian)
    hungarian.summary = summary
    publish(hungarian)
    assert state(english) == "up to date"


def test_the_old_translation_stays_until_its_replacement_is_complete(hungarian: Any, english: Any) -> None:
    hungarian.summary = "Másik összefoglaló."
    publish(hungarian)
    translation = translation_of(hungarian)
    write_strings(translation, {"goal": "A plan of its own."}, leave_out=["summary"])
    save_translation(translation, publish=False)
    assert (reloaded(english).live, reloaded(english).summary) == (True, english.summary)
    assert state(english) == "stale"


def test_translated_again_it_is_up_to_date(hungarian: Any, english: Any) -> None:
    hungarian.summary = "Másik összefoglaló."
    publish(hungarian)
    english = translate(hungarian)
    assert (state(english), english.summary) == ("up to date", "EN: Másik összefoglaló.")


def test_published_again_without_reading_the_source_again_it_is_still_stale(
    hungarian: Any, english: Any
) -> None:
    old = translation_of(hungarian)
    hungarian.summary = "Másik összefoglaló."
    publish(hungarian)
    save_translation(old)
    assert state(english) == "stale"


def test_published_again_with_the_change_untranslated_it_is_still_stale(hungarian: Any, english: Any) -> None:
    hungarian.steps.add(Step(title="Új lépés", instruction="<p>Új.</p>", sort_order=9))
    publish(hungarian)
    save_translation(translation_of(hungarian), incomplete=True)
    assert state(english) == "stale"
    assert [step.title for step in reloaded(english).steps.all()] == ["EN: 1. lépés", "EN: 2. lépés"]


def test_a_draft_of_a_newer_translation_does_not_make_the_live_one_up_to_date(
    hungarian: Any, english: Any
) -> None:
    hungarian.summary = "Másik összefoglaló."
    publish(hungarian)
    translate(hungarian, publish=False)
    assert state(english) == "stale"


def test_text_that_code_saves_without_publishing_makes_it_stale(hungarian: Any, english: Any) -> None:
    page = GuidePage.objects.get(pk=hungarian.pk)
    page.summary = "Másik összefoglaló."
    page.save()
    assert state(english) == "stale"


def test_reverting_the_translation_to_an_older_version_makes_it_stale_again(
    hungarian: Any, english: Any
) -> None:
    older = english.latest_revision
    hungarian.summary = "Másik összefoglaló."
    publish(hungarian)
    translate(hungarian)
    older.publish()
    assert state(english) == "stale"


def test_a_source_that_was_never_published_makes_nothing_stale(hungarian: Any, english: Any) -> None:
    hungarian.strings_digest = ""
    assert not is_stale(english, hungarian)


def test_the_pairs_of_a_page_are_its_texts_and_not_its_address(hungarian: Any) -> None:
    paths = [path for path, _text in text_pairs(hungarian)]
    keys = sorted(str(step.translation_key) for step in hungarian.steps.all())
    assert "slug" not in paths
    assert [path for path in paths if path.startswith("steps.")] == [
        f"steps.{key}.{name}" for key in keys for name in ("title", "instruction")
    ]


def test_a_copy_of_a_translation_is_a_work_of_its_own(hungarian: Any, english: Any) -> None:
    copy = english.copy(update_attrs={"slug": "copy"})
    assert (copy.source_digest, copy.is_incomplete_translation) == ("", False)
    assert state(copy) == "up to date"


def test_english_written_first_makes_hungarian_stale(home: Any) -> None:
    english = GuidePageFactory(language="en", title="Seed library")
    hungarian = translate(english, language_code="hu")
    english.summary = "Another summary."
    publish(english)
    assert (state(hungarian), state(english)) == ("stale", "up to date")


def test_editors_read_of_it_too(hungarian: Any, english: Any) -> None:
    record = Translation.objects.get(source__object_id=hungarian.translation_key)
    changed = gettext("The original has changed since")
    assert record.get_status_display() != changed
    hungarian.summary = "Másik összefoglaló."
    publish(hungarian)
    assert record.get_status_display() == changed
