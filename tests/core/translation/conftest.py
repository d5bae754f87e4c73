"""What the tests of the two languages share."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def no_background_work(settings: Any) -> None:
    """Wagtail's own indexes are of no matter here, and take half the time."""
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "ENQUEUE_ON_COMMIT": False}
    }
