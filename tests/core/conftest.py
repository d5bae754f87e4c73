"""What tests of core share."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_site


@pytest.fixture
def home(db: None) -> Any:
    """The Hungarian front page of a site in two languages."""
    return make_site()


@pytest.fixture
def admin(home: Any, admin_user: Any) -> Client:
    """The admin, as somebody who may do everything."""
    client = Client()
    client.force_login(admin_user)
    return client
