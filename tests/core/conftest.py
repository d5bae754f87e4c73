"""What tests of core share."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from tests.factories import GuideIndexPageFactory, GuidePageFactory, TopicFactory, make_site, reloaded
from tests.factories.site import find_or_make_section
from tests.standing import standing, without_background_work


@pytest.fixture(scope="module")
def hungarian_home_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """The Hungarian front page of a site in two languages, with its library, of which nothing is translated."""
    with standing(django_db_blocker):
        with without_background_work():
            find_or_make_section(GuideIndexPageFactory, "hu")
        yield make_site()


@pytest.fixture(scope="module")
def home_of_module(hungarian_home_of_module: Any) -> Any:
    """The front page that all tests of a file begin with."""
    return hungarian_home_of_module


@pytest.fixture
def home(home_of_module: Any, db: None) -> Any:
    """The same, read afresh."""
    return reloaded(home_of_module)


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
