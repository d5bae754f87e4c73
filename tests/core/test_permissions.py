"""What editors and translators may not do, although Wagtail would let them: one page, several, and nothing is offered."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from tests.core.forms import posted
from tests.factories import (
    GuidePageFactory,
    TopicFactory,
    make_editor,
    make_publisher,
    make_translator,
    publish,
    reloaded,
    send_for_translation,
    translate,
    translation_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.interface]

LogIn = Callable[[Any], Client]


def make_draft(owner: Any = None, **values: Any) -> Any:
    draft = GuidePageFactory(live=False, **values)
    Page.objects.filter(pk=draft.pk).update(owner=owner)
    return reloaded(draft)


def address(name: str, page: Any, *more: Any) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *more])


def bulk(action: str, *pages: Any) -> str:
    query = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{query}"


def is_refused(response: Any) -> bool:
    return response.status_code == 302 and response.url == reverse("wagtailadmin_home")


def exists(page: Any) -> bool:
    return Page.objects.filter(pk=page.pk).exists()


def may(page: Any, user: Any) -> set[str]:
    """What is offered, asked of the plain page as lists and bulk actions do."""
    permissions = Page.objects.get(pk=page.pk).permissions_for_user(user)
    names = ("edit", "delete", "move", "copy", "publish", "unpublish", "lock", "add_subpage")
    return {name for name in names if getattr(permissions, f"can_{name}")()}


class TestTranslators:
    def test_they_edit_translations_and_nothing_else(self, hungarian: Any) -> None:
        translator = make_translator()
        english = send_for_translation(hungarian)
        assert may(hungarian, translator) == set()
        assert may(english, translator) == {"edit"}
        assert may(make_draft(owner=translator), translator) == set()
        assert may(hungarian.get_parent(), translator) == set()

    def test_a_published_translation_is_theirs_to_translate_too(self, hungarian: Any) -> None:
        assert may(translate(hungarian), make_translator()) == {"edit"}

    def test_the_views_refuse_what_is_not_offered(self, log_in: LogIn, hungarian: Any) -> None:
        client, english = log_in(make_translator()), send_for_translation(hungarian)
        refused = [
            client.get(address("edit", hungarian)),
            client.post(address("edit", hungarian), {"title": "Más"}),
            client.get(address("copy", english)),
            *(client.post(address(name, english)) for name in ("delete", "move", "unpublish", "lock")),
            *(client.post(address(name, hungarian)) for name in ("delete", "move", "unpublish", "lock")),
        ]
        assert [is_refused(response) for response in refused] == [True] * len(refused)
        assert exists(english)
        assert client.get(address("edit", english)).status_code == 200

    @pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
    def test_several_at_once_are_refused_too(self, log_in: LogIn, hungarian: Any, action: str) -> None:
        english, client = send_for_translation(hungarian), log_in(make_translator())
        shown = client.get(bulk(action, english, hungarian))
        assert [item["item"].pk for item in shown.context["items_with_no_access"]] == [
            hungarian.pk,
            english.pk,
        ]
        client.post(bulk(action, english, hungarian), {"chooser": str(hungarian.get_parent().pk)})
        assert exists(english)
        assert (reloaded(english).live, reloaded(hungarian).live) == (False, True)

    def test_they_send_and_update_translations(self, log_in: LogIn, hungarian: Any) -> None:
        client = log_in(make_translator())
        send = reverse("wagtail_localize:submit_page_translation", args=[hungarian.pk])
        locale = client.get(send).context["form"].fields["locales"].queryset.get()
        response = client.post(send, {"locales": [locale.pk]})
        english = Page.objects.get(translation_key=hungarian.translation_key, locale=locale)
        assert response.url == address("edit", english)
        update = reverse("wagtail_localize:update_translations", args=[translation_of(hungarian).source_id])
        assert client.post(update, {}).status_code == 302

    def test_they_do_not_stop_a_translation(self, log_in: LogIn, hungarian: Any) -> None:
        send_for_translation(hungarian)
        translation = translation_of(hungarian)
        stop = reverse("wagtail_localize:stop_translation", args=[translation.pk])
        enabled = Translation.objects.filter(pk=translation.pk, enabled=True)
        assert is_refused(log_in(make_translator()).post(stop))
        assert enabled.exists()
        log_in(make_editor()).post(stop)
        assert not enabled.exists()

    def test_a_stopped_translation_is_a_page_like_any_other(self, log_in: LogIn, hungarian: Any) -> None:
        translator, english = make_translator(), send_for_translation(hungarian)
        Translation.objects.update(enabled=False)
        assert may(english, translator) == set()

    def test_who_also_writes_is_no_mere_translator(self, hungarian: Any) -> None:
        both = make_translator()
        both.groups.add(make_editor().groups.get())
        assert may(hungarian, both) == {"edit", "copy"}


class TestEditors:
    def test_they_edit_every_page_and_delete_and_move_their_own_drafts(self, hungarian: Any) -> None:
        editor = make_editor()
        assert may(hungarian, editor) == {"edit", "copy"}
        assert may(make_draft(owner=editor), editor) == {"edit", "copy", "delete", "move"}
        assert may(make_draft(owner=make_editor()), editor) == {"edit", "copy"}
        assert may(make_draft(), editor) == {"edit", "copy"}

    def test_a_page_that_was_public_once_is_no_draft(self) -> None:
        editor = make_editor()
        draft = make_draft(owner=editor, topics=[TopicFactory()])
        publish(draft)
        reloaded(draft).unpublish()
        assert may(draft, editor) == {"edit", "copy"}

    def test_a_section_with_a_draft_of_somebody_else_is_not_moved(self, home: Any) -> None:
        editor = make_editor()
        draft = make_draft()
        section = draft.get_parent()
        Page.objects.filter(pk=section.pk).update(owner=editor, live=False, first_published_at=None)
        assert "move" not in may(section, editor)
        Page.objects.filter(pk=draft.pk).update(owner=editor)
        assert "move" in may(section, editor)

    def test_the_views_refuse_what_is_not_offered(self, log_in: LogIn, home: Any) -> None:
        editor = make_editor()
        client, own, other = log_in(editor), make_draft(owner=editor), make_draft()
        assert is_refused(client.get(address("delete", other)))
        assert is_refused(client.post(address("delete", other)))
        assert is_refused(client.get(address("move", other)))
        assert is_refused(client.post(address("move_confirm", other, home.pk)))
        assert exists(other)
        client.post(address("delete", own))
        assert not exists(own)

    def test_of_several_only_their_own_drafts_are_deleted(self, log_in: LogIn, home: Any) -> None:
        editor = make_editor()
        own, other = make_draft(owner=editor), make_draft()
        log_in(editor).post(bulk("delete", own, other))
        assert (exists(own), exists(other)) == (False, True)

    def test_the_menu_of_a_page_offers_only_what_is_granted(self, log_in: LogIn, home: Any) -> None:
        editor = make_editor()
        client, own, other = log_in(editor), make_draft(owner=editor), make_draft()
        page = client.get(reverse("wagtailadmin_explore", args=[own.get_parent().pk])).content.decode()
        assert address("delete", own) in page
        assert address("move", own) in page
        assert address("delete", other) not in page
        assert address("move", other) not in page

    def test_a_draft_goes_with_its_own_translation(self, log_in: LogIn, hungarian: Any) -> None:
        editor = make_editor()
        draft = make_draft(owner=editor)
        english = send_for_translation(draft)
        log_in(editor).post(address("delete", draft))
        assert (exists(draft), exists(english)) == (False, False)


def test_who_may_publish_deletes_what_others_write(log_in: LogIn, home: Any) -> None:
    draft = make_draft()
    publisher = make_publisher()
    assert {"delete", "move"} <= may(draft, publisher)
    log_in(publisher).post(address("delete", draft))
    assert not exists(draft)


def test_an_administrator_may_do_everything(admin: Client, hungarian: Any) -> None:
    assert posted(admin.get(address("edit", hungarian)).context["form"])["title"] == "Vetőmagcsere"
    admin.post(address("delete", hungarian))
    assert not exists(hungarian)


def test_somebody_whose_account_is_closed_may_do_nothing(hungarian: Any) -> None:
    for user in (make_translator(is_active=False), make_editor(is_active=False)):
        permissions = hungarian.permissions_for_user(user)
        assert not any([permissions.can_edit(), permissions.can_delete(), permissions.can_copy()])
