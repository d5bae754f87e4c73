"""The worker goes on where a publisher had to stop."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.signals import works_changed
from methodology.models import GuidePage
from search import index
from search.models import PendingChange
from search.tasks import catch_up
from tests.search.library import Library, ask, titles


@pytest.fixture
def broken_url(tmp_path: Path) -> str:
    (tmp_path / "file").write_text("")
    return f"sqlite:///{tmp_path / 'file' / 'search.sqlite3'}"


def test_a_change_that_is_worked_off_asks_for_nothing(library: Library, queue: Callable) -> None:
    library.guide("Kert")
    assert queue(catch_up) == []


def test_after_a_failure_the_worker_is_asked_once_and_asks_itself_again(
    library: Library, queue: Callable, settings: Any, broken_url: str
) -> None:
    right, settings.SEARCH_URL = settings.SEARCH_URL, broken_url
    library.guide("Első kert")
    (asked,) = queue(catch_up)
    assert asked.task.run_after is not None
    PendingChange.objects.update(created_at="2020-01-01T00:00Z")
    index.resume()
    library.guide("Második kert")
    assert len(queue(catch_up)) == 1
    catch_up.call()
    assert len(queue(catch_up)) == 2
    settings.SEARCH_URL = right
    assert catch_up.call() == 2
    assert len(queue(catch_up)) == 2
    assert sorted(titles(ask("kert"))) == ["Első kert", "Második kert"]


def test_what_takes_too_long_goes_on_in_the_worker(
    library: Library, queue: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = library.guide("Első kert")
    library.guide("Második kert", parent=parent)
    library.guide("Harmadik kert", parent=parent)
    monkeypatch.setattr(index, "BATCH", 1)
    monkeypatch.setattr(index, "TIME_AFTER_COMMIT", 0)
    with library.commit():
        works_changed.send(
            sender=None, translation_keys=GuidePage.objects.values_list("translation_key", flat=True)
        )
    assert PendingChange.objects.count() == 2
    assert len(queue(catch_up)) == 1
    assert catch_up.call() == 2
    assert not PendingChange.objects.exists()
