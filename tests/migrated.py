"""A migrated SQLite database is kept between runs: 150 migrations take 18 seconds, and seldom change.

The kept file is named after what the migrations and the locked packages say, so a change of either makes a new one.
"""

import hashlib
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".pytest_cache"


def kept_file() -> Path:
    """Where the database of the present migrations is kept; whether it is there is another question."""
    sources = [ROOT / "requirements.txt", *sorted(ROOT.glob("*/migrations/*.py"))]
    content = hashlib.sha256()
    for source in sources:
        content.update(str(source).encode() + source.read_bytes())
    return CACHE / f"migrated-{content.hexdigest()[:16]}.sqlite3"


def _test_file() -> Path | None:
    """The file of the test database; None where it is no SQLite file."""
    if connection.vendor != "sqlite":
        return None
    return Path(settings.DATABASES["default"]["TEST"]["NAME"])


def restore() -> None:
    """Put the kept database where Django will look for that of the tests."""
    target, kept = _test_file(), kept_file()
    if target and kept.exists():
        shutil.copyfile(kept, target)


def keep() -> None:
    """Keep the migrated database that is now open for the next run."""
    target, kept = _test_file(), kept_file()
    if not target or kept.exists():
        return
    CACHE.mkdir(exist_ok=True)
    for old in CACHE.glob("migrated-*.sqlite3"):
        old.unlink(missing_ok=True)
    fresh = target.with_suffix(".fresh")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(fresh)])
    shutil.move(fresh, kept)
