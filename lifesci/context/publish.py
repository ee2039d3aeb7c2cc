"""Publishing and withdrawing briefs: the acts that desk, imports and commands call."""

from lifesci.context.document import document
from lifesci.context.readiness import readiness
from lifesci.editions.models import Change, Edition
from lifesci.editions.publish import publish, take_down


def publish_brief(brief, *, by, note: str = "", after: int | None = None, beside=()) -> Edition:
    """Publish the brief as its next Edition. `after` is the number of the Edition the caller saw, 0 for none.

    `beside` are briefs that name it and are named by it: all are published or none.
    Raises PermissionDenied, SameEyes, NotReady with every problem, Unchanged, Overtaken; then nothing was written.
    """
    return publish(brief, document, readiness, by=by, note=note, after=after, beside=beside)


def withdraw_brief(brief, *, by, reason: str, successor: str = "") -> Change:
    """Withdraw the published brief, with a reason and perhaps the ref of the brief that takes its place.

    Raises PermissionDenied, NotPublished, NoReason, UnknownSuccessor; then nothing was written.
    """
    return take_down(brief, by=by, reason=reason, successor=successor)
