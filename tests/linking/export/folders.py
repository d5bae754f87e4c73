"""Folders that exports wrote, compared byte for byte."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import transaction


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def lines_that_differ(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Where two folders are not the same; none where they are, byte for byte."""
    found = [f"only in one: {name}" for name in sorted(one.keys() ^ other.keys())]
    for name in sorted(one.keys() & other.keys()):
        if one[name] != other[name]:
            before, after = (each[name].decode(errors="replace").splitlines() for each in (one, other))
            found += [f"{name}: {line}" for line in before if line not in after]
            found += [f"{name} after: {line}" for line in after if line not in before]
            found += [f"{name}: other bytes"]
    return found


@contextmanager
def undone() -> Iterator[None]:
    """Nothing that the block does stays, neither in the database nor of its files."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
