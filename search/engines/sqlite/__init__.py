"""The embedded engine: SQLite's FTS5 through apsw, in a file of its own that can be built again at any time."""

from search.engines.sqlite.engine import SqliteEngine

__all__ = ["SqliteEngine"]
