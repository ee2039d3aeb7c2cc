"""Publishing and withdrawing programmes: the acts that desk, imports and commands call."""

from lifesci.editions.models import Change, Edition
from lifesci.editions.publish import publish, take_down
from programmes.document import document
from programmes.readiness import readiness


def publish_programme(programme, *, by, note: str = "", after: int | None = None, beside=()) -> Edition:
    """Publish the programme as its next Edition. `after` is the number of the Edition the caller saw, 0 for none.

    `beside` are programmes that name it and are named by it: all are published or none.
    Raises PermissionDenied, SameEyes, NotReady with every problem, Unchanged, Overtaken; then nothing was written.
    """
    return publish(programme, document, readiness, by=by, note=note, after=after, beside=beside)


def withdraw_programme(programme, *, by, reason: str, successor: str = "") -> Change:
    """Withdraw the published programme, with a reason and perhaps the ref of the programme that takes its place.

    Raises PermissionDenied, NotPublished, NoReason, UnknownSuccessor; then nothing was written.
    """
    return take_down(programme, by=by, reason=reason, successor=successor)
