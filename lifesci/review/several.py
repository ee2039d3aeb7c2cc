"""Acts on several records at once: publish, withdraw, retag, set a review date; each record in its own transaction."""

import json
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from lifesci.editions.canonical import canonical, sha256
from lifesci.editions.desk.acts import Acts, differs
from lifesci.editions.desk.publishing import REFUSALS, WITHDRAWAL_REFUSALS, sentences
from lifesci.editions.issue import parents_told_once
from lifesci.editions.names import published_names
from lifesci.editions.pieces import named_in
from lifesci.editions.state import current_texts, state_of
from lifesci.people.demand import demand_act
from lifesci.review.steps import hold
from lifesci.trace.acting import Act, acting

EDITED = "It was edited after the preview was shown."
STRANDS = "Its strands were published."


class Skipped(Exception):
    """One record is left as it is; the sentence says why."""


@dataclass(frozen=True)
class Line:
    """What would become, or became, of one record."""

    record: object
    words: str
    is_done: bool


@dataclass(frozen=True)
class Chosen:
    """One record that was chosen, what it would be published as, and what the public reads of it, if anything."""

    record: object
    body: dict
    published: bool
    is_unchanged: bool
    blocking: list[str]

    @property
    def fingerprint(self) -> str:
        """Tells whether it is still what somebody looked at."""
        return sha256(canonical(self.body))


@dataclass(frozen=True)
class Several:
    """One act: `foretell` says what it would do to a record, `perform` does it; both raise Skipped and its refusals."""

    verb: str
    foretell: Callable[[Chosen, dict], str]
    perform: Callable[..., str]
    tells_parents: bool = False


def chosen(acts: Acts, model, keys: Iterable[int]) -> list[Chosen]:
    """The records with these keys, read whole in a constant number of queries, in their order."""
    records = list(model.objects.whole().filter(pk__in=list(keys)))
    names = published_names(set().union(*(named_in(acts.document(each, {})) for each in records)))
    texts = current_texts(acts.kind, [each.ref for each in records])
    found = []
    for record in records:
        body, current = acts.document(record, names), texts.get(record.ref)
        unchanged = current is not None and not differs(body, json.loads(current[1]))
        found.append(Chosen(record, body, current is not None, unchanged, acts.readiness(record, names).blocking))
    return found


def foretold(act: Several, found: list[Chosen], said: dict) -> list[Line]:
    """What the act would do to each record; nothing is written."""
    return [_tried(each.record, act.foretell, each, said) for each in found]


def performed(act: Several, acts: Acts, found: list[Chosen], said: dict, *, by) -> list[Line]:
    """Do it to each record that it can be done to; the others are named with the reason. Raises PermissionDenied."""
    if found:
        demand_act(by, act.verb, found[0].record)
    whole = parents_told_once(by=by, note=STRANDS) if act.tells_parents else nullcontext()
    with acting(Act.BULK, by=by, reference=said["reason"][:200]), whole:
        return [_tried(each.record, act.perform, acts, each, said, by=by) for each in found]


def _tried(record, verb, *given, **named) -> Line:
    try:
        return Line(record, verb(*given, **named), True)
    except (Skipped, PermissionDenied, *REFUSALS, *WITHDRAWAL_REFUSALS) as refusal:
        return Line(record, " ".join(sentences(refusal)), False)


def _foretell_publish(each: Chosen, said: dict) -> str:
    if each.blocking:
        raise Skipped(" ".join(each.blocking))
    if each.is_unchanged:
        raise Skipped("The public reads exactly this already.")
    return "Will be published."


def _publish(acts: Acts, each: Chosen, said: dict, *, by) -> str:
    if said["seen"].get(str(each.record.pk)) != each.fingerprint:
        raise Skipped(EDITED)
    edition = acts.publish(each.record, by=by, note=said["reason"], after=state_of(acts.kind, each.record.ref).number)
    return f"Published as Edition {edition.number}."


def _foretell_withdraw(each: Chosen, said: dict) -> str:
    if not each.published:
        raise Skipped("It is not published.")
    return "Will be withdrawn."


def _withdraw(acts: Acts, each: Chosen, said: dict, *, by) -> str:
    acts.withdraw(each.record, by=by, reason=said["reason"])
    return "Withdrawn."


def _foretell_retag(each: Chosen, said: dict) -> str:
    has = said["term"] in getattr(each.record, said["field"]).all()
    if said["way"] == "add":
        if has:
            raise Skipped(f"It has “{said['term']}” already.")
        return f"Will get “{said['term']}”."
    if not has:
        raise Skipped(f"It does not have “{said['term']}”.")
    return f"Will lose “{said['term']}”."


def _retag(acts: Acts, each: Chosen, said: dict, *, by) -> str:
    _foretell_retag(each, said)
    with transaction.atomic():
        hold(each.record)
        terms = getattr(each.record, said["field"])
        (terms.add if said["way"] == "add" else terms.remove)(said["term"])
        _touch(each.record)
    return f"“{said['term']}” was {'added' if said['way'] == 'add' else 'removed'}."


def _foretell_date(each: Chosen, said: dict) -> str:
    if each.record.review_on == said["review_on"]:
        raise Skipped("It has this date already.")
    return f"Will be looked at again on {_day(said['review_on'])}." if said["review_on"] else "Will have no date."


def _set_date(acts: Acts, each: Chosen, said: dict, *, by) -> str:
    _foretell_date(each, said)
    with transaction.atomic():
        hold(each.record)
        each.record.review_on = said["review_on"]
        each.record.save(update_fields=["review_on", "updated_at"])
    return f"To be looked at again on {_day(said['review_on'])}." if said["review_on"] else "It has no date now."


def _touch(record) -> None:
    type(record)._default_manager.filter(pk=record.pk).update(updated_at=timezone.now())


def _day(day) -> str:
    return f"{day.day} {day:%B %Y}"


PUBLISH = Several("publish", _foretell_publish, _publish, tells_parents=True)
WITHDRAW = Several("withdraw", _foretell_withdraw, _withdraw)
RETAG = Several("change", _foretell_retag, _retag)
SET_DATE = Several("change", _foretell_date, _set_date)
