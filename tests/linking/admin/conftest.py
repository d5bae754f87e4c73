"""Members of the site's groups, who read the admin in English."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import make_member
from tests.small_site import SmallSite, site, site_of_module  # noqa: F401


@pytest.fixture
def log_in(site: SmallSite) -> Callable[[str], Client]:  # noqa: F811
    """A browser of a new member of a group."""

    def make(group_name: str) -> Client:
        client = Client(headers={"host": "localhost"})
        client.force_login(make_member(group_name))
        return client

    return make
