"""Publishing and withdrawing organisations: the acts that desk, imports and commands call."""

from lifesci.editions.models import Change, Edition
from lifesci.editions.publish import publish, take_down
from organisations.document import document
from organisations.readiness import readiness


def publish_organisation(organisation, *, by, note: str = "", after: int | None = None, beside=()) -> Edition:
    """Publish the organisation as its next Edition. `after` is the number of the Edition the caller saw, 0 for none.

    `beside` are organisations that name it and are named by it: all are published or none.
    Raises PermissionDenied, SameEyes, NotReady with every problem, Unchanged, Overtaken; then nothing was written.
    """
    return publish(organisation, document, readiness, by=by, note=note, after=after, beside=beside)


def withdraw_organisation(organisation, *, by, reason: str, successor: str = "") -> Change:
    """Withdraw the published organisation, with a reason and perhaps the ref of the organisation that takes its place.

    Raises PermissionDenied, NotPublished, NoReason, UnknownSuccessor; then nothing was written.
    """
    return take_down(organisation, by=by, reason=reason, successor=successor)
