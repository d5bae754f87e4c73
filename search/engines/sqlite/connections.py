"""Connections to the index file: one a thread, opened when needed, replaced when the file was."""

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import apsw

from search.engines.base import EngineDamagedError, EngineUnavailableError
from search.engines.sqlite.ranking import RANK, rank
from search.engines.sqlite.tokens import TOKENIZER, make_tokenizer

READ_WAIT = 1.0  # seconds; readers wait for nobody but a recovery
CACHE_KIB = 8192
SIDE_FILES = ("-wal", "-shm", "-journal")

FileNumber = tuple[int, int] | None


class Connections:
    """The connections of this process to one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()

    @contextlib.contextmanager
    def transaction(self, *, write: bool = False, wait: float = READ_WAIT) -> Iterator[apsw.Connection]:
        """A connection within a transaction: one state of the index for all that is read, all or nothing written.

        Raises EngineUnavailableError, or EngineDamagedError where the file is no readable index.
        """
        with self._explained():
            connection = self._connection(create=write)
            connection.set_busy_timeout(int(wait * 1000))
            connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(apsw.Error):
                    connection.execute("ROLLBACK")
                raise

    def reset(self) -> None:
        """Empty the file whatever is in it, for every process that has it open."""
        with self._explained():
            self._drop()
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._empty_in_place()
            except apsw.Error:
                # Beyond SQLite's own repair, or held open by others; they notice by the file's number that theirs is
                # gone. The log goes first: it must not be taken for the next file's.
                for name in (*SIDE_FILES, ""):
                    Path(f"{self.path}{name}").unlink(missing_ok=True)

    def _empty_in_place(self) -> None:
        with contextlib.closing(apsw.Connection(str(self.path))) as connection:
            connection.set_busy_timeout(int(READ_WAIT * 1000))
            connection.config(apsw.SQLITE_DBCONFIG_RESET_DATABASE, 1)
            connection.execute("VACUUM")
            connection.config(apsw.SQLITE_DBCONFIG_RESET_DATABASE, 0)

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn the errors of SQLite and of the file system into ours."""
        try:
            yield
        except (apsw.NotADBError, apsw.CorruptError) as error:
            self._drop()
            raise EngineDamagedError(f"{self.path}: {error}") from error
        except apsw.Error as error:
            self._drop()
            # Our statements are right, so where a table or a column is missing the file is emptied or foreign.
            fault = EngineDamagedError if str(error).startswith("no such") else EngineUnavailableError
            raise fault(f"{self.path}: {error}") from error
        except OSError as error:
            raise EngineUnavailableError(str(error)) from error

    def _connection(self, *, create: bool) -> apsw.Connection:
        file_number = self._file_number()
        held: _Held | None = getattr(self._local, "held", None)
        if held is not None:
            if held.process == os.getpid() and held.file_number == file_number:
                return held.connection
            self._drop()
        if file_number is None:
            if not create:
                raise EngineUnavailableError(f"{self.path}: no index has been built")
            self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = self._open()
        self._local.held = _Held(connection, self._file_number())
        return connection

    def _open(self) -> apsw.Connection:
        connection = apsw.Connection(str(self.path))
        try:
            connection.set_busy_timeout(int(READ_WAIT * 1000))
            # The first statement reads the file, so one that is no database is found out here.
            connection.execute(
                f"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-{CACHE_KIB}"
            ).fetchall()
            connection.register_fts5_tokenizer(TOKENIZER, make_tokenizer)
            connection.register_fts5_function(RANK, rank)
        except BaseException:
            connection.close(True)
            raise
        return connection

    def _file_number(self) -> FileNumber:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino

    def _drop(self) -> None:
        held: _Held | None = getattr(self._local, "held", None)
        self._local.held = None
        if held is not None:
            held.close()


class _Held:
    """A thread's connection, closed when the thread ends.

    A connection with a tokenizer of ours refers to itself inside apsw and would stay open for ever (tried on 3.54).
    """

    def __init__(self, connection: apsw.Connection, file_number: FileNumber) -> None:
        self.connection = connection
        self.file_number = file_number
        self.process = os.getpid()

    def close(self) -> None:
        # In a forked child it is the parent's: closing it would drop the parent's locks on the file.
        if self.process == os.getpid():
            with contextlib.suppress(apsw.Error):
                self.connection.close(True)

    __del__ = close
