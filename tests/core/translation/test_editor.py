"""What the translator's editor says of the original, and offers to each person."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import TranslationSource

from methodology.models import Step
from tests.factories import (
    GuidePageFactory,
    make_editor,
    make_publisher,
    make_translator,
    publish,
    reloaded,
    send_for_translation,
    translate,
    translation_of,
    write_strings,
)

pytestmark = [pytest.mark.django_db, pytest.mark.interface]

LogIn = Callable[[Any], Client]
CHANGED = "Az eredeti azóta változott"
NOT_TAKEN_OVER = "Az új szövegek még nincsenek itt lent."
TAKEN_OVER = "Az új szövegek már itt vannak lent."


def read(client: Client, page: Any) -> BeautifulSoup:
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def notes(page: BeautifulSoup) -> str:
    return page.select_one(".translation-notes").get_text(" ", strip=True)


def change(page: Any, **values: Any) -> Any:
    page = reloaded(page)
    for name, value in values.items():
        setattr(page, name, value)
    return publish(page)


def offers(page: BeautifulSoup) -> list[str]:
    """What the footer offers: the values and the ends of the addresses of its buttons and links."""
    return [
        each.get("value") or (each.get("formaction") or each["href"]).rstrip("/").rpartition("/")[2]
        for each in page.select("footer button:not([data-w-dropdown-target]), footer a")
    ]


class TestTheOriginalHasChanged:
    def test_nothing_is_said_while_it_says_the_same(self, log_in: LogIn, hungarian: Any) -> None:
        client = log_in(make_translator())
        assert notes(read(client, translate(hungarian))) == ""
        assert notes(read(client, send_for_translation(GuidePageFactory()))) == ""

    def test_another_duration_is_no_other_text(self, log_in: LogIn, hungarian: Any) -> None:
        english = translate(hungarian)
        change(hungarian, duration_max=120)
        assert notes(read(log_in(make_translator()), english)) == ""

    @pytest.mark.parametrize("is_published", [True, False])
    def test_the_new_texts_are_to_be_taken_over(
        self, log_in: LogIn, hungarian: Any, is_published: bool
    ) -> None:
        english = translate(hungarian, publish=is_published)
        change(hungarian, goal="Más cél.")
        client = log_in(make_translator())
        page = read(client, english)
        assert CHANGED in notes(page)
        assert NOT_TAKEN_OVER in notes(page)
        [link] = page.select(".translation-notes a")
        source = TranslationSource.objects.get(object_id=hungarian.translation_key)
        address = reverse("wagtail_localize:update_translations", args=[source.pk])
        assert link["href"] == f"{address}?next={reverse('wagtailadmin_pages:edit', args=[english.pk])}"
        # It leads back, and then the rest is translating.
        assert client.post(link["href"], {}).url == reverse("wagtailadmin_pages:edit", args=[english.pk])
        assert (TAKEN_OVER in notes(read(client, english))) == is_published

    def test_it_is_said_until_the_translation_is_published(self, log_in: LogIn, hungarian: Any) -> None:
        english = translate(hungarian)
        change(hungarian, goal="Más cél.")
        translation = translation_of(hungarian)
        client = log_in(make_publisher())
        assert TAKEN_OVER in notes(read(client, english))
        write_strings(translation)
        client.post(reverse("wagtailadmin_pages:edit", args=[english.pk]), {"action": "publish"})
        assert notes(read(client, english)) == ""

    def test_a_new_step_counts(self, log_in: LogIn, hungarian: Any) -> None:
        english = translate(hungarian)
        page = reloaded(hungarian)
        page.steps.add(Step(title="Új lépés", instruction="<p>Új.</p>", minutes=5, sort_order=9))
        publish(page)
        assert NOT_TAKEN_OVER in notes(read(log_in(make_translator()), english))

    def test_a_draft_of_the_original_does_not(self, log_in: LogIn, hungarian: Any) -> None:
        english = translate(hungarian)
        page = reloaded(hungarian)
        page.goal = "Más cél."
        page.save_revision()
        assert notes(read(log_in(make_translator()), english)) == ""

    def test_who_may_edit_the_original_sees_what_has_changed(self, log_in: LogIn, hungarian: Any) -> None:
        english = translate(hungarian)
        change(hungarian, goal="Egészen más cél.")
        client = log_in(make_editor())
        [compare] = read(client, english).select(".translation-notes a")
        shown = client.get(compare["href"])
        assert shown.status_code == 200
        assert "Egészen más" in shown.content.decode()


class TestWhatIsOffered:
    def test_to_a_translator(self, log_in: LogIn, hungarian: Any) -> None:
        page = read(log_in(make_translator()), send_for_translation(hungarian))
        assert offers(page) == ["submit", "preview"]
        assert page.select_one(".translation-languages a")["href"] == hungarian.url

    def test_to_an_editor(self, log_in: LogIn, hungarian: Any) -> None:
        page = read(log_in(make_editor()), send_for_translation(hungarian))
        assert offers(page) == ["submit", "disable", "preview"]
        assert page.select_one(".translation-languages a")["href"] == reverse(
            "wagtailadmin_pages:edit", args=[hungarian.pk]
        )

    def test_to_who_may_publish(self, log_in: LogIn, hungarian: Any) -> None:
        client = log_in(make_publisher())
        draft, public = send_for_translation(hungarian), translate(GuidePageFactory())
        assert offers(read(client, draft)) == ["publish", "disable", "lock", "delete", "preview"]
        assert offers(read(client, public)) == [
            "publish",
            *("disable", "lock", "unpublish", "delete", "preview"),
        ]

    def test_nothing_to_send_while_it_is_under_review(self, log_in: LogIn, hungarian: Any) -> None:
        english = send_for_translation(hungarian)
        client = log_in(make_translator())
        client.post(reverse("wagtailadmin_pages:edit", args=[english.pk]), {"action": "submit"})
        page = read(client, english)
        assert offers(page) == ["preview"]
        assert "Átnézésre vár." in notes(page)

    def test_the_script_of_the_editor_offers_nothing_of_its_own(self, log_in: LogIn, hungarian: Any) -> None:
        page = read(log_in(make_publisher()), send_for_translation(hungarian))
        properties = page.select_one(".js-translation-editor")["data-props"]
        assert "true" not in properties.partition('"perms": {')[2].partition("}")[0]

    def test_the_preview_shows_what_is_translated_by_now(self, log_in: LogIn, hungarian: Any) -> None:
        english = send_for_translation(hungarian)
        write_strings(translation_of(hungarian))
        client = log_in(make_translator())
        [preview] = read(client, english).select("footer a[target]")
        assert "EN: Vetőmagcsere" in client.get(preview["href"]).content.decode()
