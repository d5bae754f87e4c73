"""What the tests of the two languages share."""

from typing import Any

import pytest

from tests.factories import GuideIndexPageFactory
from tests.factories.site import find_or_make_section
from tests.standing import NO_TASKS, without_background_work


@pytest.fixture(autouse=True)
def no_background_work(settings: Any) -> None:
    """Wagtail's own indexes are of no matter here, and take half the time."""
    settings.TASKS = NO_TASKS


@pytest.fixture(scope="module")
def home_of_module(hungarian_home_of_module: Any) -> Any:
    """The Hungarian front page of a site in two languages, with its library in both."""
    with without_background_work():
        find_or_make_section(GuideIndexPageFactory, "en")
    return hungarian_home_of_module
