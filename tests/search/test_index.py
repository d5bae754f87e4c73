"""Whatever changes what readers may see is in the index right after it."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.signals import works_changed
from methodology.models import GuidePage, TermIndexPage
from search import index
from search.engines import current_engine
from search.models import PendingChange, Scope
from tests.search.agreement import list_differences
from tests.search.library import Library, ask, titles


def publish(library: Library, page: Any) -> None:
    with library.commit():
        page.save_revision().publish()


def test_a_published_page_is_found_and_nothing_stays_noted(library: Library) -> None:
    library.guide("Közösségi kert")
    assert titles(ask("kertek")) == ["Közösségi kert"]
    assert not PendingChange.objects.exists()


def test_a_draft_is_not_found_until_it_is_published(library: Library) -> None:
    guide = library.guide("Közösségi kert", live=False)
    assert titles(ask("kert")) == []
    publish(library, guide)
    assert titles(ask("kert")) == ["Közösségi kert"]


def test_an_edit_is_found_once_it_is_published(library: Library) -> None:
    guide = library.guide("Közösségi kert", summary="Együtt ásunk.")
    guide.title = "Iskolai kert"
    with library.commit():
        revision = guide.save_revision()
    assert titles(ask("kert")) == ["Közösségi kert"]
    assert not PendingChange.objects.exists()
    with library.commit():
        revision.publish()
    assert titles(ask("kert")) == ["Iskolai kert"]
    assert titles(ask("közösségi")) == []


def test_an_unpublished_page_is_gone(library: Library) -> None:
    guide = library.guide("Közösségi kert")
    with library.commit():
        guide.unpublish()
    assert titles(ask("kert")) == []


def test_one_language_can_go_and_the_work_stays(library: Library) -> None:
    guide = library.guide("Közösségi kert")
    english = library.guide("Community garden", "en", translation_of=guide)
    with library.commit():
        english.unpublish()
    assert titles(ask("kert")) == ["Közösségi kert"]
    assert titles(ask("garden")) == []


def test_a_deleted_page_is_gone_with_its_branch(library: Library) -> None:
    parent = library.guide("Közösségi kert")
    library.guide("Komposzt a kertben", parent=parent)
    with library.commit():
        Page.objects.get(pk=parent.pk).delete()
    assert titles(ask("kert")) == []


def test_a_page_deleted_as_its_own_type_is_gone(library: Library) -> None:
    guide = library.guide("Közösségi kert")
    with library.commit():
        GuidePage.objects.get(pk=guide.pk).delete()
    assert titles(ask("kert")) == []


def test_a_moved_branch_has_its_new_addresses(library: Library) -> None:
    shelf, parent = library.guide("Polc"), library.guide("Közösségi kert")
    library.guide("Komposzt a kertben", parent=parent)
    with library.commit():
        Page.objects.get(pk=parent.pk).move(Page.objects.get(pk=shelf.pk), pos="last-child")
    assert sorted(match.entry.texts[0].url for match in ask("kert").result.matches) == [
        "/hu/polc/kozossegi-kert/",
        "/hu/polc/kozossegi-kert/komposzt-a-kertben/",
    ]


def test_a_new_slug_changes_the_addresses_below(library: Library) -> None:
    parent = library.guide("Közösségi kert")
    library.guide("Komposzt", parent=parent)
    parent.refresh_from_db()
    parent.slug = "kertek"
    publish(library, parent)
    (match,) = ask("komposzt").result.matches
    assert match.entry.texts[0].url == "/hu/kertek/komposzt/"


def test_a_branch_moved_below_a_restricted_page_is_gone_and_comes_back(library: Library) -> None:
    closed, parent = library.guide("Zárt"), library.guide("Közösségi kert")
    library.guide("Komposzt a kertben", parent=parent)
    with library.commit():
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
        Page.objects.get(pk=parent.pk).move(Page.objects.get(pk=closed.pk), pos="last-child")
    assert titles(ask("kert")) == []
    with library.commit():
        Page.objects.get(pk=parent.pk).move(Page.objects.get(pk=library.roots["hu"].pk), pos="last-child")
    assert sorted(titles(ask("kert"))) == ["Komposzt a kertben", "Közösségi kert"]


def test_a_restriction_hides_the_branch_and_its_end_shows_it(library: Library) -> None:
    parent = library.guide("Közösségi kert")
    library.guide("Komposzt a kertben", parent=parent)
    with library.commit():
        restriction = PageViewRestriction.objects.create(page=parent, restriction_type="login")
    assert titles(ask("kert")) == []
    with library.commit():
        restriction.delete()
    assert sorted(titles(ask("kert"))) == ["Komposzt a kertben", "Közösségi kert"]


def test_an_expired_page_is_gone_without_any_event(library: Library) -> None:
    soon = timezone.now() + dt.timedelta(hours=1)
    guide = library.guide("Közösségi kert", expire_at=soon)
    library.guide("Community garden", "en", translation_of=guide)
    with time_machine.travel(soon - dt.timedelta(seconds=5), tick=False):
        assert titles(ask("kert")) == ["Közösségi kert", "Community garden"]
    with time_machine.travel(soon, tick=False):
        assert titles(ask("kert")) == []
        assert titles(ask("garden")) == ["Community garden"]
        assert ask("garden").result.counts["language"] == {"en": 1}


def test_a_renamed_term_is_found_by_its_new_name(library: Library) -> None:
    term = library.term("landrace", "tájfajta", "landrace")
    assert titles(ask("tájfajta")) == ["tájfajta", "landrace"]
    term.name_hu = "helyi fajta"
    with library.commit():
        term.save()
    assert titles(ask("tájfajta")) == []
    assert titles(ask("helyi")) == ["helyi fajta", "landrace"]
    with library.commit():
        term.delete()
    assert titles(ask("helyi")) == []


def test_a_renamed_topic_reaches_the_works_that_carry_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    food = library.topic("food", "Élelmiszer")
    library.guide("Kert", topics=(food,))
    library.guide("Szalma")
    composed: list[str] = []
    compose = index.compose
    monkeypatch.setattr(index, "compose", lambda works: (composed.extend(works), compose(works))[1])
    food.name_hu = "Étel"
    with library.commit():
        food.save()
    assert composed == [str(GuidePage.objects.get(title="Kert").translation_key)]


def test_terms_follow_the_page_that_shows_them(library: Library) -> None:
    library.term("landrace", "tájfajta", "landrace")
    page = TermIndexPage.objects.get(locale__language_code="hu")
    page.slug = "szavak"
    publish(library, page)
    assert ask("tájfajta").result.matches[0].entry.text("hu").url == "/hu/szavak/#landrace"
    with library.commit():
        for page in TermIndexPage.objects.all():
            page.unpublish()
    assert titles(ask("tájfajta")) == []


def test_another_room_can_report_works(library: Library) -> None:
    guide = library.guide("Kert")
    GuidePage.objects.filter(pk=guide.pk).update(title="Szalma")
    with library.commit():
        works_changed.send(sender=None, translation_keys={guide.translation_key})
    assert titles(ask("szalma")) == ["Szalma"]


def test_a_change_that_is_rolled_back_leaves_no_note(library: Library) -> None:
    guide = library.guide("Kert")

    @transaction.atomic
    def unpublish_and_fail() -> None:
        guide.unpublish()
        assert PendingChange.objects.exists()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        unpublish_and_fail()
    assert not PendingChange.objects.exists()
    assert titles(ask("kert")) == ["Kert"]


def test_saving_a_page_with_children_again_means_itself_only(library: Library) -> None:
    parent = library.guide("Közösségi kert")
    library.guide("Komposzt", parent=parent)
    fresh = GuidePage.objects.get(pk=parent.pk)
    fresh.save()
    assert [(change.scope, change.key) for change in PendingChange.objects.all()] == [
        (Scope.WORK, str(parent.translation_key))
    ]


def test_a_long_branch_is_worked_off_in_batches(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "BATCH", 2)
    parent = library.guide("Közösségi kert")
    for number in range(5):
        library.guide(f"Kert {number}", parent=parent)
    restriction = PageViewRestriction.objects.create(page=parent, restriction_type="login")
    outcome = index.work_off(time_limit=0)
    assert (outcome.done, outcome.left) == (2, 4)
    outcome = index.work_off()
    assert (outcome.done, outcome.left, outcome.error) == (4, 0, "")
    assert titles(ask("kert")) == []
    with library.commit():
        restriction.delete()
    assert ask("kert").result.total == 6


def test_a_change_noted_while_its_work_is_worked_off_is_not_lost(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = library.guide("Kert")
    compose = index.compose

    def compose_and_change(works: Any) -> Any:
        entries = compose(works)
        monkeypatch.setattr(index, "compose", compose)
        GuidePage.objects.filter(pk=guide.pk).update(title="Szalma")
        PendingChange.objects.create(scope=Scope.WORK, key=str(guide.translation_key))
        return entries

    monkeypatch.setattr(index, "compose", compose_and_change)
    PendingChange.objects.create(scope=Scope.WORK, key=str(guide.translation_key))
    index.work_off(time_limit=0)
    assert PendingChange.objects.count() == 1
    index.work_off()
    assert titles(ask("szalma")) == ["Szalma"]
    assert not PendingChange.objects.exists()


def test_a_work_that_fails_is_hidden_noted_and_tried_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = library.guide("Rossz kert")
    with monkeypatch.context() as patch:
        patch.setattr(GuidePage, "search_entry", lambda page: 1 / 0)
        publish(library, bad)
        assert titles(ask("kert")) == []
        change = PendingChange.objects.order_by("pk").last()
        assert (change.attempts, change.error) == (1, "ZeroDivisionError: division by zero")
        assert index.work_off().done == 1
    library.guide("Jó kert")
    assert sorted(titles(ask("kert"))) == ["Jó kert", "Rossz kert"]
    assert not PendingChange.objects.exists()


def test_a_page_published_while_a_rebuild_waits_for_its_turn_is_in_the_new_index(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.guide("Első kert")
    engine = current_engine()
    begin_rebuild = engine.begin_rebuild

    def publish_first() -> Any:
        library.guide("Második kert")
        assert not PendingChange.objects.exists()
        return begin_rebuild()

    monkeypatch.setattr(engine, "begin_rebuild", publish_first)
    assert index.rebuild() == 2
    assert list_differences() == []
