"""Who may do what: three groups and the workflow "review, then publish", made and completed by every `migrate`.

What is missing is added; what an administrator has added beyond it stays. To give a group less, make another group.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps as installed_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from home.review_names import TASK_NAMES, WORKFLOW_NAMES

EDITORS, TRANSLATORS, COORDINATORS = "Editors", "Translators", "Coordinators"

CONCEPTS = ("topic", "term")
# What readers search, with what follows from it: promoted results stand on the reader's search page at once.
SEARCH_REPORT = "search.view_querycount"
PROMOTION = "wagtailsearchpromotions.{}_searchpromotion"

# On the whole tree of pages. Deleting a section with all that is below it stays with administrators.
PAGE_PERMISSIONS = {
    EDITORS: ("add_page", "change_page"),
    TRANSLATORS: ("change_page",),
    COORDINATORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
# On all collections of images and documents.
COLLECTION_PERMISSIONS = {
    EDITORS: (
        "add_image",
        "change_image",
        "choose_image",
        "add_document",
        "change_document",
        "choose_document",
    ),
    TRANSLATORS: ("choose_image", "choose_document"),
    COORDINATORS: (
        "add_image",
        "change_image",
        "choose_image",
        "add_document",
        "change_document",
        "choose_document",
    ),
}
GENERAL_PERMISSIONS = {
    EDITORS: (
        "wagtailadmin.access_admin",
        "wagtail_localize.submit_translation",
        SEARCH_REPORT,
        *(f"methodology.{action}_{concept}" for concept in CONCEPTS for action in ("add", "change", "view")),
        *map(PROMOTION.format, ("add", "change")),
    ),
    # A translator also writes the names of concepts in the other language, which stand side by side.
    TRANSLATORS: (
        "wagtailadmin.access_admin",
        "wagtail_localize.submit_translation",
        *(f"methodology.{action}_{concept}" for concept in CONCEPTS for action in ("change", "view")),
    ),
    COORDINATORS: (
        "wagtailadmin.access_admin",
        "wagtail_localize.submit_translation",
        "casestudies.decide_good_practice",
        SEARCH_REPORT,
        *(
            f"methodology.{action}_{concept}"
            for concept in CONCEPTS
            for action in ("add", "change", "delete", "view")
        ),
        *map(PROMOTION.format, ("add", "change", "delete")),
        *(f"wagtailredirects.{action}_redirect" for action in ("add", "change", "delete", "view")),
    ),
}
NEEDED_TABLES = (Group, Permission, Page, Collection, WorkflowPage, ContentType)


def ensure_after_migrate(using: str, apps: Any = installed_apps, **kwargs: Any) -> None:
    """After every `migrate`: see `ensure_people`. Does nothing while tables are missing (half-way, or back to zero)."""
    if using != "default":
        return
    needed = {*GENERAL_PERMISSIONS[COORDINATORS], *GENERAL_PERMISSIONS[TRANSLATORS]}
    migrated = {config.label for config in apps.get_app_configs() if any(config.get_models())}
    tables = set(connections[using].introspection.table_names())
    if {name.partition(".")[0] for name in needed} <= migrated and all(
        model._meta.db_table in tables for model in NEEDED_TABLES
    ):
        # Django makes the permissions of an app after announcing that app; ours is announced first.
        for config in installed_apps.get_app_configs():
            create_permissions(config, verbosity=0, using=using)
        ensure_people()


@transaction.atomic
def ensure_people() -> None:
    """Make the groups and the workflow where they are missing, and give the groups what they lack."""
    is_first_time = not Group.objects.filter(name=COORDINATORS).exists()
    root = Page.objects.filter(depth=1).first()
    collection = Collection.objects.filter(depth=1).first()
    for name, permissions in GENERAL_PERMISSIONS.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(*map(_permission, permissions))
        if root:
            for permission in _page_permissions(PAGE_PERMISSIONS[name]):
                GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        if collection:
            for permission in _media_permissions(COLLECTION_PERMISSIONS[name]):
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=collection, permission=permission
                )
    if root:
        if is_first_time:
            _remove_stock_moderation()
        _ensure_workflow(root)


def _permission(name: str) -> Permission:
    app_label, _dot, codename = name.partition(".")
    if codename == "submit_translation":
        # wagtail-localize makes it in a migration only, so a flushed database has lost it.
        content_type, _created = ContentType.objects.get_or_create(app_label=app_label, model="translation")
        permission, _created = Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": "Can submit translations"}
        )
        return permission
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def _page_permissions(codenames: Iterable[str]) -> Iterable[Permission]:
    return Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)


def _media_permissions(codenames: Iterable[str]) -> Iterable[Permission]:
    return Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=codenames
    )


def _remove_stock_moderation() -> None:
    """Take away the group and the workflow of a new Wagtail, unless somebody already uses them."""
    moderators = Group.objects.filter(name="Moderators", user=None).first()
    if moderators is None:
        return
    for task in GroupApprovalTask.objects.filter(groups=moderators, task_states=None):
        Workflow.objects.filter(workflow_tasks__task=task, workflow_states=None).delete()
        task.delete()
    moderators.delete()


def _ensure_workflow(root: Page) -> None:
    """One approval by the coordinators, on every page whose section has no other workflow."""
    tasks = GroupApprovalTask.objects.filter(groups__name=COORDINATORS)
    if WorkflowPage.objects.filter(page=root).exists() or tasks.exists():
        return
    workflow = Workflow.objects.create(name=WORKFLOW_NAMES[settings.LANGUAGE_CODE])
    task = GroupApprovalTask.objects.create(name=TASK_NAMES[settings.LANGUAGE_CODE])
    task.groups.set(Group.objects.filter(name=COORDINATORS))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(page=root, workflow=workflow)
