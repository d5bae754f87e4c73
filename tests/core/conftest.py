"""What tests of core share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.factories import GuidePageFactory, TopicFactory, make_site


@pytest.fixture
def home(db: None) -> Any:
    """The Hungarian front page of a site in two languages."""
    return make_site()


@pytest.fixture
def hungarian(home: Any) -> Any:
    """A public guide that is to be translated."""
    return GuidePageFactory(title="Vetőmagcsere", topics=[TopicFactory()])


@pytest.fixture
def log_in() -> Callable[[Any], Client]:
    """A function that gives the admin as it is for a person."""

    def log_in_as(user: Any) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return log_in_as


@pytest.fixture
def admin(home: Any, admin_user: Any, log_in: Callable[[Any], Client]) -> Client:
    """The admin, as somebody who may do everything."""
    return log_in(admin_user)
