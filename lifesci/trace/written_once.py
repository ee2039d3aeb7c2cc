"""Rows that are written once: Editions, the change log, the log of acts. Only an erasure may reword them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, models, transaction

ONCE = "What is published or logged is written once and never changed."
NEVER = "What is published or logged is never deleted."
_ERASING: ContextVar[bool] = ContextVar("erasing", default=False)


class Immutable(Exception):
    """Somebody tried to change or delete what was written once."""


@contextmanager
def erasing() -> Iterator[None]:
    """Inside, in one transaction, texts that were written once may be reworded. For the erasure of a person alone.

    On PostgreSQL the triggers that guard the rows let the same through, and nothing that is no text.
    """
    token = _ERASING.set(True)
    try:
        with transaction.atomic():
            _tell_database("on")
            yield
            _tell_database("")
    finally:
        _ERASING.reset(token)


def _tell_database(state: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lifesci.erasing', %s, true)", [state])


class WrittenOnceQuerySet(models.QuerySet):
    """Refuses every way of changing rows that a QuerySet offers, upserts included."""

    def update(self, **changes):
        """Refused, unless a person is being erased from what the model calls its `REWORDED` fields."""
        if not _ERASING.get() or not changes.keys() <= set(self.model.REWORDED):
            raise Immutable(ONCE)
        return super().update(**changes)

    def bulk_update(self, objs, fields, batch_size=None):
        """Refused."""
        raise Immutable(ONCE)

    def delete(self):
        """Refused."""
        raise Immutable(NEVER)

    def bulk_create(self, objs, *args, update_conflicts=False, ignore_conflicts=False, **options):
        """Insert new rows; an upsert is refused."""
        if update_conflicts or ignore_conflicts:
            raise Immutable(f"{ONCE} An upsert would change it.")
        return super().bulk_create(objs, *args, **options)


class WrittenOnce(models.Model):
    """Abstract. `save()` inserts, and does nothing else."""

    REWORDED = ()

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args, **options):
        """Insert the row; a key that exists raises IntegrityError, a row that was read raises Immutable."""
        if not self._state.adding:
            raise Immutable(ONCE)
        super().save(force_insert=True, using=options.get("using"))

    def delete(self, *args, **options):
        """Refused."""
        raise Immutable(NEVER)
