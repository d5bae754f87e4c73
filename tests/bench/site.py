"""The sample site that is measured: a folder with a database and an index of its own."""

import contextlib
import logging
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@contextlib.contextmanager
def site_folder(given: Path | None) -> Iterator[Path]:
    """The folder of the site: a given one, which is made and kept, or a temporary one."""
    if given:
        given.mkdir(parents=True, exist_ok=True)
        yield given.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="kka-measured-") as folder:
        yield Path(folder)


def use_settings(folder: Path) -> None:
    """The site's own settings, on a database in `folder`; nothing of the developer's environment counts."""
    for name in [name for name in os.environ if name.startswith("CMS_")]:
        del os.environ[name]
    os.environ.update(
        DJANGO_SETTINGS_MODULE="cms.settings",
        CMS_DATA_DIR=str(folder),
        CMS_DATABASE_URL=f"sqlite:///{folder / 'db.sqlite3'}",
        CMS_SEARCH_URL=f"sqlite:///{folder / 'search.sqlite3'}",
        CMS_SECRET_KEY="a key for measuring only",
        CMS_DEBUG="false",
        CMS_LOG_LEVEL="CRITICAL",
    )
    import django

    django.setup()
    logging.disable(logging.CRITICAL)


def make_site(folder: Path) -> None:
    """The sample site; where it has been made before, only what migrations and static files have changed since."""
    from django.core.management import call_command

    from core.catalogues import compile_catalogues

    compile_catalogues()
    is_made = folder / "made"
    with Path(os.devnull).open("w") as nowhere:
        for command in ("migrate", *(() if is_made.exists() else ("setup_site", "load_sample_library"))):
            started = time.monotonic()
            call_command(command, verbosity=0, stdout=nowhere)
            print(f"  {command}: {time.monotonic() - started:.0f} s", file=sys.stderr)
        call_command("collectstatic", verbosity=0, interactive=False, stdout=nowhere)
    from search import index

    index.work_off()
    is_made.touch()
