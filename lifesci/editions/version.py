"""The register version: how many changes the register has seen."""

from datetime import datetime
from functools import lru_cache

from django.db import connection

from lifesci.editions.models import Change

QUERY = "SELECT latest FROM editions_changenumber WHERE id = 1"


def register_version() -> int:
    """The newest sequence of the change log, 0 for an empty register. One plain query by primary key."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        row = cursor.fetchone()
    return row[0] if row else 0


@lru_cache(maxsize=8)
def version_moment(version: int) -> datetime | None:
    """When the register came to a version, None for an empty register; asked of the database once in each process."""
    return Change.objects.filter(sequence=version).values_list("happened_at", flat=True).first()
