"""Servers that are not there, not well or not an Elasticsearch: the engine says so, in time."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from search import index
from search.engines import current_engine
from search.engines.base import EngineQuery, EngineUnavailableError, State
from search.engines.elasticsearch import Address, ElasticsearchEngine
from search.lookup import Found
from search.models import PendingChange
from tests.search.engine_asking import make_entry
from tests.search.library import Library, ask, titles

JSON, HTML = "application/vnd.elasticsearch+json", "text/html"


def write(engine: ElasticsearchEngine) -> None:
    with engine.writing(wait=0.2) as writer:
        writer.index([make_entry("a", "Kert")])


def rebuild(engine: ElasticsearchEngine) -> None:
    with engine.rebuild():
        pass


OPERATIONS: dict[str, Callable[[ElasticsearchEngine], object]] = {
    "search": lambda engine: engine.search(EngineQuery(now=0.0)),
    "list_works": lambda engine: engine.list_works(),
    "find_works": lambda engine: engine.find_works("topic", "food"),
    "writing": write,
    "rebuild": rebuild,
    "reset": lambda engine: engine.reset(),
    "mark_complete": lambda engine: engine.mark_complete(),
}

ANSWERS = {
    "error": (500, JSON, b'{"error": {"type": "x", "reason": "broken"}, "status": 500}', True),
    "overloaded": (429, JSON, b'{"error": "too many requests", "status": 429}', True),
    "forbidden": (
        401,
        JSON,
        b'{"error": {"type": "security_exception", "reason": "no"}, "status": 401}',
        True,
    ),
    "gateway": (502, HTML, b"<h1>Bad gateway</h1>", False),
    "another server": (200, HTML, b"<h1>It works!</h1>", False),
    "garbage": (200, JSON, b"\xff\x00{", True),
    "a list": (200, JSON, b"[]", True),
    "a text": (200, JSON, b'"x"', True),
}


@contextlib.contextmanager
def server_that_answers(status: int, content_type: str, body: bytes, is_elastic: bool) -> Iterator[str]:
    """A server with one answer to everything."""

    class Handler(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            self.close_connection = True
            self.raw_requestline = self.rfile.readline(65_537)
            if not self.raw_requestline or not self.parse_request():
                return
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            if is_elastic:
                self.send_header("X-Elastic-Product", "Elasticsearch")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def closed_address() -> str:
    """Where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


def assert_all_unavailable(engine: ElasticsearchEngine) -> None:
    for name, operation in OPERATIONS.items():
        with pytest.raises(EngineUnavailableError) as caught:
            operation(engine)
        assert str(caught.value), name
    status = engine.status()
    assert status.state == State.UNAVAILABLE
    assert status.detail


@pytest.mark.parametrize("name", ANSWERS)
def test_a_server_that_answers_wrongly_is_unavailable(name: str) -> None:
    with server_that_answers(*ANSWERS[name]) as url:
        assert_all_unavailable(ElasticsearchEngine(Address.read(url)))


def test_answers_that_lack_what_was_asked_for_are_no_answers() -> None:
    with server_that_answers(200, JSON, b"{}", is_elastic=True) as url:
        engine = ElasticsearchEngine(Address.read(url))
        for name in OPERATIONS.keys() - {"reset"}:  # where no index is named there is none to delete
            with pytest.raises(EngineUnavailableError):
                OPERATIONS[name](engine)
        assert engine.status().state == State.MISSING


def test_a_server_that_is_not_there_is_unavailable_at_once(closed_address: str) -> None:
    started = time.monotonic()
    assert_all_unavailable(ElasticsearchEngine(Address.read(closed_address)))
    assert time.monotonic() - started < 5


def test_a_server_that_hangs_is_given_up_after_one_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.elasticsearch.connection.READ_TIMEOUT", 0.2)
    monkeypatch.setattr("search.engines.elasticsearch.engine.WRITE_TIMEOUT", 0.2)
    with socket.socket() as silent:  # the system takes connections, nobody answers
        silent.bind(("127.0.0.1", 0))
        silent.listen(50)
        engine = ElasticsearchEngine(Address.read(f"http://127.0.0.1:{silent.getsockname()[1]}"))
        for name, operation in OPERATIONS.items():
            started = time.monotonic()
            with pytest.raises(EngineUnavailableError):
                operation(engine)
            assert time.monotonic() - started < 2, name
        assert engine.status().state == State.UNAVAILABLE


def test_a_fault_never_tells_the_password(closed_address: str) -> None:
    address = closed_address.replace("http://", "http://reader:geheim@")
    engine = ElasticsearchEngine(Address.read(address))
    with pytest.raises(EngineUnavailableError) as caught:
        engine.list_works()
    assert "geheim" not in str(caught.value) + engine.status().detail + repr(Address.read(address))


# --- the site -------------------------------------------------------------------------------------------------------


@pytest.mark.elasticsearch
def test_what_editors_do_is_in_the_index(on_elasticsearch: str, library: Library) -> None:
    guide = library.guide("Közösségi kert")
    library.guide("Community garden", "en", translation_of=guide)
    library.guide("Szalma")
    answer = ask("kozossegi kertekben")
    assert titles(answer) == ["Közösségi kert", "Community garden"]
    assert answer.result.counts["language"] == {"hu": 1, "en": 1}
    with library.commit():
        PageViewRestriction.objects.create(page=guide, restriction_type="login")
    assert titles(ask("")) == ["Szalma"]
    assert index.rebuild() == 1
    assert titles(ask("")) == ["Szalma"]
    assert not PendingChange.objects.exists()


@pytest.mark.elasticsearch
def test_a_word_with_half_of_its_accents_is_mended(on_elasticsearch: str, library: Library) -> None:
    library.guide("Közösségi kert")
    assert ask("kőzösségi kert").corrected == "közösségi kert"
    assert ask("közösségi kert").corrected == ask("kozossegi kert").corrected == ""


@pytest.mark.elasticsearch
def test_publishing_works_without_the_server_and_the_index_catches_up(
    on_elasticsearch: str, library: Library, settings: Any, closed_address: str
) -> None:
    library.guide("Első kert")
    settings.SEARCH_URL = closed_address
    library.guide("Második kert")
    assert ask("kert").found == Found.UNAVAILABLE
    assert PendingChange.objects.exists()
    settings.SEARCH_URL = on_elasticsearch
    index.resume()
    library.guide("Harmadik kert")
    assert sorted(titles(ask("kert"))) == ["Első kert", "Harmadik kert", "Második kert"]
    assert not PendingChange.objects.exists()
    assert current_engine().status().state == State.READY


@pytest.mark.elasticsearch
def test_an_index_that_was_lost_is_made_anew_by_the_next_change(
    on_elasticsearch: str, library: Library
) -> None:
    library.guide("Első kert")
    current_engine().reset()
    assert ask("kert").found == Found.UNAVAILABLE
    library.guide("Második kert")
    assert sorted(titles(ask("kert"))) == ["Első kert", "Második kert"]
    assert current_engine().status().state == State.READY
