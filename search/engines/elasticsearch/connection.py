"""The client of one node, and its errors as ours."""

import contextlib
import os
import ssl
import threading
from collections.abc import Iterator

from elastic_transport import TlsError, TransportError
from elasticsearch import ApiError, AuthenticationException, AuthorizationException, Elasticsearch

from search.engines.base import EngineUnavailableError
from search.engines.elasticsearch.address import Address

# Seconds. A reader's answer takes some ten milliseconds; a node that has not answered by then is not well.
READ_TIMEOUT = 3.0
WRITE_TIMEOUT = 10.0
THREADS = 16  # connections that a process keeps


class Connection:
    """A client for each process: sockets must not be shared after a fork. Nothing is asked twice by itself."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._lock = threading.Lock()
        self._client: Elasticsearch | None = None
        self._process = 0

    def client(self, timeout: float | None = None) -> Elasticsearch:
        """The client; `timeout` (seconds, None: READ_TIMEOUT) is for each of its requests."""
        with self._lock:
            if self._client is None or self._process != os.getpid():
                self._client = self._connect()
                self._process = os.getpid()
            return self._client.options(request_timeout=timeout or READ_TIMEOUT)

    def _connect(self) -> Elasticsearch:
        secure = self.address.url.startswith("https:")
        return Elasticsearch(
            self.address.url,
            basic_auth=self.address.login,
            api_key=self.address.api_key or None,
            ssl_context=ssl.create_default_context(cafile=self.address.ca_file or None) if secure else None,
            connections_per_node=THREADS,
            max_retries=0,
            retry_on_timeout=False,
        )

    @contextlib.contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what the client raises into EngineUnavailableError, also where an answer is not what was asked for."""
        try:
            yield
        except EngineUnavailableError:
            raise
        except (ApiError, TransportError, OSError) as error:
            raise EngineUnavailableError(f"{self.address.url}: {explain(error)}") from error
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise EngineUnavailableError(
                f"{self.address.url} gives no answer of an Elasticsearch ({type(error).__name__}: {error})"
            ) from error


def explain(error: Exception) -> str:
    """What went wrong in one line, and which setting is to blame where one is.

    Of the node's answer only the reasons, which may be pages long otherwise.
    """
    if not isinstance(error, ApiError):
        # As a text, the client's own error leaves out what has caused it.
        text = error.message if isinstance(error, TransportError) else error
        return f"{_blame(error)}{type(error).__name__}: {text}"[:500]
    reasons = [reason for reason in _reasons(error.body) if reason]
    return f"{_blame(error)}{error.status_code} {'; '.join(dict.fromkeys(reasons)) or error.message}"[:500]


def _blame(error: Exception) -> str:
    if isinstance(error, TlsError | ssl.SSLError):
        return "no trusted connection; an authority of your own goes into CMS_SEARCH_CA_FILE: "
    if isinstance(error, AuthenticationException):
        return "the login in CMS_SEARCH_URL, or CMS_SEARCH_API_KEY, is refused: "
    if isinstance(error, AuthorizationException):
        return "the user or the key may not do this (docs/operators.md says what they need): "
    return ""


def _reasons(body: object) -> list[str]:
    if not isinstance(body, dict):
        return []
    error = body.get("error")
    if not isinstance(error, dict):
        return [str(error)] if error else []
    causes = [cause for cause in error.get("root_cause") or [] if isinstance(cause, dict)]
    return [f"{cause.get('type')}: {cause.get('reason')}" for cause in causes or [error]]
