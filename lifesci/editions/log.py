"""Writing the change log: one lock, numbers without gaps. For the acts of this package alone."""

from django.db import connection
from django.utils import timezone

from lifesci.editions.models import Change, ChangeNumber


class NotInTransaction(RuntimeError):
    """The log was asked to write outside a transaction, where half an act could be kept."""


def hold_log() -> ChangeNumber:
    """Take the register's one lock until the transaction ends; what is read afterwards is the latest committed state.

    Raises NotInTransaction outside `transaction.atomic()`. On SQLite the transaction itself is the lock (IMMEDIATE).
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("Changes are logged inside a transaction.")
    ChangeNumber.objects.get_or_create(pk=1)
    return ChangeNumber.objects.select_for_update().get(pk=1)


def log_change(kind, ref, action, *, number=None, reason="", successor="") -> Change:
    """Append one line to the change log and return it. The caller is in a transaction."""
    counter = hold_log()
    counter.latest += 1
    counter.save(update_fields=["latest"])
    return Change.objects.create(
        sequence=counter.latest,
        kind=kind,
        ref=ref,
        action=action,
        number=number,
        reason=reason,
        successor=successor,
        happened_at=timezone.now(),
    )
