"""Groups, permissions and the workflow that `migrate` makes."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
)

from home.people import COORDINATORS, EDITORS, TRANSLATORS, ensure_after_migrate, ensure_people
from tests.factories import make_site

pytestmark = pytest.mark.django_db


def make_member(group_name: str):
    user = get_user_model().objects.create_user(group_name.lower())
    user.groups.add(Group.objects.get(name=group_name))
    return user


def count_everything() -> list[int]:
    models = (Group, Permission, GroupPagePermission, GroupCollectionPermission, Workflow, WorkflowPage)
    memberships = sum(group.permissions.count() for group in Group.objects.all())
    return [*(model.objects.count() for model in models), memberships]


def test_migrate_makes_exactly_the_three_groups() -> None:
    assert sorted(Group.objects.values_list("name", flat=True)) == [COORDINATORS, EDITORS, TRANSLATORS]


@pytest.mark.parametrize(
    ("group_name", "may"),
    [
        (EDITORS, {"add_subpage": True, "edit": True, "publish": False, "lock": False, "unlock": False}),
        # Of pages they edit only translations: tests/core/test_permissions.py.
        (
            TRANSLATORS,
            {"add_subpage": False, "edit": False, "publish": False, "lock": False, "unlock": False},
        ),
        (COORDINATORS, {"add_subpage": True, "edit": True, "publish": True, "lock": True, "unlock": True}),
    ],
)
def test_a_group_may_do_its_work_on_every_page_and_no_more(group_name: str, may: dict[str, bool]) -> None:
    permissions = make_site().permissions_for_user(make_member(group_name))
    assert {action: getattr(permissions, f"can_{action}")() for action in may} == may


@pytest.mark.parametrize(
    ("permission", "groups"),
    [
        ("wagtailadmin.access_admin", {EDITORS, TRANSLATORS, COORDINATORS}),
        ("wagtail_localize.submit_translation", {EDITORS, TRANSLATORS, COORDINATORS}),
        ("methodology.add_term", {EDITORS, COORDINATORS}),
        ("methodology.change_term", {EDITORS, TRANSLATORS, COORDINATORS}),
        ("methodology.delete_topic", {COORDINATORS}),
        ("casestudies.decide_good_practice", {COORDINATORS}),
        ("wagtailredirects.add_redirect", {COORDINATORS}),
        ("search.view_querycount", {EDITORS, COORDINATORS}),
        ("wagtailsearchpromotions.add_searchpromotion", {EDITORS, COORDINATORS}),
        ("wagtailsearchpromotions.change_searchpromotion", {EDITORS, COORDINATORS}),
        ("wagtailsearchpromotions.delete_searchpromotion", {COORDINATORS}),
        ("auth.change_user", set()),
    ],
)
def test_a_permission_belongs_to_these_groups(permission: str, groups: set[str]) -> None:
    assert {
        name for name in (EDITORS, TRANSLATORS, COORDINATORS) if make_member(name).has_perm(permission)
    } == groups


@pytest.mark.parametrize("kind", ["image", "document"])
@pytest.mark.parametrize(
    ("group_name", "actions"),
    [
        (EDITORS, {"add", "change", "choose"}),
        (TRANSLATORS, {"choose"}),
        (COORDINATORS, {"add", "change", "choose"}),
    ],
)
def test_a_group_has_its_permissions_on_files(kind: str, group_name: str, actions: set[str]) -> None:
    codenames = GroupCollectionPermission.objects.filter(
        group__name=group_name,
        collection=Collection.objects.get(depth=1),
        permission__codename__endswith=kind,
    ).values_list("permission__codename", flat=True)
    assert sorted(codenames) == sorted(f"{action}_{kind}" for action in actions)


def test_what_an_editor_submits_waits_for_a_coordinator() -> None:
    page = Page.objects.get(depth=2)
    editor, coordinator = make_member(EDITORS), make_member(COORDINATORS)
    workflow = page.get_workflow()
    page.save_revision(user=editor)
    state = workflow.start(page, editor)
    task = state.current_task_state.task.specific

    assert list(Workflow.objects.all()) == [workflow]
    assert [name for name, _label, _confirm in task.get_actions(page, editor)] == []
    assert "approve" in [name for name, _label, _confirm in task.get_actions(page, coordinator)]


def test_a_second_migrate_changes_nothing() -> None:
    before = count_everything()
    call_command("migrate", verbosity=0)
    assert count_everything() == before


def test_what_a_group_lacks_is_given_back_and_what_it_has_beyond_stays() -> None:
    editors = Group.objects.get(name=EDITORS)
    editors.permissions.clear()
    editors.permissions.add(Permission.objects.get(codename="add_user"))
    ensure_people()
    assert {"access_admin", "add_user"} <= set(editors.permissions.values_list("codename", flat=True))


def test_another_workflow_on_the_whole_tree_stays() -> None:
    own = Workflow.objects.create(name="Ours")
    WorkflowPage.objects.update(workflow=own)
    ensure_people()
    assert [link.workflow for link in WorkflowPage.objects.all()] == [own]


def test_without_any_page_the_groups_are_made_all_the_same() -> None:
    Page.objects.all().delete()
    Collection.objects.all().delete()
    Group.objects.all().delete()
    ensure_people()
    assert sorted(Group.objects.values_list("name", flat=True)) == [COORDINATORS, EDITORS, TRANSLATORS]


def test_moderators_with_members_are_left_alone() -> None:
    Group.objects.all().delete()
    moderators = Group.objects.create(name="Moderators")
    get_user_model().objects.create_user("member").groups.add(moderators)
    ensure_people()
    assert Group.objects.filter(name="Moderators").exists()


def test_while_an_app_is_not_migrated_nothing_is_made() -> None:
    Group.objects.all().delete()

    class HalfMigrated:
        """What Django knows of the models after a migration to zero of most apps."""

        def get_app_configs(self) -> list:
            return [apps.get_app_config("auth")]

    ensure_after_migrate(using="default", apps=HalfMigrated())
    assert list(Group.objects.all()) == []
