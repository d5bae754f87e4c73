"""Members of the site's groups, who read the admin in English."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.users.models import UserProfile

from tests.factories import UserFactory
from tests.small_site import SmallSite, site, site_of_module  # noqa: F401


@pytest.fixture
def log_in(site: SmallSite) -> Callable[[str], Client]:  # noqa: F811
    """A browser of a new member of a group."""

    def make(group_name: str) -> Client:
        user = UserFactory()
        UserProfile.objects.create(user=user, preferred_language="en")
        user.groups.add(Group.objects.get(name=group_name))
        client = Client(headers={"host": "localhost"})
        client.force_login(user)
        return client

    return make
