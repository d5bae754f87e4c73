"""An Elasticsearch behind HTTPS and a login: what is needed to reach it, and who hears of what when it refuses."""

import base64
import logging
import ssl
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import gettext

from search import index
from search.checks import check_engine
from search.engines import current_engine
from search.engines.base import State
from tests.search.agreement import list_differences
from tests.search.elasticsearch_proxy import Proxy, Reply, Request, forward, proxy
from tests.search.library import Library, ask, titles

USER, PASSWORD, WRITTEN = "kka", "p@ss/geheim:1%", "p%40ss%2Fgeheim%3A1%25"
API_KEY = base64.b64encode(b"identity:titok").decode()
BASIC = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
SECRETS = ("geheim", "titok", API_KEY, BASIC)

REFUSED = Reply(
    401,
    b'{"error": {"root_cause": [{"type": "security_exception", "reason": "unable to authenticate user [kka]"}],'
    b' "type": "security_exception", "reason": "unable to authenticate user [kka]"}, "status": 401}',
)
FORBIDDEN = Reply(
    403,
    b'{"error": {"root_cause": [{"type": "security_exception", "reason": "action [indices:data/read] is unauthorized"}],'
    b' "type": "security_exception", "reason": "x"}, "status": 403}',
)


def guard(request: Request) -> Reply:
    """A node that wants the user's password or the key."""
    if request.headers.get("authorization") in (f"Basic {BASIC}", f"ApiKey {API_KEY}"):
        return forward(request)
    return REFUSED


@dataclass(frozen=True)
class Authority:
    """Files of one's own authority, and what a server shows that it has certified for 127.0.0.1."""

    certificate: Path
    tls: ssl.SSLContext


@pytest.fixture(scope="session")
def make_authority(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Authority]:
    """Makes an authority with a name."""

    def run(folder: Path, *arguments: str) -> None:
        command = [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
        ]
        subprocess.run([*command, "-days", "2", *arguments], cwd=folder, check=True, capture_output=True)

    def make(name: str) -> Authority:
        folder = tmp_path_factory.mktemp("authority")
        usage = ("-addext", "keyUsage=critical,keyCertSign,cRLSign")
        run(folder, "-keyout", "ca.key", "-out", "ca.pem", "-subj", f"/CN={name}", *usage)
        issuer = ("-CA", "ca.pem", "-CAkey", "ca.key", "-addext", "basicConstraints=critical,CA:FALSE")
        host = ("-subj", "/CN=node", "-addext", "subjectAltName=IP:127.0.0.1")
        run(folder, "-keyout", "node.key", "-out", "node.pem", *issuer, *host)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(folder / "node.pem", folder / "node.key")
        return Authority(folder / "ca.pem", tls)

    return make


@pytest.fixture(scope="session")
def authority(make_authority: Callable[[str], Authority]) -> Authority:
    return make_authority("Ours")


@pytest.fixture
def server(on_elasticsearch: str, authority: Authority, settings: Any) -> Iterator[Proxy]:
    """The node of the tests behind HTTPS and a login, and the site that knows both."""
    with proxy(guard, authority.tls) as server:
        settings.SEARCH_URL = server.address(f"{USER}:{WRITTEN}@")
        settings.SEARCH_CA_FILE = str(authority.certificate)
        yield server


def read_status() -> str:
    """What `manage.py search_index status` says."""
    out = StringIO()
    call_command("search_index", "status", stdout=out)
    return out.getvalue()


def assert_told_apart(
    library: Library, client: Client, caplog: pytest.LogCaptureFixture, *explanation: str
) -> None:
    """Readers get an honest page, who operates the site an explanation, and nobody a secret."""
    caplog.set_level(logging.DEBUG)
    library.guide("Második kert")
    page = client.get("/hu/kereses/", {"q": "kert"})
    assert page.status_code == 503
    assert gettext("The search cannot answer just now.") in page.content.decode()
    told = read_status()
    assert f"state: {State.UNAVAILABLE}" in told
    with pytest.raises(CommandError) as caught:
        call_command("search_index", "sync", stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("search_index", "rebuild", stdout=StringIO())
    for text in (told, str(caught.value), caplog.text):
        assert [part for part in explanation if part not in text] == [], text
    everything = "\n".join(
        [told, str(caught.value), caplog.text, page.content.decode(), *map(str, check_engine())]
    )
    assert [secret for secret in SECRETS if secret in everything] == []


def assert_right_again() -> None:
    index.resume()
    assert index.work_off().error == ""
    assert list_differences() == []


@pytest.mark.openssl
@pytest.mark.elasticsearch
class TestHttps:
    def test_with_the_right_login_and_authority_everything_works(
        self, server: Proxy, library: Library, client: Client
    ) -> None:
        library.guide("Kert")
        assert titles(ask("kertek")) == ["Kert"]
        assert client.get("/hu/kereses/", {"q": "kert"}).status_code == 200
        assert "state: ready" in read_status()
        assert index.rebuild() == 1
        assert check_engine() == []
        assert {request.headers["authorization"] for request in server.seen} == {f"Basic {BASIC}"}

    def test_an_api_key_takes_the_place_of_the_login(
        self, server: Proxy, library: Library, settings: Any
    ) -> None:
        settings.SEARCH_URL, settings.SEARCH_API_KEY = server.address(), API_KEY
        server.seen.clear()
        library.guide("Kert")
        assert titles(ask("kertek")) == ["Kert"]
        assert {request.headers["authorization"] for request in server.seen} == {f"ApiKey {API_KEY}"}

    @pytest.mark.parametrize("given", ["login", "key", "nothing"])
    def test_a_wrong_login_is_told_to_who_operates_the_site(
        self,
        server: Proxy,
        library: Library,
        client: Client,
        settings: Any,
        caplog: pytest.LogCaptureFixture,
        given: str,
    ) -> None:
        library.guide("Első kert")
        right = settings.SEARCH_URL
        wrong = {"login": f"{USER}:geheim-titok@", "key": "", "nothing": ""}[given]
        settings.SEARCH_URL = server.address(wrong)
        settings.SEARCH_API_KEY = base64.b64encode(b"identity:geheim").decode() if given == "key" else ""
        explanation = "the login in CMS_SEARCH_URL, or CMS_SEARCH_API_KEY, is refused: 401 security_exception"
        assert_told_apart(library, client, caplog, explanation)
        settings.SEARCH_URL, settings.SEARCH_API_KEY = right, ""
        assert_right_again()

    def test_a_user_who_may_not_is_told_to_who_operates_the_site(
        self, server: Proxy, library: Library, client: Client, caplog: pytest.LogCaptureFixture
    ) -> None:
        library.guide("Első kert")
        server.rule = lambda request: FORBIDDEN
        assert_told_apart(library, client, caplog, "may not do this", "is unauthorized")
        server.rule = guard
        assert_right_again()

    @pytest.mark.parametrize("trusted", ["another", "the machine's", "none"])
    def test_an_authority_that_is_not_trusted_is_told_to_who_operates_the_site(
        self,
        server: Proxy,
        library: Library,
        client: Client,
        settings: Any,
        caplog: pytest.LogCaptureFixture,
        make_authority: Callable[[str], Authority],
        tmp_path: Path,
        trusted: str,
    ) -> None:
        library.guide("Első kert")
        right = settings.SEARCH_CA_FILE
        settings.SEARCH_CA_FILE = {
            "another": lambda: str(make_authority("Theirs").certificate),
            "the machine's": str,
            "none": lambda: str(tmp_path / "gone.pem"),
        }[trusted]()
        seen = len(server.seen)
        explanation = [] if trusted == "none" else ["CERTIFICATE_VERIFY_FAILED", "CMS_SEARCH_CA_FILE"]
        assert_told_apart(library, client, caplog, *explanation)
        assert len(server.seen) == seen, "the login was told to a server that nobody trusts"
        assert [error.id for error in check_engine()] == (["search.E003"] if trusted == "none" else [])
        settings.SEARCH_CA_FILE = right
        assert_right_again()
        assert sorted(titles(ask("kert"))) == ["Első kert", "Második kert"]

    def test_a_certificate_of_another_host_is_not_trusted(self, server: Proxy, settings: Any) -> None:
        settings.SEARCH_URL = settings.SEARCH_URL.replace("127.0.0.1", "localhost")
        status = current_engine().status()
        assert status.state == State.UNAVAILABLE
        assert "CERTIFICATE_VERIFY_FAILED" in status.detail
        assert server.seen == []


def test_a_file_that_holds_no_certificates_is_found_by_the_check(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_URL = "https://127.0.0.1:9200"
    (tmp_path / "ca.pem").write_text("no certificate")
    for name in ("ca.pem", "gone.pem", ""):
        settings.SEARCH_CA_FILE = str(tmp_path / name)
        (error,) = check_engine()
        assert error.id == "search.E003"
        assert current_engine().status().state == State.UNAVAILABLE
