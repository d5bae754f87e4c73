"""A folder that is replaced as a whole: what was there stays until the new one is complete."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from linking.library.problems import LibraryError, Problem

# Says that the folder was written by an export, so that the next one may replace it.
MARKER = ".library-export"
MARKER_TEXT = "Written by manage.py export_library, which replaces this folder as a whole.\n"


def check_folder(root: Path) -> None:
    """Raise LibraryError for a folder that holds anything but an earlier export."""
    if root.is_symlink() or (root.exists() and not root.is_dir()):
        raise LibraryError([Problem(str(root), 1, "", "A folder is expected here.")])
    if root.is_dir() and any(root.iterdir()) and not (root / MARKER).is_file():
        message = "The folder is not empty, and no earlier export: name another one."
        raise LibraryError([Problem(str(root), 1, "", message)])


@contextmanager
def replacing(root: Path, *, is_private: bool) -> Iterator[Path]:
    """An empty folder beside `root`, which takes its place once the block has ended well.

    `is_private`: a folder that is new is for its owner alone. One that is there keeps its permissions.
    Raises LibraryError as `check_folder` does, OSError where nothing can be written.
    """
    check_folder(root)
    root = root.absolute()
    root.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{root.name}-new-", dir=root.parent))
    try:
        (new / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
        yield new
        mode = 0o700 if is_private else 0o755
        new.chmod(root.stat().st_mode & 0o777 if root.is_dir() else mode)
        _swap(new, root)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _swap(new: Path, root: Path) -> None:
    if not root.is_dir():
        new.rename(root)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{root.name}-old-", dir=root.parent))
    try:
        root.rename(old / root.name)
        try:
            new.rename(root)
        except OSError:
            (old / root.name).rename(root)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
