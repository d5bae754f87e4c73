"""A server between the engine and the node of the tests, so that a test decides what comes through."""

import contextlib
import http.client
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from tests.search.elasticsearch_node import NODE, own_prefix

JSON = "application/vnd.elasticsearch+json; compatible-with=9"


@dataclass(frozen=True)
class Request:
    """What the engine has sent: names of headers are lower case, `path` is without its parameters."""

    method: str
    address: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.address).path


@dataclass(frozen=True)
class Reply:
    """What the engine gets."""

    status: int
    body: bytes
    content_type: str = JSON


Rule = Callable[[Request], Reply | None]


def forward(request: Request) -> Reply:
    """Let the node answer."""
    connection = http.client.HTTPConnection(urlsplit(NODE).netloc, timeout=120)
    with contextlib.closing(connection):
        headers = {
            name: value for name, value in request.headers.items() if name in ("content-type", "accept")
        }
        connection.request(request.method, request.address, request.body, headers)
        answer = connection.getresponse()
        return Reply(answer.status, answer.read(), answer.headers.get("Content-Type", JSON))


def cut(request: Request) -> None:
    """End the connection without a word, as a node does that is killed."""


class Proxy(ThreadingHTTPServer):
    """`rule` answers every request; None cuts the connection."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, rule: Rule = forward, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.rule = rule
        self.tls = tls
        self.seen: list[Request] = []

    def address(self, login: str = "") -> str:
        """CMS_SEARCH_URL of the index that this process of the tests owns; `login` is `user:password@` or empty."""
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{login}127.0.0.1:{self.server_address[1]}/{own_prefix()}"

    def finish_request(self, request: Any, client_address: Any) -> None:
        # In the thread of the request: a client that refuses the certificate ends its own connection only.
        if self.tls:
            try:
                request = self.tls.wrap_socket(request, server_side=True)
            except OSError:
                return
        with request:
            super().finish_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Connections that a client gives up are a part of these tests."""


@contextlib.contextmanager
def proxy(rule: Rule = forward, tls: ssl.SSLContext | None = None) -> Iterator[Proxy]:
    """A running proxy."""
    with Proxy(rule, tls) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Proxy

    def handle_one_request(self) -> None:
        # Each request on a connection of its own: a rule that cuts cuts every later one, too.
        self.close_connection = True
        self.raw_requestline = self.rfile.readline(65_537)
        if not self.raw_requestline or not self.parse_request():
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, self.path, headers, body)
        self.server.seen.append(request)
        reply = self.server.rule(request)
        if reply is None:
            return
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def log_message(self, *args: Any) -> None:
        pass
