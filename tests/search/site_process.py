"""A process of the site that a test may kill: `SiteProcess` starts one, and the process obeys line by line.

Each has settings of the tests, the database of a folder that several processes share, and an address of the index. A
command is one line of JSON, `[name, argument, …]`; the answer is another. What the process does goes through the same
functions and commands as in production.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0  # seconds that a node may take to answer, on a busy machine
LEASE = 3.0  # seconds that a killed writer holds the others up; in production a minute

HELD = "held"


class SiteProcess:
    """The process as the test sees it."""

    def __init__(self, folder: Path, search_url: str) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("CMS_")}
        environment |= {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "CMS_DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
            "TMPDIR": str(folder),  # a killed process cleans up nothing
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.search.site_process", search_url],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "SiteProcess":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def begin(self, name: str, *arguments: Any) -> None:
        """Give a command without waiting for its answer."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps([name, *arguments]) + "\n")
        self._process.stdin.flush()

    def answer(self) -> Any:
        """The next answer."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, f"the process has ended with {self._process.wait()}"
        return json.loads(line)

    def ask(self, name: str, *arguments: Any) -> Any:
        """Give a command and wait for its answer."""
        self.begin(name, *arguments)
        return self.answer()

    def kill(self) -> None:
        """End the process as `kill -9` does."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream
            stream.close()


# --- within the process ----------------------------------------------------------------------------------------------


def obey(search_url: str) -> None:
    """Read commands and answer them until nobody gives any."""
    import django

    django.setup()
    from django.conf import settings

    from search import index
    from search.engines.elasticsearch import connection, engine, lock

    settings.SEARCH_URL = search_url
    settings.ALLOWED_HOSTS = ["localhost"]
    connection.READ_TIMEOUT = engine.WRITE_TIMEOUT = lock.WRITE_TIMEOUT = PATIENCE
    index.TIME_AFTER_COMMIT = PATIENCE
    lock.LEASE = LEASE
    commands = Commands()
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        tell(getattr(commands, name)(*arguments))


def tell(answer: Any) -> None:
    """Answer the test."""
    print(json.dumps(answer), flush=True)


class Commands:
    """What a test may ask for."""

    def __init__(self) -> None:
        from django.db import transaction

        from tests.search.library import Library

        self.library = Library(transaction.atomic)

    def make_site(self) -> None:
        """Two home pages."""
        self.library.make_site()

    def publish(self, *titles: str) -> None:
        """Publish guides, each in a transaction of its own."""

        if not self.library.roots:
            self.library.find_site()
        for title in titles:
            self.library.guide(title)

    def hide(self, title: str) -> None:
        """Let only those who have logged in see a page."""
        from wagtail.models import Page, PageViewRestriction

        page = Page.objects.get(title=title)
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    def note_all(self) -> None:
        """Note every work as changed."""
        from search.documents import list_all_works
        from search.models import PendingChange, Scope

        for work in list_all_works():
            PendingChange.objects.create(scope=Scope.WORK, key=work)

    def index(self, action: str) -> str:
        """`manage.py search_index ACTION`; gives its error, "" where there was none."""
        from django.core.management import CommandError, call_command

        with Path(os.devnull).open("w") as nowhere:
            try:
                call_command("search_index", action, stdout=nowhere)
            except CommandError as error:
                return str(error)
        return ""

    def read(self, text: str) -> tuple[int, list[str]]:
        """The search page's status, and the titles that the search finds."""
        from django.test import Client

        from tests.search.library import ask, titles

        response = Client().get("/hu/kereses/", {"q": text}, headers={"host": "localhost"})
        return response.status_code, sorted(titles(ask(text)))

    def list_differences(self) -> list[str]:
        """See `tests.search.agreement`."""
        from tests.search.agreement import list_differences

        return list_differences()

    def use_batches(self, size: int) -> None:
        """Bring so many works at once into the index."""
        from search import index

        index.BATCH = size

    def hold(self, function: str, number: int = 1) -> None:
        """Stop, and say so, instead of calling a function of `search.index` for the n-th time from now."""
        from search import index

        original, calls = getattr(index, function), 0

        def call(*arguments: Any, **values: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == number:
                tell(HELD)
                time.sleep(3600)
            return original(*arguments, **values)

        setattr(index, function, call)


if __name__ == "__main__":
    obey(sys.argv[1])
