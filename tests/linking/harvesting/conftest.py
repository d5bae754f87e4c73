"""The small site, with a repository that anybody may ask as often as a test does."""

from typing import Any

import pytest

from methodology.models import Topic
from tests.small_site import site, site_of_module

__all__ = ["site", "site_of_module"]


@pytest.fixture(autouse=True)
def no_limits(settings: Any) -> None:
    """Tests of limits set their own."""
    settings.API_RATE = "1000000/s"


@pytest.fixture
def food(db: None) -> Topic:
    """A topic."""
    return Topic.objects.create(key="food", name_hu="Élelmiszer", name_en="Food")
