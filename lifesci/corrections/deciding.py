"""Deciding on corrections: accept, reject, and forget the address of who sent one. For the desk and for commands."""

from datetime import datetime
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from lifesci.corrections.models import Correction
from lifesci.corrections.working import fact_of, record_of
from lifesci.evidence.evaluation import check_facts
from lifesci.evidence.models import Figure
from lifesci.people.demand import demand, demand_act
from lifesci.trace.acting import Act, acting

DECIDE = "corrections.decide_correction"


class Decided(Exception):
    """Somebody decided on the correction before; nothing was changed."""

    def __init__(self, correction: Correction):
        self.correction = correction
        state, by = correction.get_state_display().lower(), correction.decided_by
        super().__init__(f"{correction.number} was {state} by {by} meanwhile. Nothing was changed.")


class NoReason(Exception):
    """A correction was to be rejected without a word why."""


class ChangedMeanwhile(Exception):
    """The figure was changed after the page was shown; nothing was changed."""


def accept(correction: Correction, *, by, figure: Figure | None = None, seen: str = "") -> Correction:
    """Accept a correction; `figure`, where given, is its figure with the new values, and becomes part of the draft.

    `seen` is what `values_of()` gave when the page was shown. Raises PermissionDenied, Decided, ChangedMeanwhile, and
    ValidationError where the figure cannot stand; then nothing was changed.
    """
    with transaction.atomic(), acting(Act.CORRECTION, by, correction.number):
        held = _hold(correction, by)
        if figure is not None:
            _change(held, figure, by, seen)
        return _close(held, Correction.State.ACCEPTED, by)


def reject(correction: Correction, *, by, reason: str) -> Correction:
    """Reject a correction; the reason is kept for the next curator. Raises PermissionDenied, Decided, NoReason."""
    if not reason.strip():
        raise NoReason("Say why the correction is rejected. The reason is kept with it.")
    with transaction.atomic():
        return _close(_hold(correction, by), Correction.State.REJECTED, by, reason.strip())


def forget_sender(correction: Correction, *, by) -> None:
    """Delete the address of who sent a correction, once it was answered. Raises PermissionDenied."""
    demand(by, DECIDE, "decide on corrections")
    Correction.objects.filter(pk=correction.pk).update(email="")


def forget_senders(closed_before: datetime) -> int:
    """Delete the addresses of all corrections that were closed before a moment; how many there were."""
    closed = Correction.objects.with_address().filter(decided_at__lt=closed_before)
    return closed.update(email="")


def values_of(figure: Figure) -> str:
    """A hash of what a figure states and where it was read, which tells whether anything of it was changed since."""
    names = [field.attname for field in figure._meta.concrete_fields]
    values = [str(getattr(figure, name)) for name in names if not name.startswith(("check", "confirmed"))]
    return sha256(repr(values).encode()).hexdigest()


def _hold(correction, by) -> Correction:
    demand(by, DECIDE, "decide on corrections")
    held = Correction.objects.select_for_update().get(pk=correction.pk)
    if not held.is_waiting:
        raise Decided(held)
    return held


def _change(correction, figure, by, seen) -> None:
    record = record_of(correction.kind, correction.ref)
    stands = fact_of(record, correction.fact)
    if record is None or stands is None or stands.pk != figure.pk:
        raise PermissionDenied("A correction changes the figure that it speaks of, and no other.")
    demand_act(by, "change", record)
    if values_of(stands) != seen:
        raise ChangedMeanwhile(
            "The figure was changed after this page was shown. Nothing was changed: look at it again."
        )
    figure.full_clean()
    figure.save()
    record.save(update_fields=["updated_at"])
    check_facts(record)


def _close(correction, state, by, reason="") -> Correction:
    correction.state, correction.reason = state, reason
    correction.decided_at, correction.decided_by = timezone.now(), by.get_username() if by else ""
    correction.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    return correction
