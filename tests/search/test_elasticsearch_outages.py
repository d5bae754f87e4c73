"""The site while its Elasticsearch fails: publishing works, readers get an honest page, the index is right again later."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import gettext
from elasticsearch import Elasticsearch
from wagtail.models import PageViewRestriction

from search import index
from search.engines import current_engine
from search.engines.base import EngineUnavailableError, State
from search.engines.elasticsearch import Address
from search.engines.elasticsearch.mapping import SETTINGS, make_mappings
from search.models import PendingChange
from tests.search.agreement import list_differences
from tests.search.elasticsearch_node import NODE, own_prefix
from tests.search.elasticsearch_proxy import Proxy, Reply, Request, cut, forward, proxy
from tests.search.library import Library, ask, titles

pytestmark = pytest.mark.elasticsearch

ERRORS = {
    "error": Reply(500, b'{"error": {"type": "x", "reason": "broken"}, "status": 500}'),
    "no shard": Reply(503, b'{"error": {"type": "no_shard_available_action_exception"}, "status": 503}'),
    "overloaded": Reply(429, b'{"error": {"type": "es_rejected_execution_exception"}, "status": 429}'),
    "garbage": Reply(200, b"\xff\x00{"),
}


@pytest.fixture
def server(on_elasticsearch: str, settings: Any) -> Iterator[Proxy]:
    """What stands between the site and the node."""
    with proxy() as server:
        settings.SEARCH_URL = server.address()
        yield server


@pytest.fixture
def node() -> Iterator[Elasticsearch]:
    """The node as its operator uses it."""
    with Elasticsearch(NODE, request_timeout=60) as client:
        yield client


def assert_honest(client: Client) -> None:
    """The page says that the search cannot answer, and the suggestions that there are none now."""
    page = client.get("/hu/kereses/", {"q": "kert"})
    assert page.status_code == 503
    assert gettext("The search cannot answer just now.") in page.content.decode()
    suggestions = client.get("/hu/kereses/javaslatok/", {"q": "ker"})
    assert (suggestions.status_code, suggestions.json()["suggestions"]) == (503, [])
    assert client.get("/hu/kereses/").status_code == 200


def assert_right_again() -> None:
    """The worker's next attempt brings index and database together."""
    index.resume()
    assert index.work_off().error == ""
    assert list_differences() == []


def break_off(library: Library, server: Proxy, rule: Callable, client: Client) -> None:
    """Publish before, while and after the server answers by a rule."""
    library.guide("Első kert")
    server.rule = rule
    library.guide("Második kert")
    assert PendingChange.objects.exists()
    assert_honest(client)
    server.rule = forward
    assert titles(ask("kert")) == ["Első kert"]
    assert_right_again()
    assert sorted(titles(ask("kert"))) == ["Első kert", "Második kert"]


def test_a_server_that_is_killed_and_comes_back(library: Library, server: Proxy, client: Client) -> None:
    break_off(library, server, cut, client)


@pytest.mark.parametrize("name", ERRORS)
def test_a_server_that_answers_with_errors_for_a_while(
    library: Library, server: Proxy, client: Client, name: str
) -> None:
    break_off(library, server, lambda request: ERRORS[name], client)


def test_a_server_that_hangs_for_a_while(
    library: Library, server: Proxy, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_over = threading.Event()

    def hang(request: Request) -> None:
        is_over.wait(60)

    library.guide("Első kert")
    with monkeypatch.context() as patch:
        for name in ("connection.READ_TIMEOUT", "engine.WRITE_TIMEOUT", "lock.WRITE_TIMEOUT"):
            patch.setattr(f"search.engines.elasticsearch.{name}", 0.3)
        server.rule = hang
        library.guide("Második kert")
        assert PendingChange.objects.exists()
        assert_honest(client)
        server.rule = forward
        is_over.set()
    assert_right_again()
    assert sorted(titles(ask("kert"))) == ["Első kert", "Második kert"]


def test_making_an_index_may_take_longer_than_readers_wait(
    library: Library, server: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def make_slowly(request: Request) -> Reply:
        if request.method == "PUT" and request.path.count("/") == 1:
            waited.append(1.5)
            threading.Event().wait(1.5)
        return forward(request)

    own = Address.read(server.address())
    with Elasticsearch(NODE, request_timeout=60) as client:
        client.indices.delete(index=f"{own.prefix}-lock", ignore_unavailable=True)
    server.rule = make_slowly
    monkeypatch.setattr("search.engines.elasticsearch.connection.READ_TIMEOUT", 1.0)
    with current_engine().writing():
        pass
    assert len(waited) == 2


# --- the disk is full ------------------------------------------------------------------------------------------------


@pytest.fixture
def full_disk(node: Elasticsearch) -> Iterator[Callable[[bool], None]]:
    """Sets or takes away what Elasticsearch sets on every index of a node whose disk is full (flood stage)."""

    def set_full(is_full: bool) -> None:
        node.indices.put_settings(
            index=f"{own_prefix()},{own_prefix()}-*",
            settings={"blocks.read_only_allow_delete": is_full or None},
        )

    yield set_full
    set_full(False)


def test_on_a_full_disk_publishing_works_and_readers_have_what_there_was(
    on_elasticsearch: str, library: Library, client: Client, full_disk: Callable[[bool], None]
) -> None:
    guide = library.guide("Első kert")
    library.guide("Titkos kert")
    full_disk(True)
    with library.commit():
        PageViewRestriction.objects.create(page=guide, restriction_type="login")
    library.guide("Második kert")
    assert titles(ask("kert")) == ["Titkos kert"]
    assert client.get("/hu/kereses/", {"q": "kert"}).status_code == 200
    index.resume()
    assert "disk usage exceeded flood-stage watermark" in index.work_off().error
    with pytest.raises(EngineUnavailableError, match="flood-stage"):
        index.rebuild()
    assert titles(ask("kert")) == ["Titkos kert"]
    full_disk(False)
    assert_right_again()
    assert sorted(titles(ask("kert"))) == ["Második kert", "Titkos kert"]


def test_a_disk_that_fills_up_during_a_rebuild_leaves_readers_the_old_index(
    on_elasticsearch: str,
    library: Library,
    full_disk: Callable[[bool], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index, "BATCH", 1)
    for title in ("Első kert", "Második kert", "Harmadik kert"):
        library.guide(title)
    with pytest.raises(EngineUnavailableError, match="flood-stage"):
        index.rebuild(lambda done, known: full_disk(True) if done == 2 else None)
    library.guide("Negyedik kert")
    assert len(titles(ask("kert"))) == 3
    full_disk(False)
    assert_right_again()
    assert index.rebuild() == 4
    assert list_differences() == []
    assert not current_engine().status().is_rebuilding


# --- in the middle of a rebuild --------------------------------------------------------------------------------------


def test_a_server_lost_during_a_rebuild_leaves_readers_the_old_index(
    library: Library, server: Proxy, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "BATCH", 1)
    for title in ("Első kert", "Második kert", "Harmadik kert"):
        library.guide(title)

    def lose(done: int, known: int) -> None:
        if done == 2:
            server.rule = cut

    with pytest.raises(EngineUnavailableError):
        index.rebuild(lose)
    assert_honest(client)
    library.guide("Negyedik kert")
    server.rule = forward
    assert len(titles(ask("kert"))) == 3
    assert_right_again()
    assert len(titles(ask("kert"))) == 4
    assert index.rebuild() == 4
    assert list_differences() == []
    assert not current_engine().status().is_rebuilding


def test_indexes_deleted_during_a_rebuild_are_made_anew(
    on_elasticsearch: str,
    library: Library,
    node: Elasticsearch,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All of them, the lock's included, as after a node that was set up anew."""
    monkeypatch.setattr(index, "BATCH", 1)
    for title in ("Első kert", "Második kert", "Harmadik kert"):
        library.guide(title)

    def lose(done: int, known: int) -> None:
        if done == 2:
            names = node.indices.get(index=f"{own_prefix()}-*", expand_wildcards="all")
            node.indices.delete(index=",".join(names))

    with pytest.raises(EngineUnavailableError):
        index.rebuild(lose)
    assert_honest(client)
    assert_right_again()
    assert len(titles(ask("kert"))) == 3


# --- a server that makes what it was asked for, after nobody waits for it any more -------------------------------------


def make_index(node: Elasticsearch, number: int, alias: str) -> None:
    node.indices.create(
        index=f"{own_prefix()}-{number}", settings=SETTINGS, mappings=make_mappings(), aliases={alias: {}}
    )


def test_a_second_index_for_readers_is_found_out_and_the_index_made_anew(
    on_elasticsearch: str, library: Library, node: Elasticsearch
) -> None:
    library.guide("Első kert")
    make_index(node, 1_000_000_000_000, own_prefix())
    assert current_engine().status().state == State.DAMAGED
    library.guide("Második kert")
    assert list_differences() == []
    assert len(node.indices.get(index=own_prefix())) == 1


def test_an_index_of_a_rebuild_that_nobody_makes_holds_up_no_other(
    on_elasticsearch: str, library: Library, node: Elasticsearch
) -> None:
    library.guide("Első kert")
    with current_engine().rebuild() as rebuild:
        make_index(node, 1_000_000_000_000, f"{own_prefix()}-building")
        library.guide("Második kert")
        assert len(node.indices.get(index=f"{own_prefix()}-building")) == 1
        with rebuild.writing():
            pass
    index.rebuild()
    assert list_differences() == []
