"""What the database has to be told in so many words."""

import contextlib
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import Model


def refresh_statistics() -> None:
    """Let PostgreSQL count its tables again, for a transaction that has just filled them.

    It plans by counts that it renews only from outside, after the end of a transaction; by those of empty tables it
    reads whole tables again and again (https://www.postgresql.org/docs/current/populate.html#POPULATE-ANALYZE).
    SQLite plans well without.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@contextlib.contextmanager
def short_transaction(patience: int) -> Iterator[None]:
    """A transaction that waits for another writer so many milliseconds at most; raises OperationalError then.

    For what may be left undone, in a place where waiting would cost more.
    """
    with connection.cursor() as cursor:
        usual = None
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA busy_timeout")
            usual = int(cursor.fetchone()[0])
            cursor.execute(f"PRAGMA busy_timeout = {int(patience)}")
        try:
            with transaction.atomic():
                if connection.vendor == "postgresql":
                    cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{int(patience)}ms"])
                yield
        finally:
            if usual is not None:
                cursor.execute(f"PRAGMA busy_timeout = {usual}")


def change_row(model: type[Model], row: dict[str, Any], values: dict[str, Any]) -> bool:
    """Write `values`, such as {"visits": F("visits") + 1}, into the row that `row` names; False where there is none."""
    return model._default_manager.filter(**row).update(**values) > 0


def begin_row(model: type[Model], row: dict[str, Any]) -> None:
    """A row that counts nothing yet; another process may have begun the same."""
    model._default_manager.bulk_create([model(**row)], ignore_conflicts=True)
