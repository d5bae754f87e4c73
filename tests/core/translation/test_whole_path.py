"""The path of a guide through both languages, as editors and translators walk it in the admin; and what readers get."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringSegment, Translation

from core.translation.admin import CONFIRMATION
from core.translation.staleness import translation_state
from methodology.models import GuidePage
from tests.core.forms import mistakes, posted
from tests.factories import GuidePageFactory, TopicFactory, language, reloaded, translate

pytestmark = pytest.mark.django_db


class Path:
    """One guide on its way."""

    def __init__(self, admin: Client, hungarian: Any) -> None:
        self.admin, self.hungarian = admin, hungarian

    @property
    def english(self) -> Any:
        return GuidePage.objects.get(translation_key=self.hungarian.translation_key, locale=language("en"))

    @property
    def translation(self) -> Translation:
        return Translation.objects.get(source__object_id=self.hungarian.translation_key)

    def edit(self, **changes: str) -> None:
        address = reverse("wagtailadmin_pages:edit", args=[self.hungarian.pk])
        data = posted(self.admin.get(address).context["form"])
        response = self.admin.post(address, {**data, **changes, "action-publish": "Publish"})
        assert response.status_code == 302, mistakes(response)

    def send(self) -> None:
        address = reverse("wagtail_localize:submit_page_translation", args=[self.hungarian.pk])
        self.admin.post(address, {"locales": [language("en").pk]})

    def translate(self, leave_out: str = "") -> None:
        """Every string by its own request, as the translator's editor sends it."""
        for segment in StringSegment.objects.filter(source=self.translation.source).exclude(
            context__path="slug"
        ):
            if leave_out and leave_out in segment.string.data:
                continue
            address = reverse(
                "wagtail_localize:edit_string_translation", args=[self.translation.pk, segment.pk]
            )
            answer = self.admin.put(
                address, f"value=EN: {segment.string.data}", content_type="application/x-www-form-urlencoded"
            )
            assert answer.status_code in (200, 201), answer.content

    def sync(self) -> None:
        self.admin.post(
            reverse("wagtail_localize:update_translations", args=[self.translation.source_id]), {}
        )

    def publish_english(self, **answer: str) -> None:
        address = reverse("wagtailadmin_pages:edit", args=[self.english.pk])
        self.admin.post(address, {"action": "publish", **answer})

    def state(self) -> str:
        state = translation_state(reloaded(self.english))
        return state.kind if state else "up to date"

    def steps(self) -> list[tuple[str, int]]:
        return [(step.title, step.minutes) for step in self.english.steps.all()]


def text_of(page: Any) -> str:
    response = Client(headers={"host": "localhost"}).get(page.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def test_a_guide_written_translated_and_changed(admin: Client, home: Any) -> None:
    path = Path(admin, GuidePageFactory(title="Vetőmagcsere", steps=3, topics=[TopicFactory()]))
    for above in (home, path.hungarian.get_parent().specific):
        translate(above)

    path.send()
    assert not path.english.live
    path.translate()
    path.publish_english()
    assert (path.english.live, path.english.slug, path.state()) == (True, "en-vetomagcsere", "up to date")

    path.edit(
        **{
            "summary": "Egészen más.",
            "duration_max": "150",
            "steps-0-minutes": "45",
            "steps-0-ORDER": "3",
            "steps-1-ORDER": "1",
            "steps-2-ORDER": "2",
            "steps-TOTAL_FORMS": "4",
            "steps-3-title": "Új lépés",
            "steps-3-minutes": "5",
            "steps-3-instruction": '{"blocks": [{"key": "a", "text": "Ez új.", "type": "unstyled"}], "entityMap": {}}',
            "steps-3-tip": "null",
            "steps-3-warning": "null",
            "steps-3-ORDER": "4",
        }
    )
    changed = [("EN: 2. lépés", 10), ("EN: 3. lépés", 10), ("EN: 1. lépés", 45)]
    assert (path.english.duration_max, path.steps(), path.state()) == (150, changed, "stale")
    readers_see = text_of(path.english)
    assert "Új lépés" not in readers_see
    assert "Egészen más." not in readers_see

    path.sync()
    path.publish_english()
    assert (path.steps(), path.state(), path.english.is_incomplete_translation) == (changed, "stale", False)
    path.publish_english(**{CONFIRMATION: "yes"})
    assert (path.english.duration_max, path.steps(), path.state()) == (150, changed, "stale")
    assert "Új lépés" not in text_of(path.english)

    path.translate(leave_out="új")
    path.publish_english(**{CONFIRMATION: "yes"})
    assert (path.english.summary, path.steps(), path.state()) == ("EN: Egészen más.", changed, "stale")

    path.translate()
    path.publish_english()
    assert path.steps() == [*changed, ("EN: Új lépés", 5)]
    assert (path.state(), path.english.slug) == ("up to date", "en-vetomagcsere")
    assert "EN: Új lépés" in text_of(path.english)
