"""The site as the browser tests see it: a process of its own that serves a folder of its own.

So no test shares a database connection with the server or an event loop with Django, what one test writes no other
test sees, and the whole runs on SQLite whichever database the other tests use.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from tests import kept_words, migrated

ROOT = Path(__file__).resolve().parent.parent.parent
CACHE = ROOT / ".pytest_cache"
MADE_OF = (
    "cms",
    "core",
    "methodology",
    "communities",
    "casestudies",
    "search",
    "linking",
    "home",
    "sample",
    "static",
)
MADE_BY = ("build_site.py", "settings.py")
LEFT_OUT = {".pyc", ".mo"}
SECONDS_TO_START = 60
PUBLISHED_AT = "http://localhost:8000"
LISTENING = re.compile(r"Listening at: (http://127\.0\.0\.1:\d+)")


def _environment(folder: Path) -> dict[str, str]:
    """The environment without what the developer set for a site of their own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CMS_")}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "CMS_ALLOWED_HOSTS": "127.0.0.1,localhost",
        "CMS_BASE_URL": PUBLISHED_AT,
        "CMS_DATA_DIR": str(folder),
        "CMS_DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "CMS_DEBUG": "false",
        "CMS_HTTPS": "false",
        "CMS_LOG_LEVEL": "WARNING",
        "CMS_SEARCH_URL": f"sqlite:///{folder / 'search.sqlite3'}",
        "CMS_SECRET_KEY": "a key for tests only",
    }


def find_built() -> Path:
    """The folder of a site with the sample library (tests.browser.build_site): never served, only copied.

    It is kept between runs and made anew, once for all processes, when anything changes that it is made of.
    """
    CACHE.mkdir(exist_ok=True)
    folder = CACHE / f"site-{_digest()}"
    with (CACHE / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for old in CACHE.glob("site-*"):
                shutil.rmtree(old)
            unfinished = CACHE / "site-unfinished"
            build(unfinished)
            unfinished.rename(folder)
    return folder


def _digest() -> str:
    """What the site is made of, as one short value."""
    files = [ROOT / "requirements.txt", *(Path(__file__).with_name(name) for name in MADE_BY)]
    for name in MADE_OF:
        files += [path for path in (ROOT / name).rglob("*") if path.suffix not in LEFT_OUT and path.is_file()]
    content = hashlib.sha256()
    for path in sorted(files):
        content.update(str(path).encode() + path.read_bytes())
    return content.hexdigest()[:16]


def build(folder: Path) -> None:
    """Make a site with the sample library in the new `folder`."""
    folder.mkdir(parents=True)
    kept_words.share(folder)
    if migrated.kept_file().exists():
        shutil.copyfile(migrated.kept_file(), folder / "db.sqlite3")
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.build_site"],
        cwd=ROOT,
        env=_environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The site of the browser tests cannot be built:\n{done.stdout}\n{done.stderr}")


def copy(built: Path, folder: Path) -> None:
    """A copy to write into; the static files, which nobody changes, are shared."""
    shutil.copytree(built, folder, symlinks=True, ignore=shutil.ignore_patterns("static"))
    (folder / "static").symlink_to(built / "static")


@dataclass
class Site:
    """A built folder and, between `start` and `stop`, the server that serves it at `url`."""

    folder: Path
    url: str = ""
    _process: subprocess.Popen | None = field(default=None, repr=False)
    _log: IO | None = field(default=None, repr=False)

    def __enter__(self) -> "Site":
        self.start()
        return self

    def __exit__(self, *reasons: object) -> None:
        self.stop()

    def start(self) -> None:
        """Serve the folder at a free port; returns when the server listens."""
        self._log = self.log_path.open("w")
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gunicorn",
                "--bind=127.0.0.1:0",
                "--no-control-socket",
                "--threads=4",
                "cms.wsgi",
            ],
            cwd=ROOT,
            env=_environment(self.folder),
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        deadline = time.monotonic() + SECONDS_TO_START
        while not (found := LISTENING.search(self.log)):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"The site of the browser tests does not start:\n{self.log}")
            time.sleep(0.05)
        self.url = found.group(1)

    def stop(self) -> None:
        """End the server and wait until it has gone."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        if self._log is not None:
            self._log.close()

    @property
    def log_path(self) -> Path:
        return self.folder / "server.log"

    @property
    def log(self) -> str:
        """What the server has said so far."""
        return self.log_path.read_text()

    @cached_property
    def _facts(self) -> dict[str, Any]:
        return json.loads((self.folder / "site.json").read_text())

    @property
    def paths(self) -> dict[str, dict[str, str]]:
        """The path of one page of each kind in each language: `paths["guide"]["hu"]` (tests.browser.build_site)."""
        return self._facts["paths"]

    @property
    def sections(self) -> dict[str, dict[str, int]]:
        """The number of each section's page in each language, as the admin's addresses name it."""
        return self._facts["sections"]

    def address(self, kind: str, language_code: str) -> str:
        """The address of the page of that kind."""
        return self.url + self.paths[kind][language_code]
