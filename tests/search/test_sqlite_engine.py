"""The embedded engine: the suite of all engines, and what only a file can suffer."""

import datetime as dt
import gc
import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engines.base import EngineDamagedError, EngineUnavailableError, NameQuery, State
from search.engines.sqlite import SqliteEngine
from search.engines.sqlite.tables import CURRENT, read_state
from tests.search.engine_asking import NOW, find, make_entry, make_text, works
from tests.search.engine_suite import EngineSuite


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index" / "search.sqlite3"


@pytest.fixture
def engine(path: Path) -> SqliteEngine:
    return SqliteEngine(path)


class TestSqliteEngine(EngineSuite):
    @pytest.fixture
    def engine(self, path: Path) -> SqliteEngine:
        return SqliteEngine(path)


def fill(engine: SqliteEngine, *names: str) -> None:
    with engine.writing() as writer:
        writer.index([make_entry(name, "Kert") for name in names])
    engine.mark_complete()


def test_every_thread_has_its_own_connection(engine: SqliteEngine) -> None:
    fill(engine, "a")
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append(works(find(engine, "kert")))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["a"]] * 6


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files by /proc")
def test_a_thread_that_ends_closes_its_connection(engine: SqliteEngine) -> None:
    fill(engine, "a")
    find(engine, "kert")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(10):
        thread = threading.Thread(target=find, args=(engine, "kert"))
        thread.start()
        thread.join()
    gc.collect()
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 2


def test_a_second_process_sees_changes_at_once(engine: SqliteEngine, path: Path) -> None:
    other = SqliteEngine(path)
    fill(engine, "a")
    assert works(find(other, "kert")) == ["a"]
    fill(other, "b")
    assert works(find(engine, "kert")) == ["a", "b"]


def test_a_reader_keeps_reading_while_another_process_rebuilds(engine: SqliteEngine, path: Path) -> None:
    other = SqliteEngine(path)
    fill(engine, "a")
    assert works(find(other, "kert")) == ["a"]
    for name in ("b", "c"):
        with engine.rebuild() as rebuild, rebuild.writing() as writer:
            writer.index([make_entry(name, "Kert")])
        assert works(find(other, "kert")) == [name]


def test_a_forked_child_opens_its_own_connection(engine: SqliteEngine) -> None:
    fill(engine, "a")
    child = os.fork()
    if child == 0:
        os._exit(0 if works(find(engine, "kert")) == ["a"] else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert works(find(engine, "kert")) == ["a"]


def test_garbage_is_damage_until_reset(engine: SqliteEngine, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(os.urandom(50_000))
    with pytest.raises(EngineDamagedError):
        find(engine, "kert")
    with pytest.raises(EngineDamagedError), engine.writing():
        pass
    assert engine.status().state == State.DAMAGED
    engine.reset()
    fill(engine, "a")
    assert works(find(engine, "kert")) == ["a"]


@pytest.mark.parametrize("damage", [b"", os.urandom(100_000), b"SQLite format 3\0" + os.urandom(100_000)])
def test_a_file_that_is_overwritten_while_open_can_be_reset(
    engine: SqliteEngine, path: Path, damage: bytes
) -> None:
    other = SqliteEngine(path)
    fill(engine, *[f"{number:03}" for number in range(200)])
    assert find(other, "kert").total == 200
    path.write_bytes(damage)
    engine.reset()
    fill(engine, "a")
    assert works(find(engine, "kert")) == ["a"]
    fresh = SqliteEngine(path)
    assert works(find(fresh, "kert")) == ["a"]
    assert works(find(other, "kert")) == ["a"]


def test_a_foreign_database_is_damage(engine: SqliteEngine, path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT)")
        connection.execute("INSERT INTO state VALUES ('current', '7')")
    with pytest.raises(EngineDamagedError):
        find(engine, "kert")


def test_a_file_that_is_deleted_while_open_is_noticed(engine: SqliteEngine, path: Path) -> None:
    fill(engine, "a")
    assert works(find(engine, "kert")) == ["a"]
    for name in path.parent.iterdir():
        name.unlink()
    with pytest.raises(EngineUnavailableError):
        find(engine, "kert")
    fill(engine, "b")
    assert works(find(engine, "kert")) == ["b"]


def test_a_place_that_cannot_be_written_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    engine = SqliteEngine(tmp_path / "file" / "search.sqlite3")
    with pytest.raises(EngineUnavailableError), engine.writing():
        pass
    with pytest.raises(EngineUnavailableError):
        engine.reset()
    assert engine.status().state in {State.MISSING, State.UNAVAILABLE}


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder that this process may read but not write, also where the tests run as root."""
    folder = Path(tempfile.mkdtemp(prefix="kka-closed-"))
    folder.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield folder
    os.seteuid(user)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_folder_is_unavailable_and_usable_once_it_is_open(closed_folder: Path) -> None:
    engine = SqliteEngine(closed_folder / "search.sqlite3")
    with pytest.raises(EngineUnavailableError):
        fill(engine, "a")
    with pytest.raises(EngineUnavailableError):
        find(engine, "kert")
    assert engine.status().state in {State.MISSING, State.UNAVAILABLE}
    user, owner = os.geteuid(), closed_folder.stat().st_uid
    os.seteuid(owner)
    closed_folder.chmod(0o755)
    fill(engine, "a")
    assert works(find(engine, "kert")) == ["a"]
    closed_folder.chmod(0o555)
    os.seteuid(user)


def test_a_writer_waits_for_another_only_so_long(engine: SqliteEngine, path: Path) -> None:
    other = SqliteEngine(path)
    fill(engine, "a")
    with engine.writing() as writer:
        writer.index([make_entry("b", "Kert")])
        with pytest.raises(EngineUnavailableError), other.writing(wait=0.05):
            pass
        assert works(find(other, "kert")) == ["a"]
    with other.writing(wait=0.05):
        pass
    assert works(find(other, "kert")) == ["a", "b"]


def test_a_rebuild_that_was_killed_is_taken_over(engine: SqliteEngine) -> None:
    fill(engine, "a")
    abandoned = engine.rebuild()
    abandoned.__enter__()  # and never left
    fill(engine, "b")
    with engine.rebuild() as rebuild, rebuild.writing() as writer:
        writer.index([make_entry("c", "Kert")])
    assert works(find(engine, "kert")) == ["c"]
    assert not engine.status().is_rebuilding


def test_expired_rows_leave_the_file_with_the_next_change(engine: SqliteEngine) -> None:
    past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    with engine.writing() as writer:
        writer.index([make_entry("old", make_text("Kert", visible_until=past))])
    assert engine.list_works() == {"old"}
    fill(engine, "a")
    assert engine.list_works() == {"a"}


def test_an_index_of_a_form_without_names_serves_search_and_gets_them(engine: SqliteEngine) -> None:
    fill(engine, "a")
    with engine._connections.transaction(write=True) as connection:
        number = read_state(connection)[CURRENT]
        connection.execute(f"DROP TABLE name_{number}; DROP TABLE named_{number}")
        connection.execute("UPDATE state SET value = '3:x' WHERE key = 'complete'")
    assert engine.status().state == State.OUTDATED
    assert works(find(engine, "kert")) == ["a"]
    query = NameQuery(NOW.timestamp(), "hu", ("ker",))
    with pytest.raises(EngineUnavailableError) as error:
        engine.suggest(query)
    assert not isinstance(error.value, EngineDamagedError)
    fill(engine, "a")
    assert [work.work for work in engine.suggest(query).works] == ["a"]
