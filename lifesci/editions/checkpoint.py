"""Checkpoints: how many records are published at a number of the change log, and the one hash over them.

Acts call `keep_where_due()` after what they log has been done; public code reads `kept()` and `present()`.
"""

import json
import threading
from collections import Counter
from functools import lru_cache

from django.db import connection, models

from lifesci.editions.canonical import canonical
from lifesci.editions.edition import Kind
from lifesci.editions.proof import proof
from lifesci.trace.written_once import WrittenOnce

EVERY = 1000  # changes after which a checkpoint is kept
# Number and records in one statement, so that both are of one moment on either engine.
QUERY = (
    "SELECT n.latest, e.kind, e.ref, e.sha256 FROM editions_changenumber n"
    " LEFT JOIN editions_entry e ON 1 = 1 WHERE n.id = 1"
)


class Checkpoint(WrittenOnce):
    """The register right after change `sequence`. Kept for every thousandth; an erasure rewords Editions afterwards,
    so a checkpoint before one stays what was true then."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    counts = models.TextField(help_text="Published records by kind, canonical JSON.")
    sha256 = models.CharField(max_length=64, verbose_name="SHA-256", help_text="See lifesci.editions.proof.")

    class Meta(WrittenOnce.Meta):
        abstract = False
        ordering = ["sequence"]
        default_permissions = ()

    def __str__(self):
        return f"Checkpoint {self.sequence}"

    @property
    def by_kind(self) -> dict[str, int]:
        """How many records of each kind are published; every kind is named."""
        return json.loads(self.counts)


def keep_where_due(sequence: int) -> Checkpoint | None:
    """Keep the checkpoint of this change if it is one of those that are kept; the caller is in the transaction that
    logged the change and has done what it says."""
    if sequence % EVERY:
        return None
    checkpoint = worked_out()
    checkpoint.save()
    return checkpoint


def worked_out() -> Checkpoint:
    """The checkpoint of the register as it stands, unsaved. One query that reads every record's hash."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        rows = cursor.fetchall()
    records = [row[1:] for row in rows if row[1] is not None]
    counts = dict.fromkeys(Kind.values, 0) | Counter(kind for kind, _, _ in records)
    return Checkpoint(sequence=rows[0][0] if rows else 0, counts=canonical(counts), sha256=proof(records))


_working = threading.Lock()


def present(version: int) -> Checkpoint:
    """The checkpoint of a version of the register, or of a later one it has come to meanwhile; worked out once."""
    with _working:  # who comes while another works it out takes the same
        return _present(version)


@lru_cache(maxsize=2)
def _present(version: int) -> Checkpoint:
    return worked_out()


def forget_present() -> None:
    """Hold none: for tests, whose registers begin again at the same numbers."""
    _present.cache_clear()


def kept(sequence: int) -> Checkpoint | None:
    """The checkpoint that was kept of a change, if one was."""
    return Checkpoint.objects.filter(sequence=sequence).first()
