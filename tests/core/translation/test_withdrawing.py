"""A work expires, and is taken offline, in every language at once: from the admin, in bulk, by the scheduler, in code."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from core.translation.errors import SourceNotPublishedError
from methodology.models import GuidePage
from tests.core.forms import mistakes, posted
from tests.factories import (
    GuidePageFactory,
    TopicFactory,
    publish,
    reloaded,
    save_translation,
    send_for_translation,
    translate,
    translation_of,
)

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
TOMORROW, LATER = NOW + dt.timedelta(days=1), NOW + dt.timedelta(days=2)


@pytest.fixture(autouse=True)
def now() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="module", autouse=True)
def hungarian_of_module(home_of_module: Any) -> Any:
    return GuidePageFactory(title="Vetőmagcsere", topics=[TopicFactory()])


@pytest.fixture
def hungarian(hungarian_of_module: Any, db: None) -> Any:
    return reloaded(hungarian_of_module)


@pytest.fixture
def english(hungarian: Any) -> Any:
    return translate(hungarian, {"title": "Seed swap"})


def live(*pages: Any) -> list[bool]:
    return [reloaded(page).live for page in pages]


def expiries(*pages: Any) -> list[dt.datetime | None]:
    return [reloaded(page).expire_at for page in pages]


def drafts_expire(*pages: Any) -> list[dt.datetime | None]:
    return [reloaded(page).latest_revision.as_object().expire_at for page in pages]


class TestTakingOffline:
    def test_the_source_takes_its_translation_along(self, hungarian: Any, english: Any) -> None:
        hungarian.unpublish()
        assert live(hungarian, english) == [False, False]

    def test_from_a_plain_page(self, hungarian: Any, english: Any) -> None:
        Page.objects.get(pk=hungarian.pk).unpublish()
        assert live(hungarian, english) == [False, False]

    def test_in_the_admin(self, admin: Client, hungarian: Any, english: Any) -> None:
        admin.post(reverse("wagtailadmin_pages:unpublish", args=[hungarian.pk]))
        assert live(hungarian, english) == [False, False]

    def test_in_the_admin_with_everything_below(self, admin: Client, hungarian: Any, english: Any) -> None:
        library = hungarian.get_parent()
        admin.post(reverse("wagtailadmin_pages:unpublish", args=[library.pk]), {"include_descendants": "on"})
        assert live(library, hungarian, english, english.get_parent()) == [False, False, False, False]

    def test_in_bulk(self, admin: Client, hungarian: Any, english: Any) -> None:
        other = GuidePageFactory()
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
        admin.post(f"{address}?id={hungarian.pk}&id={other.pk}", {"include_descendants": ""})
        assert live(hungarian, english, other) == [False, False, False]

    def test_a_translation_can_be_withdrawn_alone(self, hungarian: Any, english: Any) -> None:
        english.unpublish()
        assert live(hungarian, english) == [True, False]

    def test_a_later_sync_does_not_bring_the_translation_back(
        self, admin: Client, hungarian: Any, english: Any
    ) -> None:
        translation = translation_of(hungarian)
        hungarian.unpublish()
        address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
        admin.post(address, {"publish_translations": "on"})
        admin.post(reverse("wagtailadmin_pages:edit", args=[english.pk]), {"action": "publish"})
        with pytest.raises(SourceNotPublishedError):
            save_translation(translation)
        with pytest.raises(SourceNotPublishedError):
            publish(reloaded(english))
        assert live(hungarian, english) == [False, False]

    def test_a_planned_translation_is_no_longer_planned(self, hungarian: Any, english: Any, now: Any) -> None:
        english.go_live_at = TOMORROW
        english.save_revision().publish()
        assert live(english) == [True]
        hungarian.unpublish()
        now.move_to(LATER)
        call_command("publish_scheduled")
        assert live(hungarian, english) == [False, False]

    def test_publishing_the_source_again_leaves_the_translation_to_its_translator(
        self, hungarian: Any, english: Any
    ) -> None:
        hungarian.unpublish()
        publish(reloaded(hungarian))
        assert live(hungarian, english) == [True, False]
        save_translation(translation_of(hungarian))
        assert live(hungarian, english) == [True, True]


class TestExpiry:
    def test_published_with_the_source_it_holds_for_the_translation(
        self, hungarian: Any, english: Any
    ) -> None:
        hungarian.expire_at = TOMORROW
        publish(hungarian)
        assert expiries(hungarian, english) == drafts_expire(hungarian, english) == [TOMORROW, TOMORROW]

    def test_saved_in_code_it_holds_for_the_translation(self, hungarian: Any, english: Any) -> None:
        page = Page.objects.get(pk=hungarian.pk)
        page.expire_at = TOMORROW
        page.save()
        assert expiries(hungarian, english) == [TOMORROW, TOMORROW]
        assert drafts_expire(english) == [TOMORROW]

    def test_set_on_the_translation_it_holds_for_the_source(self, hungarian: Any, english: Any) -> None:
        english.expire_at = TOMORROW
        english.save()
        assert expiries(hungarian, english) == [TOMORROW, TOMORROW]

    def test_published_with_the_translation_it_holds_for_the_source(
        self, hungarian: Any, english: Any
    ) -> None:
        english.expire_at = TOMORROW
        publish(english)
        assert expiries(hungarian, english) == drafts_expire(hungarian, english) == [TOMORROW, TOMORROW]

    def test_an_older_draft_of_the_translation_lifts_none(self, hungarian: Any, english: Any) -> None:
        older = english.save_revision()
        english.save_revision()
        hungarian = reloaded(hungarian)
        hungarian.expire_at = TOMORROW
        publish(hungarian)
        older.publish()
        assert expiries(hungarian, english) == [TOMORROW, TOMORROW]

    def test_what_cannot_be_published_holds_up_nothing(self, hungarian: Any, now: Any, caplog: Any) -> None:
        refused, other, leaving = (GuidePageFactory(title=title) for title in ("Rossz", "Jó", "Megy"))
        for page in (refused, other):
            page.unpublish()
        refused.summary, refused.go_live_at, other.go_live_at = "", TOMORROW, TOMORROW
        leaving.expire_at = TOMORROW
        publish(leaving)
        for page in (refused, other):
            revision = page.save_revision(clean=False)
            revision.approved_go_live_at = TOMORROW
            revision.save()
        now.move_to(LATER)
        call_command("publish_scheduled")
        assert live(refused, other, leaving) == [False, True, False]
        assert "Rossz" in caplog.text
        assert reloaded(refused).latest_revision.approved_go_live_at == TOMORROW

    def test_lifted_it_is_lifted_everywhere(self, hungarian: Any, english: Any) -> None:
        for moment in (TOMORROW, None):
            hungarian = reloaded(hungarian)
            hungarian.expire_at = moment
            publish(hungarian)
        assert expiries(hungarian, english) == drafts_expire(hungarian, english) == [None, None]

    def test_set_in_the_admin(self, admin: Client, hungarian: Any, english: Any) -> None:
        address = reverse("wagtailadmin_pages:edit", args=[hungarian.pk])
        form = admin.get(address).context["form"]
        data = posted(form) | {"expire_at": "2026-11-24 13:00", "action-publish": "Publish"}
        response = admin.post(address, data)
        assert response.status_code == 302, mistakes(response)
        assert expiries(hungarian, english) == [TOMORROW, TOMORROW]

    def test_when_the_scheduler_comes_every_language_goes(
        self, hungarian: Any, english: Any, now: Any
    ) -> None:
        hungarian.expire_at = TOMORROW
        publish(hungarian)
        now.move_to(LATER)
        call_command("publish_scheduled")
        assert live(hungarian, english) == [False, False]
        assert [reloaded(page).expired for page in (hungarian, english)] == [True, True]

    def test_before_the_scheduler_comes_nobody_sees_either(
        self, hungarian: Any, english: Any, now: Any
    ) -> None:
        hungarian.expire_at = TOMORROW
        publish(hungarian)
        now.move_to(TOMORROW)
        assert live(hungarian, english) == [True, True]
        assert list(GuidePage.objects.visible_to_everyone()) == []

    def test_a_new_language_expires_too(self, hungarian: Any) -> None:
        hungarian.expire_at = TOMORROW
        publish(hungarian)
        draft = send_for_translation(hungarian)
        assert expiries(draft) == [TOMORROW]
        english = translate(hungarian)
        assert expiries(english) == drafts_expire(english) == [TOMORROW]

    def test_a_translation_made_from_an_older_source_does_not_weaken_it(
        self, hungarian: Any, english: Any
    ) -> None:
        old = translation_of(hungarian)
        hungarian.expire_at = TOMORROW
        publish(hungarian)
        save_translation(old)
        assert expiries(hungarian, english) == [TOMORROW, TOMORROW]

    def test_an_older_draft_of_a_translation_does_not_weaken_it(self, hungarian: Any, english: Any) -> None:
        draft = english.latest_revision
        hungarian.expire_at = TOMORROW
        publish(hungarian)
        save_translation(translation_of(hungarian))
        draft.refresh_from_db()
        draft.publish()
        assert expiries(hungarian, english) == [TOMORROW, TOMORROW]
