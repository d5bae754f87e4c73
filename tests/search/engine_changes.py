"""Changes, rebuilds and health, on every engine."""

from collections.abc import Callable

import pytest

from search.engines.base import Engine, EngineUnavailableError, State
from tests.search.engine_asking import find, make_entry, works


def change_and_fail(engine: Engine) -> None:
    with engine.writing() as writer:
        writer.remove(["a"])
        writer.index([make_entry("b", "Kert")])
        raise ZeroDivisionError


def rebuild_and_fail(engine: Engine) -> None:
    with engine.rebuild() as rebuild:
        with rebuild.writing() as writer:
            writer.index([make_entry("new", "Kert")])
        raise ZeroDivisionError


def rebuild_twice(engine: Engine) -> None:
    with engine.rebuild() as first:
        with engine.rebuild() as second, second.writing() as writer:
            writer.index([make_entry("new", "Kert")])
        with first.writing() as writer:
            writer.index([make_entry("late", "Kert")])


class EngineChanges:
    """Changes, rebuilds and health, on every engine."""

    def test_indexing_again_replaces(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Kert"))
        fill(make_entry("a", "Szalma"))
        assert works(find(engine, "kert")) == []
        assert works(find(engine, "szalma")) == ["a"]
        assert find(engine, "").total == 1

    def test_removed_works_are_gone(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Kert"), make_entry("b", "Kert"))
        with engine.writing() as writer:
            writer.remove(["a", "unknown"])
        assert works(find(engine, "kert")) == ["b"]
        assert engine.list_works() == {"b"}

    def test_changes_become_visible_together_or_not_at_all(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Kert"))
        with pytest.raises(ZeroDivisionError):
            change_and_fail(engine)
        assert works(find(engine, "kert")) == ["a"]

    def test_works_are_found_by_a_facet_value(self, engine: Engine, library: None) -> None:
        assert engine.find_works("topic", "water") == {"2", "3"}
        assert engine.find_works("kind", "community") == {"3", "4"}
        assert engine.find_works("topic", 'x" or 1') == set()

    def test_readers_keep_the_old_index_until_the_new_one_is_ready(
        self, engine: Engine, fill: Callable
    ) -> None:
        fill(make_entry("old", "Kert"))
        with engine.rebuild() as rebuild:
            with rebuild.writing() as writer:
                writer.index([make_entry("new", "Kert")])
            assert works(find(engine, "kert")) == ["old"]
            assert engine.status().is_rebuilding
        assert works(find(engine, "kert")) == ["new"]
        assert not engine.status().is_rebuilding

    def test_changes_during_a_rebuild_are_in_both(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Kert"), make_entry("b", "Kert"))
        with engine.rebuild() as rebuild:
            with rebuild.writing() as writer:
                writer.index([make_entry("a", "Kert"), make_entry("b", "Kert")])
            with engine.writing() as writer:
                writer.remove(["a"])
                writer.index([make_entry("c", "Kert")])
            assert set(works(find(engine, "kert"))) == {"b", "c"}
        assert set(works(find(engine, "kert"))) == {"b", "c"}

    def test_a_rebuild_that_fails_leaves_the_old_index(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("old", "Kert"))
        with pytest.raises(ZeroDivisionError):
            rebuild_and_fail(engine)
        assert works(find(engine, "kert")) == ["old"]
        assert not engine.status().is_rebuilding

    def test_a_second_rebuild_takes_over(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("old", "Kert"))
        with pytest.raises(EngineUnavailableError):
            rebuild_twice(engine)
        assert works(find(engine, "kert")) == ["new"]

    def test_an_engine_without_an_index_says_so(self, engine: Engine) -> None:
        assert engine.status().state == State.MISSING
        with pytest.raises(EngineUnavailableError):
            find(engine, "kert")

    def test_status_tells_what_is_there(self, engine: Engine, fill: Callable) -> None:
        with engine.writing() as writer:
            writer.index([make_entry("a", "Kert")])
        assert engine.status().state == State.MISSING
        engine.mark_complete()
        status = engine.status()
        assert (status.state, status.works) == (State.READY, 1)
        assert status.size > 0

    def test_reset_begins_an_empty_index(self, engine: Engine, fill: Callable) -> None:
        fill(make_entry("a", "Kert"))
        engine.reset()
        assert engine.status().state == State.MISSING
        fill(make_entry("b", "Kert"))
        assert works(find(engine, "kert")) == ["b"]
