"""Processes that are killed (`kill -9`) while they index, and processes that index at once, on every engine."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from search.engines import engine_at
from tests.migrated import kept_file
from tests.search.elasticsearch_node import own_address
from tests.search.elasticsearch_proxy import Reply, Request, cut, forward, proxy
from tests.search.site_process import HELD, PATIENCE, SiteProcess

pytestmark = [pytest.mark.sqlite, pytest.mark.slow]

TITLES = ["Első kert", "Harmadik kert", "Második kert", "Negyedik kert"]
# What a rebuild or a sync may say that another one was quicker than.
OVERTAKEN = (
    "another rebuild has taken over",
    "another writer has taken over",
    "another writer is at work",
    "database is locked",
)


@pytest.fixture(params=["sqlite", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def search_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An engine without an index."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'search.sqlite3'}"
    engine_at(own_address()).reset()
    return own_address()


@pytest.fixture
def start(django_db_setup: None, tmp_path: Path, search_url: str) -> Iterator[Callable[..., SiteProcess]]:
    """Starts processes of a site, which bring works one by one into the index; all of them end with the test."""
    shutil.copyfile(kept_file(), tmp_path / "db.sqlite3")
    started: list[SiteProcess] = []

    def start(url: str = search_url) -> SiteProcess:
        started.append(SiteProcess(tmp_path, url))
        started[-1].ask("use_batches", 1)
        return started[-1]

    yield start
    for process in started:
        process.kill()


@pytest.fixture
def site(start: Callable[..., SiteProcess]) -> SiteProcess:
    """A process of a site with four guides, all of them in the index."""
    site = start()
    site.ask("make_site")
    site.ask("publish", *TITLES)
    assert site.ask("index", "sync") == ""
    assert site.ask("list_differences") == []
    return site


def assert_right_again(site: SiteProcess) -> None:
    """Readers have what they had, publishing works, and afterwards index and database agree by themselves."""
    assert site.ask("read", "kert") == [200, TITLES]
    site.ask("hide", "Első kert")
    site.ask("publish", "Ötödik kert")
    status, titles = site.ask("read", "kert")
    assert status == 200
    assert set(titles) - {"Ötödik kert"} == set(TITLES) - {"Első kert"}
    assert site.ask("index", "sync") == ""
    assert site.ask("list_differences") == []
    assert site.ask("read", "kert") == [200, sorted([*TITLES[1:], "Ötödik kert"])]


@pytest.mark.parametrize("action", ["rebuild", "sync"])
def test_a_process_killed_while_it_composes_loses_nothing(
    site: SiteProcess, start: Callable[..., SiteProcess], action: str
) -> None:
    victim = start()
    victim.ask("note_all")
    victim.ask("hold", "compose", 3)
    victim.begin("index", action)
    assert victim.answer() == HELD
    victim.kill()
    assert_right_again(site)
    assert site.ask("index", "rebuild") == ""
    assert site.ask("list_differences") == []


def test_a_process_killed_between_publishing_and_indexing_loses_nothing(
    site: SiteProcess, start: Callable[..., SiteProcess]
) -> None:
    victim = start()
    victim.ask("hold", "work_off_after_commit")
    victim.begin("publish", "Ötödik kert")
    assert victim.answer() == HELD
    victim.kill()
    assert site.ask("read", "kert") == [200, TITLES]
    assert site.ask("list_differences") != []
    assert site.ask("index", "sync") == ""
    assert site.ask("read", "kert") == [200, sorted([*TITLES, "Ötödik kert"])]
    assert site.ask("list_differences") == []


def test_a_process_killed_between_hiding_and_indexing_shows_nothing(
    site: SiteProcess, start: Callable[..., SiteProcess]
) -> None:
    victim = start()
    victim.ask("hold", "work_off_after_commit")
    victim.begin("hide", "Első kert")
    assert victim.answer() == HELD
    victim.kill()
    assert site.ask("read", "kert") == [200, TITLES[1:]]
    assert site.ask("index", "sync") == ""
    assert site.ask("list_differences") == []


def test_processes_that_rebuild_and_sync_at_once_end_with_the_right_index(
    site: SiteProcess, start: Callable[..., SiteProcess]
) -> None:
    first, second, third = processes = [start() for _ in range(3)]
    third.ask("note_all")
    first.begin("index", "rebuild")
    second.begin("index", "rebuild")
    third.begin("index", "sync")
    for title in ("Ötödik kert", "Hatodik kert"):
        site.ask("publish", title)
        status, titles = site.ask("read", "kert")
        assert status == 200
        assert set(titles) >= set(TITLES)
    site.ask("hide", "Első kert")
    assert "Első kert" not in site.ask("read", "kert")[1]
    for error in [process.answer() for process in processes]:
        assert not error or error.endswith(OVERTAKEN)
    assert site.ask("index", "sync") == ""
    assert site.ask("list_differences") == []
    assert site.ask("read", "kert") == [200, sorted([*TITLES[1:], "Ötödik kert", "Hatodik kert"])]


# --- killed while the server is at it --------------------------------------------------------------------------------


class Holding:
    """Holds the n-th request whose path ends so, until the one who sent it is dead; then the node hears it, or not."""

    def __init__(self, ending: str, number: int, then: Callable[[Request], Reply | None]) -> None:
        self.reached, self.dead = threading.Event(), threading.Event()
        self.done = threading.Event()  # once the held request has been dealt with
        self._ending, self._left, self._then = ending, number, then

    def __call__(self, request: Request) -> Reply | None:
        if request.path.endswith(self._ending):
            self._left -= 1
            if self._left == 0:
                self.reached.set()
                self.dead.wait(PATIENCE)
                reply = self._then(request)
                self.done.set()
                return reply
        return forward(request)


@pytest.mark.elasticsearch
@pytest.mark.parametrize("search_url", ["elasticsearch"], indirect=True)
@pytest.mark.parametrize("then", [forward, cut], ids=["arrives", "is lost"])
@pytest.mark.parametrize(
    ("action", "ending", "number"),
    [("rebuild", "/_bulk", 3), ("rebuild", "/_aliases", 1), ("sync", "/_bulk", 3)],
    ids=["rebuild", "switch", "sync"],
)
def test_a_process_killed_while_its_last_word_is_on_the_way_loses_nothing(
    site: SiteProcess,
    start: Callable[..., SiteProcess],
    action: str,
    ending: str,
    number: int,
    then: Callable[[Request], Any],
) -> None:
    holding = Holding(ending, number, then)
    with proxy(holding) as server:
        victim = start(server.address())
        victim.ask("note_all")
        victim.begin("index", action)
        assert holding.reached.wait(PATIENCE)
        victim.kill()
        holding.dead.set()
        assert holding.done.wait(PATIENCE)
    assert_right_again(site)
