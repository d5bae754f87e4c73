"""What the database has to be told in so many words."""

from django.db import connection


def refresh_statistics() -> None:
    """Let PostgreSQL count its tables again, for a transaction that has just filled them.

    It plans by counts that it renews only from outside, after the end of a transaction; by those of empty tables it
    reads whole tables again and again (https://www.postgresql.org/docs/current/populate.html#POPULATE-ANALYZE).
    SQLite plans well without.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
