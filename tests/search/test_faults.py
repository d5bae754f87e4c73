"""The engine fails: publishing works, readers get an honest page, and the index is right again later."""

import gc
import os
import shutil
from pathlib import Path
from typing import Any

from wagtail.models import PageViewRestriction

from search import index
from search.engines import current_engine, engine_at
from search.engines.base import Engine, State
from search.engines.sqlite import SqliteEngine
from search.lookup import Found
from search.models import PendingChange, Scope
from tests.search.library import Library, ask, titles


def damage(search_file: Path, content: bytes) -> None:
    """Overwrite the index as a new process finds it, which holds nothing of it in memory."""
    engine_at.cache_clear()
    gc.collect()
    for name in search_file.parent.glob(f"{search_file.name}-*"):
        name.unlink()
    search_file.write_bytes(content)


def assert_index_is_right(*expected: str) -> None:
    assert sorted(titles(ask("kert"))) == sorted(expected)
    assert not PendingChange.objects.exists()
    assert current_engine().status().state == State.READY


def test_a_file_replaced_by_garbage_is_made_anew_by_the_next_change(
    library: Library, search_file: Path
) -> None:
    library.guide("Első kert")
    search_file.write_bytes(os.urandom(30_000))
    library.guide("Második kert")
    assert_index_is_right("Első kert", "Második kert")


def test_damage_that_a_reader_meets_is_mended_by_the_next_change(library: Library, search_file: Path) -> None:
    library.guide("Első kert")
    damage(search_file, os.urandom(30_000))
    assert ask("kert").found == Found.UNAVAILABLE
    assert ask("kert").found == Found.UNAVAILABLE
    assert PendingChange.objects.count() == 1
    library.guide("Második kert")
    assert_index_is_right("Első kert", "Második kert")


def test_damage_is_mended_by_sync(library: Library, search_file: Path) -> None:
    library.guide("Kert")
    damage(search_file, b"")
    assert ask("kert").found == Found.UNAVAILABLE
    index.work_off()
    assert_index_is_right("Kert")


def test_a_lost_file_is_made_anew_by_the_next_change(library: Library, search_file: Path) -> None:
    library.guide("Első kert")
    for name in search_file.parent.glob("search.sqlite3*"):
        name.unlink()
    assert ask("kert").found == Found.UNAVAILABLE
    library.guide("Második kert")
    assert_index_is_right("Első kert", "Második kert")


def test_publishing_works_without_an_engine_and_the_index_catches_up(
    library: Library, settings: Any, tmp_path: Path, search_file: Path
) -> None:
    (tmp_path / "file").write_text("")
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'file' / 'search.sqlite3'}"
    library.guide("Első kert")
    assert ask("kert").found == Found.UNAVAILABLE
    assert PendingChange.objects.exists()
    settings.SEARCH_URL = f"sqlite:///{search_file}"
    index.resume()
    library.guide("Második kert")
    assert_index_is_right("Első kert", "Második kert")


def test_after_a_failure_changes_are_only_noted_for_a_while(
    library: Library, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    right = settings.SEARCH_URL
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'file' / 'search.sqlite3'}"
    library.guide("Első kert")
    settings.SEARCH_URL = right
    library.guide("Második kert")
    assert titles(ask("kert")) == []
    assert index.work_off().error == ""
    assert_index_is_right("Első kert", "Második kert")


def test_what_was_hidden_while_the_engine_failed_is_not_shown(library: Library, search_file: Path) -> None:
    guide = library.guide("Titkos kert")
    library.guide("Secret garden", "en", translation_of=guide)
    library.guide("Nyitott kert")
    index.resume()
    with SqliteEngine(search_file).writing():  # another process holds the index
        with library.commit():
            PageViewRestriction.objects.create(page=guide, restriction_type="login")
        assert PendingChange.objects.exists()
        assert titles(ask("kert")) == ["Nyitott kert"]
        assert titles(ask("garden")) == []
        assert ask("kert").result.total == 1
        assert ask("kert").result.counts["language"] == {"hu": 1}
    index.work_off()
    assert_index_is_right("Nyitott kert")


def test_two_processes_may_index_at_once(library: Library, engine: Engine, search_file: Path) -> None:
    guide = library.guide("Kert")
    other = SqliteEngine(search_file)
    work = str(guide.translation_key)
    with other.writing() as writer:
        writer.remove([work])
    index.note(Scope.WORK, [work])
    index.work_off()
    assert_index_is_right("Kert")


def test_a_copy_of_the_index_can_be_put_in_its_place(
    library: Library, search_file: Path, tmp_path: Path
) -> None:
    library.guide("Első kert")
    for name in search_file.parent.glob("search.sqlite3*"):
        shutil.copy(name, tmp_path / f"copy-{name.name}")
    library.guide("Második kert")
    for name in tmp_path.glob("copy-*"):
        target = search_file.parent / name.name.removeprefix("copy-")
        target.unlink(missing_ok=True)
        name.rename(target)
    assert ask("kert").found in {Found.ALL, Found.UNAVAILABLE}
    index.rebuild()
    assert_index_is_right("Első kert", "Második kert")
