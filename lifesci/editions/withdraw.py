"""Withdrawing: take a record out of the catalogue and leave a tombstone. Its Editions stay."""

from django.db import transaction

from lifesci.editions.catalogue import unshelve
from lifesci.editions.checkpoint import keep_where_due
from lifesci.editions.issue import restate_strands
from lifesci.editions.log import hold_log, log_change
from lifesci.editions.models import Change, Entry
from lifesci.editions.reading import Gone
from lifesci.words import gettext

__all__ = ["Gone", "NoReason", "NotPublished", "UnknownSuccessor", "withdraw"]


class NotPublished(Exception):
    """The record is not published, so it cannot be withdrawn."""


class NoReason(Exception):
    """A withdrawal says why."""


class UnknownSuccessor(Exception):
    """The record named as successor is not published, or is the record itself."""


def withdraw(kind: str, ref: str, *, by=None, reason: str, successor: str = "") -> Change:
    """Withdraw a published record, in one transaction, and return the tombstone.

    Raises NotPublished, NoReason, or UnknownSuccessor (`successor` is the ref of a published record of the same kind).
    A programme's parent is re-issued without the strand.
    """
    if not reason.strip():
        raise NoReason("Say why the record is withdrawn: its address will show the reason.")
    with transaction.atomic():
        hold_log()
        entry = Entry.objects.filter(kind=kind, ref=ref).first()
        if entry is None:
            raise NotPublished(f"{kind} {ref} is not published.")
        if successor and (successor == ref or not Entry.objects.filter(kind=kind, ref=successor).exists()):
            raise UnknownSuccessor(f"{successor} is not another published {kind}.")
        parents = list(entry.terms.filter(scheme="parent").values_list("code", flat=True))
        change = log_change(
            kind, ref, Change.Action.WITHDRAWN, number=entry.number, reason=reason.strip(), successor=successor
        )
        unshelve(kind, ref)
        keep_where_due(change.sequence)
        for parent in parents:
            restate_strands(parent, by=by, note=gettext("A strand was withdrawn: {title}.").format(title=entry.title))
    return change
