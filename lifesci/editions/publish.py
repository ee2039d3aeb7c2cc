"""The act of publishing a working record, the same for every kind. Called by the publish modules of the four kinds."""

from collections.abc import Callable
from contextlib import suppress

from django.db import transaction
from django.db.models import F

from lifesci.editions.four_eyes import demand_four_eyes
from lifesci.editions.issue import Unchanged, issue
from lifesci.editions.log import hold_log
from lifesci.editions.models import Change, Edition
from lifesci.editions.pieces import Names
from lifesci.editions.readiness import NotReady, Readiness
from lifesci.editions.together import names_for, readiness_of
from lifesci.editions.withdraw import withdraw
from lifesci.evidence.evaluation import check_facts
from lifesci.people.demand import demand_act

Document = Callable[[object, Names], dict]
Inspector = Callable[[object, Names], Readiness]

# Rooms above that keep a trail of acts: each is called with record, Change action, Edition number, user and words,
# inside the transaction of the act.
WITNESSES: list[Callable] = []


def publish(record, document: Document, readiness: Inspector, *, by, note="", after=None, beside=()) -> Edition:
    """Publish a record as its next Edition, in one transaction; `by` is a user, or None for the system itself.

    `beside` are records of its kind that are published in the same act, all or none: those that name it and are named
    by it (`lifesci.editions.together.companions`). Raises PermissionDenied, SameEyes, NotReady with every problem, and
    what `issue()` raises: Unchanged, Overtaken, Invalid.
    """
    demand_act(by, "publish", record)
    with transaction.atomic():
        records = _held([record, *beside])
        demand_four_eyes(by, records)
        names = names_for(records, document)
        problems = readiness_of(records, readiness, names).blocking
        if problems:
            raise NotReady(problems)
        whole, *others = records
        edition = _issue(whole, document(whole, names), by, note, after)
        for each in others:
            with suppress(Unchanged):  # somebody published it meanwhile
                _issue(each, document(each, names), by, note, None)
    record.fixed_ref = edition.ref
    return edition


def _held(records) -> list:
    """These records whole, facts checked; until the transaction ends nobody saves them or renames what they name."""
    rows = type(records[0])._default_manager
    keys = [record.pk for record in records]
    list(rows.select_for_update().filter(pk__in=keys).order_by("pk").only("pk"))
    hold_log()
    found = [rows.whole().get(pk=key) for key in keys]
    for whole in found:
        check_facts(whole)  # the Edition records what the check finds now
    return found


def _issue(record, body, by, note, after) -> Edition:
    edition = issue(body, by=by, note=note, after=after)
    type(record)._default_manager.filter(pk=record.pk, fixed_ref="").update(fixed_ref=F("ref"))
    _tell(record, Change.Action.ISSUED, edition.number, by, note)
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
