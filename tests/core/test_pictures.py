"""A page goes public only with pictures that have an alternative text in the page's language and everybody's consent."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.blocks import RichTextBlock
from wagtail.fields import RichTextField
from wagtail.models import WorkflowState
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core import blocks
from core.models import BasePage
from core.templatetags.photograph_tags import photograph
from home.people import ensure_people
from tests.core.forms import mistakes, posted
from tests.factories import (
    CustomImageFactory,
    GuidePageFactory,
    StandardPageFactory,
    TopicFactory,
    reloaded,
    send_for_translation,
    translate,
    translation_of,
    write_strings,
)

pytestmark = [pytest.mark.django_db, pytest.mark.interface]

PUBLISH = {"action-publish": "Publish"}
NO_HUNGARIAN = "„Asztal” képnek nincs magyar helyettesítő szövege"
NO_ENGLISH = "„Asztal” képnek nincs angol helyettesítő szövege"
NO_CONSENT = "„Asztal” képnél nincs bejelölve, hogy az érintettek hozzájárultak"


@pytest.fixture
def picture(home: Any) -> Any:
    """Described in English only; nobody has been asked."""
    return CustomImageFactory(alt_hu="", has_consent=False)


@pytest.fixture(scope="module", autouse=True)
def guide_of_module(home_of_module: Any) -> Any:
    return GuidePageFactory(title="Vetőmagcsere", topics=[TopicFactory()], live=False)


@pytest.fixture
def guide(guide_of_module: Any, db: None) -> Any:
    """A draft."""
    return reloaded(guide_of_module)


def make_ready(picture: Any) -> None:
    picture.alt_hu, picture.has_consent = "Egy asztal magokkal", True
    picture.save()


def put_into(page: Any, place: str, picture: Any) -> Any:
    """Save a draft with the picture in that place."""
    if place == "listing_image":
        page.listing_image = picture
    elif place == "body":
        page.body = [("heading", "Előtte"), ("image", {"image": picture, "caption": ""})]
    else:
        step = page.steps.get()
        step.image = picture
        page.steps.set([step])
    page.save_revision(clean=False)
    return page


def post(client: Client, page: Any, **changes: Any) -> Any:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, {**posted(client.get(address).context["form"]), **changes})


PLACES = ["listing_image", "body", "steps"]
VALUES = {
    "listing_image": lambda picture: {"listing_image": str(picture.pk)},
    "body": lambda picture: nested_form_data(
        {"body": streamfield([("heading", "Előtte"), ("image", {"image": str(picture.pk), "caption": ""})])}
    ),
    "steps": lambda picture: {"steps-0-image": str(picture.pk)},
}


class TestInTheEditorsForm:
    @pytest.mark.parametrize("place", PLACES)
    def test_publishing_is_refused_beside_the_field(
        self, admin: Client, guide: Any, picture: Any, place: str
    ) -> None:
        response = post(admin, guide, **VALUES[place](picture), **PUBLISH)
        found = mistakes(response)
        assert list(found) == [place]
        text = str(found)
        assert NO_HUNGARIAN in text
        assert NO_CONSENT in text
        assert NO_ENGLISH not in text
        assert not reloaded(guide).live

    def test_a_picture_of_the_body_is_named_at_its_block(
        self, admin: Client, guide: Any, picture: Any
    ) -> None:
        response = post(admin, guide, **VALUES["body"](picture), **PUBLISH)
        [error] = response.context["form"].errors["body"].as_data()
        [place] = error.as_json_data()["blockErrors"].items()
        assert place[0] == 1
        assert len(place[1]["blockErrors"]["image"]["messages"]) == 2

    @pytest.mark.parametrize("place", PLACES)
    def test_a_draft_may_lack_both(self, admin: Client, guide: Any, picture: Any, place: str) -> None:
        response = post(admin, guide, **VALUES[place](picture))
        assert response.status_code == 302, mistakes(response)

    @pytest.mark.parametrize("place", PLACES)
    def test_with_both_it_is_published(self, admin: Client, guide: Any, picture: Any, place: str) -> None:
        make_ready(picture)
        response = post(admin, guide, **VALUES[place](picture), **PUBLISH)
        assert response.status_code == 302, mistakes(response)
        assert reloaded(guide).live

    def test_a_child_that_is_taken_away_is_not_asked_for(
        self, admin: Client, guide: Any, picture: Any
    ) -> None:
        put_into(guide, "steps", picture)
        address = reverse("wagtailadmin_pages:edit", args=[guide.pk])
        data = posted(admin.get(address).context["form"])
        other = {
            name.replace("steps-0", "steps-1"): value
            for name, value in data.items()
            if name.startswith("steps-0")
        }
        taken = {"steps-0-DELETE": "on", "steps-1-id": "", "steps-1-image": "", "steps-TOTAL_FORMS": "2"}
        response = admin.post(address, {**data, **other, **taken, **PUBLISH})
        assert response.status_code == 302, mistakes(response)


@pytest.mark.parametrize("place", PLACES)
class TestWithoutTheForm:
    def test_in_code(self, guide: Any, picture: Any, place: str) -> None:
        revision = put_into(guide, place, picture).get_latest_revision()
        with pytest.raises(ValidationError) as error:
            revision.publish()
        assert NO_CONSENT in " ".join(error.value.messages)
        assert not reloaded(guide).live

    def test_in_bulk(self, admin: Client, guide: Any, picture: Any, place: str) -> None:
        put_into(guide, place, picture)
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        response = admin.post(f"{address}?id={guide.pk}", {"include_descendants": ""}, follow=True)
        [said] = [str(message) for message in response.context["messages"]]
        assert NO_HUNGARIAN in said
        assert NO_CONSENT in said
        assert not reloaded(guide).live

    def test_by_the_end_of_a_review(self, admin: Client, guide: Any, picture: Any, place: str) -> None:
        ensure_people()
        put_into(guide, place, picture)
        workflow = reloaded(guide).get_workflow().start(reloaded(guide), None)
        address = reverse(
            "wagtailadmin_pages:workflow_action", args=[guide.pk, "approve", workflow.current_task_state.pk]
        )
        said = [str(message) for message in admin.post(address, follow=True).context["messages"]]
        assert NO_CONSENT in " ".join(said)
        assert not reloaded(guide).live
        assert [state.status for state in WorkflowState.objects.for_instance(guide)] == ["in_progress"]


def test_a_schedule_is_refused_and_a_consent_that_was_taken_back_is_kept(guide: Any, picture: Any) -> None:
    now = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
    with time_machine.travel(now, tick=False) as traveller:
        guide.go_live_at = now + dt.timedelta(days=1)
        put_into(guide, "listing_image", picture)
        with pytest.raises(ValidationError):
            guide.get_latest_revision().publish()
        make_ready(picture)
        guide.get_latest_revision().publish()
        picture.has_consent = False
        picture.save()
        traveller.shift(dt.timedelta(days=2))
        call_command("publish_scheduled")
        assert not reloaded(guide).live
        make_ready(picture)
        call_command("publish_scheduled")
        assert reloaded(guide).live


class TestATranslation:
    def test_needs_the_text_in_the_language_of_the_original(self, admin: Client, home: Any) -> None:
        picture = CustomImageFactory(alt_en="")
        guide = GuidePageFactory(listing_image=picture, topics=[TopicFactory()])
        assert translate(guide).live

    def test_is_not_published_with_a_picture_that_lost_its_consent(self, admin: Client, home: Any) -> None:
        picture = CustomImageFactory()
        guide = GuidePageFactory(listing_image=picture, topics=[TopicFactory()])
        english = send_for_translation(guide)
        write_strings(translation_of(guide))
        picture.has_consent = False
        picture.save()
        edit = reverse("wagtailadmin_pages:edit", args=[english.pk])
        said = admin.post(edit, {"action": "publish"}, follow=True).context["messages"]
        assert NO_CONSENT in " ".join(str(message) for message in said)
        assert not reloaded(english).live

    def test_from_english_needs_the_english_text(self, home: Any) -> None:
        picture = CustomImageFactory(alt_en="")
        with pytest.raises(ValidationError, match=NO_ENGLISH):
            StandardPageFactory(language="en", listing_image=picture, body=[("text", "<p>Words.</p>")])


def test_a_text_in_the_other_language_says_in_which(home: Any) -> None:
    shown = str(photograph(CustomImageFactory(alt_en="")))
    assert "lang=" not in shown
    with override("en"):
        translated = str(photograph(CustomImageFactory()))
        fallen_back = str(photograph(CustomImageFactory(alt_en="")))
    assert "lang=" not in translated
    assert 'alt="Egy asztal magokkal"' in fallen_back
    assert 'lang="hu"' in fallen_back


def test_the_upload_asks_for_both_before_anything_that_may_be_left_out(admin: Client) -> None:
    response = admin.get(reverse("wagtailimages_chooser:choose"))
    form = response.context["creation_form"]
    assert list(form.fields)[:5] == ["title", "file", "alt_hu", "alt_en", "has_consent"]
    assert "description" not in form.fields
    for name, words in (("alt_hu", "olvassa fel"), ("alt_en", "olvassa fel"), ("has_consent", "akkor is")):
        assert words in str(form.fields[name].help_text)


def test_no_running_text_takes_pictures() -> None:
    """They would be neither asked for here nor sized for readers."""
    fields = [
        field
        for model in apps.get_models()
        if issubclass(model, BasePage) or hasattr(model, "override_translatable_fields")
        for field in model._meta.concrete_fields
        if isinstance(field, RichTextField)
    ]
    texts = [block for block in blocks.BodyBlock().child_blocks.values() if isinstance(block, RichTextBlock)]
    allowed = [set(each.features or ["image"]) for each in (*fields, *texts)]
    assert len(allowed) > 10
    assert [features for features in allowed if features & {"image", "embed"}] == []
