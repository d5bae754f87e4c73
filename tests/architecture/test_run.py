"""`scripts/run`: a new site from nothing, and a second start that changes nothing."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 600  # on a busy machine

# What a start may write although nothing has changed.
UNINTERESTING = {"django_session", "django_tasks_database_dbtaskresult", "sqlite_sequence"}


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(url: str) -> tuple[int, str]:
    """Status and final address of a page."""
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status, answer.url
    except urllib.error.HTTPError as error:
        return error.code, url


@contextmanager
def running_site(folder: Path, port: int) -> Iterator[list[str]]:
    """A started site; gives the lines that it has printed until it was ready."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("CMS_", "DJANGO_"))
    }
    environment |= {"CMS_DATA_DIR": str(folder), "CMS_PORT": str(port), "PYTHONUNBUFFERED": "1"}
    # The samples take longest; what loading them twice does is tested beside the import.
    environment["CMS_SAMPLE_LIBRARY"] = "false"
    environment["CMS_DATABASE_URL"] = f"sqlite:///{folder / 'db.sqlite3'}"
    environment["CMS_SEARCH_URL"] = f"sqlite:///{folder / 'search.sqlite3'}"
    process = subprocess.Popen(
        [sys.executable, "scripts/run"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines: list[str] = []
    try:
        for line in process.stdout:
            lines.append(line)
            if line.startswith("Ready in"):
                break
        assert process.poll() is None, "".join(lines)
        wait_for(port)
        yield lines
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0, "The web server goes on"


def wait_for(port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("Nobody listens")


def read_database(folder: Path) -> dict[str, list[tuple]]:
    with sqlite3.connect(folder / "db.sqlite3") as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: sorted(map(str, database.execute(f'SELECT * FROM "{name}"')))
            for name in names
            if name not in UNINTERESTING and "fts" not in name
        }


def wait_for_background_work(folder: Path) -> None:
    """Until the worker has done what the first pages set going."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        with sqlite3.connect(folder / "db.sqlite3") as database:
            waiting = (
                "SELECT COUNT(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"
            )
            if database.execute(waiting).fetchone() == (0,):
                return
        time.sleep(0.3)
    raise AssertionError("The worker does not come to an end")


@pytest.mark.slow
@pytest.mark.sqlite
def test_a_first_start_makes_a_site_and_a_second_one_changes_nothing(tmp_path: Path) -> None:
    port = find_port()
    address = f"http://127.0.0.1:{port}"
    with running_site(tmp_path, port) as lines:
        printed = "".join(lines)
        assert re.search(r"password +[\w-]{23}\n", printed)
        assert f"http://localhost:{port}/admin/" in printed
        assert ask(address + "/")[1] in (address + "/hu/", address + "/en/")
        pages = ["/hu/", "/en/", "/admin/login/", "/sitemap.xml", "/robots.txt", "/healthz"]
        assert {page: ask(address + page)[0] for page in pages} == dict.fromkeys(pages, 200)
        assert ask(address + "/hu/nincs-ilyen/")[0] == 404

        wait_for_background_work(tmp_path)

        refused = subprocess.run(
            [sys.executable, "scripts/run"],
            cwd=ROOT,
            env={
                **os.environ,
                "CMS_PORT": str(port),
                "CMS_DATA_DIR": str(tmp_path),
                "DJANGO_SETTINGS_MODULE": "cms.settings",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert (refused.returncode, f"Port {port} is taken" in refused.stderr) == (1, True)

    before = read_database(tmp_path)
    with running_site(tmp_path, port) as lines:
        assert not re.search(r"^ +password ", "".join(lines), re.MULTILINE)
        assert ask(address + "/hu/")[0] == 200
    assert read_database(tmp_path) == before
