"""The API's hottest reads: stored text, each by one plain query and without building an object."""

from django.db import connection

from lifesci.editions.models import Edition, Entry
from lifesci.etags import is_known

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


def answer_to(key: tuple, held: str) -> tuple[str, str | None]:
    """(ETag, text) of the current Edition for (kind, ref), or of a numbered one for (kind, ref, number).

    The text is None, and not read, where the client says by If-None-Match (`held`) that it has it. The ETag is the
    sha256 of the document and the same for its gzipped form, so that a partner can compare it with what the change log
    says; the register serves no ranges, for which alone that would matter. Raises LookupError for what is not there.
    """
    is_current = len(key) == 2
    if held and (found := first(CURRENT_HASH if is_current else NUMBERED_HASH, key)) and is_known(held, tag(found[0])):
        return tag(found[0]), None
    found = first(CURRENT if is_current else NUMBERED, key)
    if found is None:
        raise LookupError(key)
    return tag(found[1]), found[0]


def texts_of(entries: list[int]) -> list[str]:
    """The texts of the current Editions of these entries, in their order. One query."""
    if not entries:
        return []
    marks = ", ".join(["%s"] * len(entries))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT n.id, e.text FROM {ENTRIES} n JOIN {EDITIONS} e ON e.id = n.edition_id WHERE n.id IN ({marks})",  # noqa: S608 - marks alone
            entries,
        )
        found = dict(cursor.fetchall())
    return [found[entry] for entry in entries if entry in found]


def tag(sha256: str) -> str:
    """The ETag of a document."""
    return f'"{sha256}"'
