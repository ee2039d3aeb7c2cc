"""The act of publishing a working record, the same for every kind. Called by the publish modules of the four kinds."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import F

from lifesci.editions.issue import issue
from lifesci.editions.log import hold_log
from lifesci.editions.models import Change, Edition
from lifesci.editions.names import published_names
from lifesci.editions.pieces import Names, named_in
from lifesci.editions.readiness import NotReady, Readiness
from lifesci.editions.withdraw import withdraw
from lifesci.evidence.evaluation import check_facts
from lifesci.people.demand import demand_act

Document = Callable[[object, Names], dict]
Inspector = Callable[[object, Names], Readiness]

# Rooms above that keep a trail of acts: each is called with record, Change action, Edition number, user and words,
# inside the transaction of the act.
WITNESSES: list[Callable] = []


def publish(record, document: Document, readiness: Inspector, *, by, note="", after=None) -> Edition:
    """Publish a record as its next Edition, in one transaction; `by` is a user, or None for the system itself.

    Raises PermissionDenied, NotReady with every problem, and what `issue()` raises: Unchanged, Overtaken, Invalid.
    """
    demand_act(by, "publish", record)
    rows = type(record)._default_manager
    with transaction.atomic():
        rows.select_for_update().only("pk").get(pk=record.pk)  # whoever is saving it finishes first
        hold_log()  # nobody renames what the document names until it is out
        whole = rows.whole().get(pk=record.pk)
        check_facts(whole)  # the Edition records what the check finds now
        names = published_names(named_in(document(whole, {})))
        problems = readiness(whole, names).blocking
        if problems:
            raise NotReady(problems)
        edition = issue(document(whole, names), by=by, note=note, after=after)
        rows.filter(pk=record.pk, fixed_ref="").update(fixed_ref=F("ref"))
        _tell(record, Change.Action.ISSUED, edition.number, by, note)
    record.fixed_ref = edition.ref
    return edition


def take_down(record, *, by, reason: str, successor: str = "") -> Change:
    """Withdraw a record from the public, in one transaction; the working record stays.

    Raises PermissionDenied and what `withdraw()` raises: NotPublished, NoReason, UnknownSuccessor.
    """
    demand_act(by, "withdraw", record)
    with transaction.atomic():
        change = withdraw(record._meta.model_name, record.ref, by=by, reason=reason, successor=successor)
        _tell(record, change.action, change.number, by, change.reason)
    return change


def _tell(record, action, number, by, words) -> None:
    for witness in WITNESSES:
        witness(record, action=action, number=number, by=by, words=words)
