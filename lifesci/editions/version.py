"""The register version: how many changes the register has seen."""

from django.db import connection

QUERY = "SELECT latest FROM editions_changenumber WHERE id = 1"


def register_version() -> int:
    """The newest sequence of the change log, 0 for an empty register. One plain query by primary key."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        row = cursor.fetchone()
    return row[0] if row else 0
