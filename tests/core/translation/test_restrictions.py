"""Who may see a work is the same in every language at once, wherever it is said; a later sync weakens nothing."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail_localize.models import TranslationSource

from methodology.models import GuidePage
from tests.factories import (
    GuidePageFactory,
    publish,
    reloaded,
    send_for_translation,
    translate,
    translation_of,
)

pytestmark = pytest.mark.django_db

LOGIN, PASSWORD, GROUPS = PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD, PageViewRestriction.GROUPS


def restrict(page: Any, kind: str = LOGIN, **values: Any) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=reloaded(page), restriction_type=kind, **values)


def restrictions(page: Any) -> list[tuple[str, str, list[str]]]:
    return [
        (found.restriction_type, found.password, sorted(found.groups.values_list("name", flat=True)))
        for found in PageViewRestriction.objects.filter(page_id=page.pk)
    ]


def visible() -> list[str]:
    return sorted(page.title for page in GuidePage.objects.visible_to_everyone())


@pytest.fixture(scope="module", autouse=True)
def hungarian_of_module(home_of_module: Any) -> Any:
    return GuidePageFactory(title="Vetőmagcsere")


@pytest.fixture
def hungarian(hungarian_of_module: Any, db: None) -> Any:
    return reloaded(hungarian_of_module)


@pytest.fixture
def english(hungarian: Any) -> Any:
    return translate(hungarian, {"title": "Seed swap"})


@pytest.fixture
def group(db: None) -> Group:
    return Group.objects.create(name="Kör")


def test_restricting_the_source_restricts_the_translation(hungarian: Any, english: Any) -> None:
    assert visible() == ["Seed swap", "Vetőmagcsere"]
    restrict(hungarian)
    assert restrictions(english) == [(LOGIN, "", [])]
    assert visible() == []


def test_restricting_the_translation_restricts_the_source(hungarian: Any, english: Any) -> None:
    restrict(english)
    assert restrictions(hungarian) == [(LOGIN, "", [])]
    assert visible() == []


def test_restricting_a_section_hides_it_in_every_language(hungarian: Any, english: Any) -> None:
    restrict(hungarian.get_parent())
    assert visible() == []


def test_another_password_is_another_password_in_every_language(hungarian: Any, english: Any) -> None:
    restriction = restrict(hungarian, PASSWORD, password="első")
    restriction.password = "második"
    restriction.save()
    assert restrictions(english) == [(PASSWORD, "második", [])]


def test_groups_are_the_same_in_every_language(hungarian: Any, english: Any, group: Group) -> None:
    other = Group.objects.create(name="Másik kör")
    restriction = restrict(hungarian, GROUPS)
    restriction.groups.set([group, other])
    assert restrictions(english) == restrictions(hungarian) == [(GROUPS, "", ["Kör", "Másik kör"])]
    restriction.groups.remove(other)
    assert restrictions(english) == restrictions(hungarian) == [(GROUPS, "", ["Kör"])]
    restriction.groups.clear()
    assert restrictions(english) == restrictions(hungarian) == [(GROUPS, "", [])]


def test_groups_of_the_translation_reach_the_source(hungarian: Any, english: Any, group: Group) -> None:
    restrict(english, GROUPS).groups.set([group])
    assert restrictions(hungarian) == restrictions(english) == [(GROUPS, "", ["Kör"])]


def test_another_kind_of_restriction_replaces_the_first(hungarian: Any, english: Any, group: Group) -> None:
    restriction = restrict(hungarian, GROUPS)
    restriction.groups.set([group])
    restriction.restriction_type = LOGIN
    restriction.save()
    restriction.groups.clear()
    assert restrictions(english) == restrictions(hungarian) == [(LOGIN, "", [])]


def test_lifting_a_restriction_lifts_it_in_every_language(hungarian: Any, english: Any) -> None:
    restrict(hungarian).delete()
    assert restrictions(english) == []
    assert visible() == ["Seed swap", "Vetőmagcsere"]


def test_lifting_it_in_the_translation_lifts_it_in_the_source(hungarian: Any, english: Any) -> None:
    restrict(hungarian)
    PageViewRestriction.objects.filter(page_id=english.pk).delete()
    assert restrictions(hungarian) == []


def test_from_the_admin(admin: Client, hungarian: Any, english: Any, group: Group) -> None:
    address = reverse("wagtailadmin_pages:set_privacy", args=[hungarian.pk])
    admin.post(address, {"restriction_type": GROUPS, "password": "", "groups": [group.pk]})
    assert restrictions(english) == restrictions(hungarian) == [(GROUPS, "", ["Kör"])]
    admin.post(address, {"restriction_type": PASSWORD, "password": "titok", "groups": []})
    assert restrictions(english) == restrictions(hungarian) == [(PASSWORD, "titok", [])]
    admin.post(address, {"restriction_type": "none"})
    assert (restrictions(english), restrictions(hungarian)) == ([], [])


def test_from_the_admin_of_the_translation(admin: Client, hungarian: Any, english: Any) -> None:
    address = reverse("wagtailadmin_pages:set_privacy", args=[english.pk])
    admin.post(address, {"restriction_type": LOGIN, "password": ""})
    assert restrictions(hungarian) == [(LOGIN, "", [])]
    admin.post(address, {"restriction_type": "none"})
    assert restrictions(hungarian) == []


def test_a_new_language_is_restricted_from_its_first_moment(hungarian: Any, group: Group) -> None:
    restrict(hungarian, GROUPS).groups.set([group])
    draft = send_for_translation(hungarian)
    assert restrictions(draft) == restrictions(hungarian) == [(GROUPS, "", ["Kör"])]
    english = translate(hungarian)
    assert restrictions(english) == restrictions(hungarian) == [(GROUPS, "", ["Kör"])]


def test_a_later_sync_weakens_nothing(hungarian: Any, english: Any, group: Group) -> None:
    restrict(english, GROUPS).groups.set([group])
    hungarian = reloaded(hungarian)
    hungarian.summary = "Másik összefoglaló."
    publish(hungarian)
    translation_of(hungarian).source.update_target_view_restrictions(english.locale)
    translate(hungarian)
    assert restrictions(english) == restrictions(hungarian) == [(GROUPS, "", ["Kör"])]


def test_a_sync_does_not_lift_what_only_the_translation_has(hungarian: Any, english: Any) -> None:
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page_id=english.pk, restriction_type=LOGIN)])
    source = TranslationSource.objects.get(object_id=hungarian.translation_key)
    source.update_target_view_restrictions(english.locale)
    assert restrictions(english) == [(LOGIN, "", [])]


def test_sync_in_the_admin_does_not_lift_a_restriction(admin: Client, hungarian: Any, english: Any) -> None:
    restrict(english)
    source = TranslationSource.objects.get(object_id=hungarian.translation_key)
    for data in ({}, {"publish_translations": "on"}):
        admin.post(reverse("wagtail_localize:update_translations", args=[source.pk]), data)
        assert restrictions(english) == restrictions(hungarian) == [(LOGIN, "", [])]


def test_deleting_the_translation_does_not_lift_the_restriction_of_the_source(
    hungarian: Any, english: Any
) -> None:
    restrict(hungarian)
    reloaded(english).delete()
    assert restrictions(hungarian) == [(LOGIN, "", [])]


def test_deleting_the_translation_in_the_admin_does_not_lift_it_either(
    admin: Client, hungarian: Any, english: Any
) -> None:
    restrict(hungarian)
    admin.post(reverse("wagtailadmin_pages:delete", args=[english.pk]))
    assert not GuidePage.objects.filter(pk=english.pk).exists()
    assert restrictions(hungarian) == [(LOGIN, "", [])]


def test_restrictions_of_other_works_are_left_alone(hungarian: Any, english: Any) -> None:
    other = GuidePageFactory()
    restrict(other)
    restrict(hungarian).delete()
    assert restrictions(other) == [(LOGIN, "", [])]
