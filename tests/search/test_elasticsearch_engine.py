"""The engine on Elasticsearch: the suite of all engines, and what only a server can suffer."""

import datetime as dt
import os
import time
from collections.abc import Iterator

import pytest
from elasticsearch import Elasticsearch

from search.engines.base import EngineDamagedError, EngineUnavailableError, State
from search.engines.elasticsearch import Address, ElasticsearchEngine
from search.engines.elasticsearch.writing import ElasticsearchWriter
from tests.search.elasticsearch_node import NODE, own_address
from tests.search.engine_asking import find, make_entry, make_text, works
from tests.search.engine_suite import EngineSuite

pytestmark = pytest.mark.elasticsearch

ADDRESS = Address.read(own_address())


def empty_engine() -> ElasticsearchEngine:
    engine = ElasticsearchEngine(ADDRESS)
    engine.reset()
    return engine


@pytest.fixture
def engine() -> ElasticsearchEngine:
    return empty_engine()


@pytest.fixture
def other() -> ElasticsearchEngine:
    """The same index as another process sees it."""
    return ElasticsearchEngine(ADDRESS)


@pytest.fixture
def node() -> Iterator[Elasticsearch]:
    """The server as somebody else uses it."""
    with Elasticsearch(NODE) as client:
        yield client


class TestElasticsearchEngine(EngineSuite):
    @pytest.fixture
    def engine(self) -> ElasticsearchEngine:
        return empty_engine()


def fill(engine: ElasticsearchEngine, *names: str) -> None:
    with engine.writing() as writer:
        writer.index([make_entry(name, "Kert") for name in names])
    engine.mark_complete()


# --- several processes ----------------------------------------------------------------------------------------------


def test_a_second_process_sees_changes_at_once(
    engine: ElasticsearchEngine, other: ElasticsearchEngine
) -> None:
    fill(engine, "a")
    assert works(find(other, "kert")) == ["a"]
    fill(other, "b")
    assert works(find(engine, "kert")) == ["a", "b"]


def test_a_forked_child_opens_its_own_connections(engine: ElasticsearchEngine) -> None:
    fill(engine, "a")
    child = os.fork()
    if child == 0:
        os._exit(0 if works(find(engine, "kert")) == ["a"] else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert works(find(engine, "kert")) == ["a"]


def test_a_writer_waits_for_another_only_so_long(
    engine: ElasticsearchEngine, other: ElasticsearchEngine
) -> None:
    fill(engine, "a")
    with engine.writing() as writer:
        writer.index([make_entry("b", "Kert")])
        with pytest.raises(EngineUnavailableError, match="another writer"), other.writing(wait=0.05):
            pass
        assert works(find(other, "kert")) == ["a"]
    with other.writing(wait=0.05):
        pass
    assert works(find(other, "kert")) == ["a", "b"]


def test_a_writer_that_died_holds_nobody_up_for_long(
    engine: ElasticsearchEngine, other: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(engine, "a")
    monkeypatch.setattr("search.engines.elasticsearch.lock.LEASE", 0.2)
    abandoned = engine.writing()
    abandoned.__enter__()  # and never left
    with other.writing(wait=3.0) as writer:
        writer.index([make_entry("b", "Kert")])
    assert works(find(engine, "kert")) == ["a", "b"]


def test_a_slow_writer_that_was_overtaken_changes_nothing(
    engine: ElasticsearchEngine, other: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(engine, "a")
    monkeypatch.setattr("search.engines.elasticsearch.lock.LEASE", 0.2)
    with pytest.raises(EngineUnavailableError, match="another writer"), engine.writing() as slow:
        slow.index([make_entry("a", "Régi")])
        with other.writing(wait=3.0) as writer:
            writer.index([make_entry("a", "Új")])
    assert works(find(engine, "új")) == ["a"]
    assert works(find(engine, "régi")) == []


def test_what_an_overtaken_writer_still_sends_is_refused(
    engine: ElasticsearchEngine, node: Elasticsearch
) -> None:
    with engine.writing() as writer:
        writer.index([make_entry("a", "Új")])
        writer.remove(["gone"])
    late = ElasticsearchWriter()
    late.index([make_entry("a", "Régi")])
    with pytest.raises(EngineUnavailableError, match="later writer"):
        late.send(node, ADDRESS.prefix, number=int(time.time() * 1000) - 60_000)
    assert works(find(engine, "új")) == ["a"]


def test_a_rebuild_that_was_killed_is_taken_over(engine: ElasticsearchEngine, node: Elasticsearch) -> None:
    fill(engine, "a")
    abandoned = engine.rebuild()
    abandoned.__enter__()  # and never left
    assert engine.status().is_rebuilding
    fill(engine, "b")
    with engine.rebuild() as rebuild, rebuild.writing() as writer:
        writer.index([make_entry("c", "Kert")])
    assert works(find(engine, "kert")) == ["c"]
    assert not engine.status().is_rebuilding
    assert len(node.indices.get(index=f"{ADDRESS.prefix}-1*")) == 1


# --- what somebody else does to the indexes --------------------------------------------------------------------------


def test_an_index_that_is_deleted_is_missing_until_the_next_change(
    engine: ElasticsearchEngine, node: Elasticsearch
) -> None:
    fill(engine, "a")
    (name,) = node.indices.get(index=ADDRESS.prefix)
    node.indices.delete(index=name)
    with pytest.raises(EngineUnavailableError, match="no index"):
        find(engine, "kert")
    assert engine.status().state == State.MISSING
    fill(engine, "b")
    assert works(find(engine, "kert")) == ["b"]


def test_an_index_that_is_deleted_under_a_writer_is_made_again(
    engine: ElasticsearchEngine, node: Elasticsearch
) -> None:
    fill(engine, "a")
    with engine.writing() as writer:
        writer.index([make_entry("b", "Kert")])
        (name,) = node.indices.get(index=ADDRESS.prefix)
        node.indices.delete(index=name)
    assert engine.status().state == State.MISSING
    assert engine.list_works() == {"b"}


def test_a_foreign_index_is_damage_until_reset(engine: ElasticsearchEngine, node: Elasticsearch) -> None:
    node.indices.create(index=f"{ADDRESS.prefix}-1000000000000", aliases={ADDRESS.prefix: {}})
    with pytest.raises(EngineDamagedError):
        find(engine, "kert")
    with pytest.raises(EngineDamagedError), engine.writing():
        pass
    assert engine.status().state == State.DAMAGED
    engine.reset()
    fill(engine, "a")
    assert works(find(engine, "kert")) == ["a"]


def test_an_index_of_our_name_is_left_alone(engine: ElasticsearchEngine, node: Elasticsearch) -> None:
    node.indices.create(index=ADDRESS.prefix)
    try:
        with pytest.raises(EngineUnavailableError, match="somebody else"), engine.writing():
            pass
        with pytest.raises(EngineUnavailableError, match="somebody else"):
            engine.reset()
        assert engine.status().state == State.UNAVAILABLE
        assert node.indices.exists(index=ADDRESS.prefix)
    finally:
        node.indices.delete(index=ADDRESS.prefix)


def test_indexes_of_other_sites_are_left_alone(engine: ElasticsearchEngine, node: Elasticsearch) -> None:
    neighbour = ElasticsearchEngine(Address(NODE, prefix=f"{ADDRESS.prefix}-2"))
    neighbour.reset()
    fill(neighbour, "theirs")
    fill(engine, "ours")
    engine.reset()
    assert works(find(neighbour, "kert")) == ["theirs"]
    neighbour.reset()


def test_an_index_that_takes_no_changes_is_unavailable_to_writers_only(
    engine: ElasticsearchEngine, node: Elasticsearch
) -> None:
    fill(engine, "a")
    node.indices.put_settings(index=ADDRESS.prefix, settings={"blocks": {"write": True}})
    with pytest.raises(EngineUnavailableError, match="refused"):
        fill(engine, "b")
    assert works(find(engine, "kert")) == ["a"]
    node.indices.put_settings(index=ADDRESS.prefix, settings={"blocks": {"write": None}})
    fill(engine, "b")
    assert works(find(engine, "kert")) == ["a", "b"]


def test_an_index_of_another_analysis_is_outdated(
    engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(engine, "a")
    monkeypatch.setattr("search.engines.elasticsearch.engine.version", lambda: "another")
    assert engine.status().state == State.OUTDATED
    assert works(find(engine, "kert")) == ["a"]
    engine.mark_complete()
    assert engine.status().state == State.READY


def test_an_error_of_the_one_who_writes_is_not_the_engines(engine: ElasticsearchEngine) -> None:
    with pytest.raises(KeyError), engine.writing():
        raise KeyError("ours")


# --- sizes ----------------------------------------------------------------------------------------------------------


def test_expired_documents_leave_the_index_with_the_next_change(engine: ElasticsearchEngine) -> None:
    past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    with engine.writing() as writer:
        writer.index([make_entry("old", make_text("Kert", visible_until=past))])
    assert engine.list_works() == {"old"}
    with engine.writing():
        pass
    assert engine.list_works() == set()


@pytest.mark.parametrize("best_partial", [False, True])
def test_pages_beyond_what_one_answer_reaches_follow_each_other(
    engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch, best_partial: bool
) -> None:
    monkeypatch.setattr("search.engines.elasticsearch.reading.MOST_HITS", 4)
    monkeypatch.setattr("search.engines.elasticsearch.reading.VALUES_IN_AN_ANSWER", 4)
    names = [f"{number:02}" for number in range(15)]
    with engine.writing() as writer:
        writer.index(
            [
                make_entry(name, "Kert", date=dt.date(2026, 1, 1) if name < "03" else None)
                for name in reversed(names)
            ]
        )
    assert engine.list_works() == set(names)
    pages = [
        find(
            engine,
            "kert zsiráf" if best_partial else "kert",
            best_partial=best_partial,
            offset=offset,
            limit=3,
        )
        for offset in (0, 3, 6, 9, 12, 15, 300_000)
    ]
    assert [work for page in pages for work in works(page)] == names
    assert {page.total for page in pages} == {15}


def test_a_long_change_is_sent_in_parts(engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.elasticsearch.writing.BULK_BYTES", 2_000)
    monkeypatch.setattr("search.engines.elasticsearch.writing.WORKS_IN_A_QUERY", 3)
    names = [f"{number:02}" for number in range(10)]
    fill(engine, *names)
    with engine.writing() as writer:
        writer.remove(names[:5])
        writer.index([make_entry(name, "Szalma") for name in names[5:]])
    assert engine.list_works() == set(names[5:])
    assert works(find(engine, "kert")) == []


def test_a_long_text_is_stored_and_found(engine: ElasticsearchEngine) -> None:
    entry = make_entry("long", make_text("Kert", body="Árvíztűrő tükörfúrógép. " * 10_000 + "Komposzt."))
    with engine.writing() as writer:
        writer.index([entry])
    (match,) = find(engine, "komposzt").matches
    assert match.entry == entry


def test_the_longest_query_is_answered(engine: ElasticsearchEngine) -> None:
    words = (
        "kert kör só tó fa hó ló bor dal eb fű gaz híd íj jég kő lap méz nap ól pad rét sás tej út víz zab"
    )
    with engine.writing() as writer:
        writer.index([make_entry("all", f"{words} éj őr öl ér"), make_entry("one", "Zab")])
    for folded in (False, True):
        assert works(find(engine, f"{words} éj őr öl ér", folded=folded)) == ["all"]
        assert works(find(engine, f"{words} éj őr öl ér kút", folded=folded, best_partial=True)) == ["all"]
