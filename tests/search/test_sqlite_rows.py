"""What processes remember of the rows of the embedded engine: it has to follow every change of another process."""

from pathlib import Path

import pytest

from search.engines.base import EngineResult
from search.engines.sqlite import SqliteEngine
from search.engines.sqlite.rows import RememberedRows, list_rows, row_set
from search.entries import Entry
from tests.search.engine_asking import find, make_entry, works


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index.sqlite3"


@pytest.fixture
def reader(path: Path) -> SqliteEngine:
    return SqliteEngine(path)


@pytest.fixture
def other(path: Path) -> SqliteEngine:
    """The engine of another process: it shares the file and nothing else."""
    return SqliteEngine(path)


def guide(work: str, topic: str) -> Entry:
    return make_entry(work, "Kert", facets={"topic": (topic,)})


def write(engine: SqliteEngine, *entries: Entry, removed: tuple[str, ...] = ()) -> None:
    with engine.writing() as writer:
        writer.index(entries)
        writer.remove(removed)


def topics(result: EngineResult) -> dict[str, int]:
    return dict(result.counts.get("topic", {}))


@pytest.mark.parametrize("rows", [[], [1], [1, 2, 3], [7, 300], [65, 64, 1]])
def test_a_set_of_rows_holds_just_these(rows: list[int]) -> None:
    assert list_rows(row_set(rows, 300)) == sorted(rows)
    assert row_set(rows, 300).bit_count() == len(rows)


def test_works_that_another_process_adds_are_counted(reader: SqliteEngine, other: SqliteEngine) -> None:
    write(other, guide("a", "food"))
    assert topics(find(reader, "kert")) == {"food": 1}
    write(other, guide("b", "food"), guide("c", "water"))
    assert topics(find(reader, "kert")) == {"food": 2, "water": 1}


def test_the_newest_work_changed_by_another_process_has_its_new_values(
    reader: SqliteEngine, other: SqliteEngine
) -> None:
    write(other, guide("a", "food"))
    assert topics(find(reader, "kert")) == {"food": 1}
    # Its row was the last one: the new row must not get the same number.
    write(other, guide("a", "water"))
    assert topics(find(reader, "kert")) == {"water": 1}
    assert works(find(reader, "kert", filters={"topic": frozenset({"food"})})) == []


def test_a_work_that_another_process_removes_is_gone(reader: SqliteEngine, other: SqliteEngine) -> None:
    write(other, guide("a", "food"), guide("b", "food"))
    assert find(reader, "").total == 2
    write(other, removed=("b",))
    assert topics(find(reader, "")) == {"food": 1}
    assert works(find(reader, "")) == ["a"]


def test_an_index_that_another_process_resets_is_read_anew(reader: SqliteEngine, other: SqliteEngine) -> None:
    write(other, guide("a", "food"), guide("b", "food"))
    assert topics(find(reader, "kert")) == {"food": 2}
    other.reset()
    write(other, guide("c", "water"), guide("d", "energy"))
    assert topics(find(reader, "kert")) == {"water": 1, "energy": 1}


def test_a_rebuild_by_another_process_is_read_anew(reader: SqliteEngine, other: SqliteEngine) -> None:
    write(other, guide("a", "food"), guide("b", "food"))
    assert topics(find(reader, "kert")) == {"food": 2}
    with other.rebuild() as rebuild, rebuild.writing() as writer:
        writer.index([guide("a", "water"), guide("b", "energy")])
    assert topics(find(reader, "kert")) == {"water": 1, "energy": 1}


def test_a_transaction_that_began_earlier_sees_its_own_rows(
    reader: SqliteEngine, other: SqliteEngine
) -> None:
    write(other, guide("a", "food"))
    remembered = RememberedRows()
    with reader._connections.transaction() as earlier:
        (generation,) = earlier.execute("SELECT value FROM state WHERE key = 'current'").fetchone()
        write(other, guide("b", "water"))
        with other._connections.transaction() as later:
            assert remembered.at(later, generation).known.bit_count() == 2
        rows = remembered.at(earlier, generation)
        assert {name: list(values) for name, values in rows.values.items()}["topic"] == ["food"]
        assert rows.known.bit_count() == 1
