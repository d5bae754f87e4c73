"""People with the rights that a test is about; the site's own groups have tests of their own."""

from typing import Any

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from factory.django import DjangoModelFactory
from wagtail.models import GroupPagePermission, Page
from wagtail.users.models import UserProfile


class UserFactory(DjangoModelFactory):
    """Somebody with an account and no rights; `is_superuser=True` has all."""

    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda n: f"person-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password("a password for tests")


def make_reader() -> Any:
    """Somebody who may do nothing in the admin."""
    return UserFactory()


def make_editor(**values: Any) -> Any:
    """Somebody who may write pages and send them for translation, but not publish."""
    return _with_rights("add_page", "change_page", **values)


def make_translator(**values: Any) -> Any:
    """Somebody who may translate pages and send them for translation."""
    return _with_rights("change_page", **values)


def make_publisher(**values: Any) -> Any:
    """Somebody who may also publish, restrict and lock."""
    return _with_rights("add_page", "change_page", "publish_page", "lock_page", "bulk_delete_page", **values)


def make_member(group_name: str) -> Any:
    """A member of one of the site's own groups (`home.people`), who reads the admin in English."""
    user = UserFactory()
    UserProfile.objects.create(user=user, preferred_language="en")
    user.groups.add(Group.objects.get(name=group_name))
    return user


def _with_rights(*page_rights: str, **values: Any) -> Any:
    group = Group.objects.create(name=f"group {Group.objects.count()}")
    group.permissions.add(
        Permission.objects.get(codename="access_admin"),
        Permission.objects.get(codename="submit_translation", content_type__app_label="wagtail_localize"),
    )
    root = Page.objects.get(depth=1)
    for right in page_rights:
        GroupPagePermission.objects.create(
            group=group,
            page=root,
            permission=Permission.objects.get(codename=right, content_type__model="page"),
        )
    user = UserFactory(**values)
    user.groups.add(group)
    return user
