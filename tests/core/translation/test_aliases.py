"""No alias ever exists, whoever asks for one."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import LocaleSynchronization
from wagtail_localize.synctree import synchronize_tree

from core.translation.errors import AliasRefusedError
from tests.factories import StandardPageFactory, language, reloaded, translate, translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def home_of_module(hungarian_home_of_module: Any) -> Any:
    """Nothing is translated."""
    return hungarian_home_of_module


@pytest.fixture
def page(home: Any) -> Any:
    return StandardPageFactory()


@pytest.fixture(autouse=True)
def nothing_is_made(page: Any) -> Any:
    before = Page.objects.count()
    yield
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    assert Page.objects.count() == before


def test_making_an_alias_is_refused(page: Any) -> None:
    with pytest.raises(AliasRefusedError):
        page.create_alias(update_slug="other")


def test_it_is_a_matter_of_permission_so_the_admin_answers_it() -> None:
    assert issubclass(AliasRefusedError, PermissionDenied)


def test_making_an_alias_of_a_plain_page_is_refused(page: Any) -> None:
    with pytest.raises(AliasRefusedError):
        Page.objects.get(pk=page.pk).create_alias(update_slug="other")


def test_copying_for_translation_as_an_alias_is_refused(page: Any) -> None:
    with pytest.raises(AliasRefusedError):
        page.copy_for_translation(language("en"), copy_parents=True, alias=True)


def test_copying_for_translation_with_parents_makes_no_alias_of_them(page: Any) -> None:
    with pytest.raises(AliasRefusedError):
        page.copy_for_translation(language("en"), copy_parents=True)


def test_saving_a_page_as_an_alias_is_refused(page: Any, home: Any) -> None:
    page.alias_of = home
    with pytest.raises(AliasRefusedError):
        page.save(clean=False)


def test_synchronising_trees_is_refused(page: Any) -> None:
    with pytest.raises(AliasRefusedError):
        synchronize_tree(language("hu"), language("en"))


def test_synchronising_a_language_from_another_is_refused(page: Any) -> None:
    with pytest.raises(AliasRefusedError):
        LocaleSynchronization.objects.create(locale=language("en"), sync_from=language("hu"))


def test_the_settings_of_a_language_do_not_offer_to_synchronise_it(admin: Client) -> None:
    address = reverse("wagtaillocales:edit", args=[language("en").pk])
    response = admin.get(address)
    assert list(response.context["components"]) == []
    admin.post(
        address,
        {
            "language_code": "en",
            "component-wagtail_localize_localesynchronization-enabled": "on",
            "component-wagtail_localize_localesynchronization-sync_from": language("hu").pk,
        },
    )
    assert not LocaleSynchronization.objects.exists()


def test_copying_in_the_admin_does_not_offer_an_alias(admin: Client, page: Any) -> None:
    response = admin.get(reverse("wagtailadmin_pages:copy", args=[page.pk]))
    assert "alias" not in response.context["form"].fields


class TestATranslatedPage:
    @pytest.fixture
    def english(self, page: Any) -> Any:
        return translate(page)

    @pytest.fixture(autouse=True)
    def nothing_is_made(self, english: Any, nothing_is_made: Any) -> Any:
        """Counted from when the translation is there."""
        return nothing_is_made

    def test_is_not_converted(self, admin: Client, english: Any) -> None:
        address = reverse("wagtail_localize:convert_to_alias", args=[english.pk])
        for response in (admin.get(address), admin.post(address)):
            assert response.status_code == 302
            assert response.url == reverse("wagtailadmin_home")
        assert reloaded(english).title == english.title

    def test_is_not_offered_to_be_converted_in_the_editor(self, admin: Client, english: Any) -> None:
        response = admin.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))
        page = response.content.decode()
        assert "js-translation-editor" in page
        assert "convertToAliasUrl&quot;: null" in page
        assert "convert_to_alias" not in page

    def test_is_not_offered_to_be_converted_when_its_translation_is_stopped(
        self, admin: Client, page: Any, english: Any
    ) -> None:
        translation = translation_of(page)
        translation.enabled = False
        translation.save()
        response = admin.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))
        assert "localize-restart-translation" in response.content.decode()
        assert "localize-convert-to-alias" not in response.content.decode()
