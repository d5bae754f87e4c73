"""`manage.py search_index`: what operators do by hand."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from methodology.models import GuidePage
from search import index
from search.engines.base import Engine, State
from search.models import PendingChange, Scope
from tests.search.library import Library, ask, titles


def run(action: str) -> str:
    output = StringIO()
    call_command("search_index", action, stdout=output)
    return output.getvalue()


def test_rebuild_makes_the_index_from_the_database(library: Library, engine: Engine) -> None:
    library.guide("Kert")
    library.term("landrace", "tájfajta", "landrace")
    engine.reset()
    PendingChange.objects.create(scope=Scope.DAMAGE)
    assert "2 works indexed" in run("rebuild")
    assert titles(ask("kert")) == ["Kert"]
    assert not PendingChange.objects.exists()
    assert engine.status().state == State.READY


def test_rebuild_drops_what_is_no_more(library: Library, engine: Engine) -> None:
    guide = library.guide("Kert")
    GuidePage.objects.filter(pk=guide.pk).update(live=False)
    run("rebuild")
    assert engine.list_works() == set()


def test_sync_makes_a_missing_index(library: Library, engine: Engine) -> None:
    library.guide("Kert")
    engine.reset()
    assert "1 works brought up to date, 0 changes left" in run("sync")
    assert titles(ask("kert")) == ["Kert"]


def test_an_index_of_another_analysis_is_made_again(
    library: Library, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.guide("Kert")
    monkeypatch.setattr("search.engines.sqlite.engine.version", lambda: "another")
    assert engine.status().state == State.OUTDATED
    assert index.work_off().done == 1
    assert engine.status().state == State.READY


def test_status_tells_what_is_pending(library: Library) -> None:
    library.guide("Kert")
    PendingChange.objects.create(scope=Scope.WORK, key="x", attempts=2, error="ValueError: no")
    text = run("status")
    assert "state: ready" in text
    assert "works in the index: 1; that readers may see: 1" in text
    assert "pending: 1 × work" in text
    assert "failed 2 times: work:x (ValueError: no)" in text


def test_commands_say_what_fails(library: Library, settings: Any, tmp_path: Any) -> None:
    (tmp_path / "file").write_text("")
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'file' / 'search.sqlite3'}"
    for action in ("sync", "rebuild"):
        with pytest.raises(CommandError):
            run(action)
    assert "state: " in run("status")
