"""What may become of a translation: complete, incomplete, as a draft; in code."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail_localize.models import StringTranslation, Translation

from core.translation.errors import IncompleteTranslationError, SourceNotPublishedError
from core.translation.guard import allowing_incomplete, find_missing_paths
from core.translation.staleness import translation_state
from methodology.models import Step
from tests.factories import (
    GuidePageFactory,
    StandardPageFactory,
    language,
    make_editor,
    make_publisher,
    publish,
    reloaded,
    save_translation,
    send_for_translation,
    translate,
    translation_of,
    write_strings,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def hungarian_of_module(home_of_module: Any) -> Any:
    return GuidePageFactory(title="Vetőmagcsere", steps=3, pitfalls="<p>Hideg.</p>")


@pytest.fixture
def hungarian(hungarian_of_module: Any, db: None) -> Any:
    return reloaded(hungarian_of_module)


def steps(page: Any) -> list[str]:
    return [step.title for step in reloaded(page).steps.all()]


def path_of_step(page: Any, place: int) -> str:
    return f"steps.{page.steps.all()[place].translation_key}"


class TestIncomplete:
    def test_it_is_refused(self, hungarian: Any) -> None:
        with pytest.raises(IncompleteTranslationError) as refusal:
            translate(hungarian, leave_out=["summary", "goal"])
        assert refusal.value.missing == 2
        english = type(hungarian).objects.get(
            translation_key=hungarian.translation_key, locale=language("en")
        )
        assert not english.live

    @pytest.mark.parametrize("nothing", ["", "  \n", "\u00a0", "<b> </b>"])
    def test_a_translation_with_nothing_to_read_is_none(self, hungarian: Any, nothing: str) -> None:
        with pytest.raises(IncompleteTranslationError):
            translate(hungarian, {"title": nothing})
        assert find_missing_paths(translation_of(hungarian)) == ["title"]
        english = translate(hungarian, {"title": nothing}, incomplete=True)
        assert english.title == "Vetőmagcsere"
        written = StringTranslation.objects.get(context__path="title", translation_of__data="Vetőmagcsere")
        assert written.get_error() == "Ebben a fordításban nincs mit olvasni."

    def test_it_is_published_when_asked_for_and_marked(self, hungarian: Any) -> None:
        english = translate(hungarian, leave_out=["pitfalls"], incomplete=True)
        state = translation_state(english)
        assert (english.live, english.is_incomplete_translation) == (True, True)
        assert state is not None
        assert state.kind == "incomplete"

    def test_steps_and_optional_texts_without_translation_are_left_out(self, hungarian: Any) -> None:
        english = translate(hungarian, leave_out=["pitfalls", path_of_step(hungarian, 1)], incomplete=True)
        assert steps(english) == ["EN: 1. lépés", "EN: 3. lépés"]
        assert english.pitfalls == ""
        assert english.planned_minutes == 20

    def test_a_step_that_misses_one_text_is_left_out(self, hungarian: Any) -> None:
        path = f"{path_of_step(hungarian, 1)}.instruction"
        assert steps(translate(hungarian, leave_out=[path], incomplete=True)) == [
            "EN: 1. lépés",
            "EN: 3. lépés",
        ]

    def test_blocks_without_translation_are_left_out(self, home: Any) -> None:
        page = StandardPageFactory(
            body=[("heading", "Egy"), ("text", "<p>Kettő.</p>"), ("tip", "<p>Három.</p>")]
        )
        english = translate(page, leave_out=[f"body.{page.body[1].id}"], incomplete=True)
        assert [block.block_type for block in english.body] == ["heading", "tip"]

    def test_what_readers_already_see_stays(self, hungarian: Any) -> None:
        english = translate(hungarian)
        changed = list(hungarian.steps.all())
        changed[0].title = "Egészen más"
        hungarian.steps.set([*changed, Step(title="Új", instruction="<p>Új.</p>", sort_order=9)])
        hungarian.goal, hungarian.pitfalls = "Más cél.", "<p>Meleg.</p>"
        publish(hungarian)
        english = save_translation(translation_of(hungarian), incomplete=True)
        assert steps(english) == ["EN: 1. lépés", "EN: 2. lépés", "EN: 3. lépés"]
        assert (english.goal, english.pitfalls) == (
            "EN: A csoportnak a végén lesz egy terve.",
            "<p>EN: Hideg.</p>",
        )

    def test_a_changed_block_stays_as_it_was(self, home: Any) -> None:
        page = StandardPageFactory(body=[("heading", "Egy"), ("text", "<p>Kettő.</p>")])
        english = translate(page)
        blocks = [dict(block) for block in page.body.get_prep_value()]
        blocks[1]["value"] = "<p>Három.</p>"
        page.body = blocks
        publish(page)
        english = save_translation(translation_of(page), incomplete=True)
        assert [str(block.value) for block in english.body] == ["EN: Egy", "<p>EN: Kettő.</p>"]

    def test_completed_it_loses_its_mark(self, hungarian: Any) -> None:
        translate(hungarian, leave_out=[path_of_step(hungarian, 1)], incomplete=True)
        english = translate(hungarian)
        assert (english.is_incomplete_translation, len(steps(english))) == (False, 3)
        assert translation_state(english) is None

    def test_an_empty_translation_is_none(self, hungarian: Any) -> None:
        translation = translation_of(hungarian)
        write_strings(translation)
        StringTranslation.objects.filter(context__path="summary").update(data="")
        assert find_missing_paths(translation) == ["summary"]

    def test_a_faulty_translation_is_none(self, hungarian: Any) -> None:
        translation = translation_of(hungarian)
        write_strings(translation, {"summary": "<h2>No</h2>"})
        assert find_missing_paths(translation) == ["summary"]

    def test_it_is_refused_in_every_other_way_of_publishing(self, hungarian: Any) -> None:
        english = send_for_translation(hungarian)
        for way in (english.latest_revision.publish, lambda: publish(english)):
            with pytest.raises(IncompleteTranslationError):
                way()
        assert not reloaded(english).live

    def test_a_stopped_translation_is_refused_too_and_marked_where_it_was_allowed(
        self, hungarian: Any
    ) -> None:
        english = send_for_translation(hungarian)
        Translation.objects.update(enabled=False)
        with pytest.raises(IncompleteTranslationError):
            publish(english)
        with allowing_incomplete():
            english = publish(english)
        assert (english.live, english.is_incomplete_translation) == (True, True)


class TestPublishing:
    def test_a_translation_of_a_draft_is_refused(self, home: Any) -> None:
        guide = GuidePageFactory(live=False)
        with pytest.raises(SourceNotPublishedError):
            translate(guide)
        assert not type(guide).objects.filter(locale=language("en"), live=True).exists()

    def test_somebody_who_may_not_publish_is_refused(self, hungarian: Any) -> None:
        editor = make_editor()
        translation = translation_of(hungarian)
        write_strings(translation)
        translation.save_target(user=editor, publish=False)
        before = reloaded(translation.get_target_instance()).latest_revision_id
        for incomplete in (False, True):
            with pytest.raises(PermissionDenied):
                save_translation(translation, user=editor, incomplete=incomplete)
        english = reloaded(translation.get_target_instance())
        assert (english.live, english.latest_revision_id) == (False, before)

    def test_somebody_who_may_publish_publishes(self, hungarian: Any) -> None:
        assert translate(hungarian, user=make_publisher()).live

    def test_a_text_that_is_too_long_is_refused_and_the_translator_sees_where(self, hungarian: Any) -> None:
        path = f"{path_of_step(hungarian, 0)}.title"
        for wrong in (path, "goal"):
            with pytest.raises(ValidationError):
                translate(hungarian, {wrong: "x" * 200})
            string = StringTranslation.objects.get(context__path=wrong)
            assert string.has_error
            assert "200" in string.field_error or string.field_error
        assert not type(hungarian).objects.filter(locale=language("en"), live=True).exists()

    def test_a_refusal_marks_no_string_as_wrong(self, hungarian: Any) -> None:
        translation = translation_of(hungarian)
        write_strings(translation)
        translation.save_target(publish=False)
        hungarian.unpublish()
        with pytest.raises(SourceNotPublishedError):
            save_translation(translation)
        assert not StringTranslation.objects.filter(has_error=True).exists()


class TestDrafts:
    def test_a_draft_of_a_public_translation_leaves_its_row_alone(self, hungarian: Any) -> None:
        english = translate(hungarian)
        hungarian.goal = "Más cél."
        publish(hungarian)
        translation = translation_of(hungarian)
        write_strings(translation, {"summary": "Another summary."}, leave_out=["goal"])
        before = _row(english)
        save_translation(translation, publish=False)
        assert _row(english) == before
        draft = reloaded(english).latest_revision.as_object()
        assert draft.summary == "Another summary."

    def test_a_draft_is_there_to_be_seen_before_it_is_published(self, hungarian: Any) -> None:
        english = translate(hungarian, publish=False)
        assert (english.live, english.title) == (False, "EN: Vetőmagcsere")


class TestIds:
    def test_blocks_steps_and_pages_keep_theirs(self, home: Any) -> None:
        page = StandardPageFactory(body=[("heading", "Egy"), ("text", "<p>Kettő.</p>")])
        guide = GuidePageFactory(steps=2)
        english, english_guide = translate(page), translate(guide)
        before = _ids(english, english_guide)
        for work in (page, guide):
            work.summary = "Másik összefoglaló."
            translate(publish(work))
        assert _ids(reloaded(english), reloaded(english_guide)) == before

    def test_blocks_and_steps_have_the_ids_of_the_source(self, home: Any) -> None:
        page = StandardPageFactory(body=[("heading", "Egy"), ("text", "<p>Kettő.</p>")])
        guide = GuidePageFactory(steps=2)
        english, english_guide = translate(page), translate(guide)
        assert [block.id for block in english.body] == [block.id for block in page.body]
        assert [step.anchor for step in english_guide.steps.all()] == [
            step.anchor for step in guide.steps.all()
        ]


def _row(page: Any) -> dict[str, Any]:
    changing = {"latest_revision", "latest_revision_created_at", "has_unpublished_changes", "draft_title"}
    data = reloaded(page).serializable_data()
    return {name: value for name, value in data.items() if name not in changing}


def _ids(page: Any, guide: Any) -> list[Any]:
    return [
        page.pk,
        guide.pk,
        [block.id for block in page.body],
        [(step.pk, step.translation_key) for step in guide.steps.all()],
    ]
