"""Words that were read once, remembered across restarts in a file of their own.

Hunspell reads some thousand words a second, a library has tens of thousands. Only words of documents are kept, never
what readers type. The file may be lost at any time, and one that cannot be read or written costs time only.
"""

import json
import logging
import os
import threading
from pathlib import Path

import apsw
from django.conf import settings

logger = logging.getLogger(__name__)

FILE_NAME = "words.sqlite3"
WAIT = 200  # milliseconds for another process that writes


class WordMemory:
    """A map from (space, word) to lists of words. What another `version` kept is forgotten."""

    def __init__(self, path: Path, version: str) -> None:
        self._path = path
        self._version = version
        self._lock = threading.Lock()
        self._connection: apsw.Connection | None = None
        self._process = 0

    def get(self, space: str, word: str) -> list[list[str]] | None:
        """What was kept for a word; None where nothing was."""
        with self._lock:
            try:
                sql = "SELECT reading FROM words WHERE space = ? AND word = ?"
                found = self._open().execute(sql, (space, word)).get
                return None if found is None else json.loads(found)
            except (apsw.Error, OSError, ValueError) as error:
                self._fail(error)
                return None

    def keep(self, space: str, word: str, reading: list[list[str]]) -> None:
        """Keep what a word is."""
        kept = json.dumps(reading, ensure_ascii=False, separators=(",", ":"))
        with self._lock:
            try:
                self._open().execute("INSERT OR REPLACE INTO words VALUES (?, ?, ?)", (space, word, kept))
            except (apsw.Error, OSError) as error:
                self._fail(error)

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            if self._connection is not None and self._process == os.getpid():
                self._connection.close(True)
            self._connection = None

    def _open(self) -> apsw.Connection:
        if self._connection is not None and self._process == os.getpid():
            return self._connection
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = self._connect()
        except (apsw.NotADBError, apsw.CorruptError):
            for ending in ("", "-wal", "-shm"):
                Path(f"{self._path}{ending}").unlink(missing_ok=True)
            self._connection = self._connect()
        self._process = os.getpid()
        return self._connection

    def _connect(self) -> apsw.Connection:
        connection = apsw.Connection(str(self._path))
        try:
            connection.set_busy_timeout(WAIT)
            # A crash of the machine may cost the last words; they are read again.
            connection.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF").fetchall()
            with connection:
                connection.execute("CREATE TABLE IF NOT EXISTS version (text TEXT PRIMARY KEY) WITHOUT ROWID")
                if connection.execute("SELECT text FROM version").get != self._version:
                    connection.execute("DROP TABLE IF EXISTS words; DELETE FROM version")
                    connection.execute("INSERT INTO version VALUES (?)", (self._version,))
                    connection.execute(
                        "CREATE TABLE words (space TEXT, word TEXT, reading TEXT NOT NULL,"
                        " PRIMARY KEY (space, word)) WITHOUT ROWID"
                    )
        except BaseException:
            connection.close(True)
            raise
        return connection

    def _fail(self, error: Exception) -> None:
        logger.debug("The words in %s cannot be used: %s", self._path, error)
        connection, self._connection = self._connection, None
        if connection is not None and self._process == os.getpid():
            connection.close(True)


_memories: dict[tuple[str, str], WordMemory] = {}


def open_memory(version: str) -> WordMemory:
    """The memory of this site for one version of the analysis."""
    folder = str(settings.DATA_DIR)  # every word asks: a path would be made anew each time
    key = folder, version
    if key not in _memories:
        _memories[key] = WordMemory(Path(folder) / FILE_NAME, version)
    return _memories[key]
