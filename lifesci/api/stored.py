"""The API's hottest reads: stored text, each by one plain query and without building an object."""

from django.db import connection

from lifesci.editions.models import Edition, Entry

EDITIONS, ENTRIES = Edition._meta.db_table, Entry._meta.db_table
CURRENT = (
    f"SELECT e.text, e.sha256 FROM {ENTRIES} n JOIN {EDITIONS} e ON e.id = n.edition_id "  # noqa: S608 our own names
    "WHERE n.kind = %s AND n.ref = %s"
)
CURRENT_HASH = f"SELECT sha256 FROM {ENTRIES} WHERE kind = %s AND ref = %s"  # noqa: S608
NUMBERED = f"SELECT text, sha256 FROM {EDITIONS} WHERE kind = %s AND ref = %s AND number = %s"  # noqa: S608
NUMBERED_HASH = f"SELECT sha256 FROM {EDITIONS} WHERE kind = %s AND ref = %s AND number = %s"  # noqa: S608


def first(query: str, key: tuple) -> tuple | None:
    """The first row of a query, None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(query, key)
        return cursor.fetchone()


def stored(key: tuple) -> tuple[str, str] | None:
    """(text, sha256) of the current Edition for (kind, ref), or of a numbered one for (kind, ref, number)."""
    return first(CURRENT if len(key) == 2 else NUMBERED, key)


def stored_hash(key: tuple) -> str | None:
    """The sha256 alone, for the same keys; no text is read."""
    found = first(CURRENT_HASH if len(key) == 2 else NUMBERED_HASH, key)
    return found[0] if found else None
