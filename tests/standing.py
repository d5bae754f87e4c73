"""What stands for all tests of a file: made once, within a transaction around those of the tests.

A page takes a tenth of a second to make and to publish, its translation three times as long. So the pages that every test
of a file begins with are fixtures of the module, named `…_of_module`; the test gets them read afresh, changes them as it
likes, and what it did is rolled back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.test import override_settings
from wagtail.signal_handlers import disable_reference_index_auto_update

# What the admin's search and its list of references need, readers do not.
NO_TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "ENQUEUE_ON_COMMIT": False}}


@contextmanager
def without_background_work() -> Iterator[None]:
    """Nothing that is saved reaches Wagtail's own indexes: of no matter to most tests, and half of the time."""
    with override_settings(TASKS=NO_TASKS), disable_reference_index_auto_update():
        yield


@contextmanager
def standing(django_db_blocker: Any) -> Iterator[None]:
    """For the body of a fixture with the scope of a module, which asks for `django_db_setup` too."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
