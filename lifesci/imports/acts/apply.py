"""Approving a plan and applying it: one transaction that makes drafts, or nothing."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.utils import timezone

from lifesci.imports.acts.pouring import Dangling, create, update
from lifesci.imports.acts.rights import APPLY, APPROVE, demand_tables
from lifesci.imports.acts.walking import InTheWay, Obstacles, chunks
from lifesci.imports.models import Proposal, ProposedRow, Stage
from lifesci.imports.progress import Cancelled, Progress, Ticker, begin_anew
from lifesci.imports.resource import RegisterResource
from lifesci.people.demand import demand
from lifesci.trace.acting import Act, acting
from lifesci.trace.events import record_event
from lifesci.trace.models import Event

MOVED = "it was edited after the plan was made. Make the plan again."
APPEARED = "a row with this key was added after the plan was made. Make the plan again."
UNTOUCHED = "The register is as it was."
BUSY = "Somebody else was writing to the same rows, and the database gave up waiting. Try again in a while."


class NotNow(Exception):
    """The proposal has not come so far, or is past it; the message says so."""


def approve(proposal: Proposal, *, by) -> None:
    """Say that a plan may be applied. Raises PermissionDenied for whoever sent the file, and NotNow."""
    demand(by, APPROVE, "approve imports")
    if by is not None and proposal.made_by_id == by.pk:
        raise PermissionDenied("A second person approves an import; you sent this file.")
    mine = Proposal.objects.filter(pk=proposal.pk, stage=Stage.PLANNED)
    if not mine.update(stage=Stage.APPROVED, approved_by=by, approved_at=timezone.now()):
        raise NotNow("There is no plan that waits for approval.")
    proposal.refresh_from_db()


def begin_applying(proposal: Proposal, *, by) -> None:
    """Ask for a plan to be applied. Raises PermissionDenied and NotNow; nothing is written but the wish."""
    demand(by, APPLY, "apply imports")
    demand_tables(by, proposal.rows.to_apply().order_by().values_list("table", flat=True).distinct())
    if settings.FOUR_EYES and proposal.stage != Stage.APPROVED:
        raise NotNow("This register asks for four eyes: a second person approves the plan before it is applied.")
    ready = Proposal.objects.filter(pk=proposal.pk, stage__in=[Stage.PLANNED, Stage.APPROVED])
    if not ready.update(stage=Stage.APPLYING, applied_by=by, said=""):
        raise NotNow("There is no plan that can be applied.")
    begin_anew(proposal.pk)
    proposal.refresh_from_db()


def apply(proposal: Proposal, report: Callable[[Progress], None] | None = None) -> Proposal:
    """Make drafts of a plan, in one transaction. APPLIED afterwards, or PLANNED as before with `said` telling why."""
    back = Stage.APPROVED if proposal.approved_at else Stage.PLANNED
    try:
        with acting(Act.IMPORT, by=proposal.applied_by, reference=str(proposal)), transaction.atomic():
            if _is_mine(proposal, Stage.APPLYING):
                _pour(proposal, report)
                record_event(Event.Kind.IMPORT, by=proposal.applied_by, record=proposal, details=proposal.in_words)
                _finish(proposal, stage=Stage.APPLIED, applied_at=timezone.now(), said="")
    except InTheWay as refused:
        _give_back(proposal, back, str(refused))
    except Dangling as refused:
        _give_back(proposal, back, f"{refused} Make the plan again.")
    except Cancelled:
        _give_back(proposal, back, f"Applying was cancelled. {UNTOUCHED}")
    except OperationalError:
        _give_back(proposal, back, f"{BUSY} {UNTOUCHED}")
    proposal.refresh_from_db()
    return proposal


def _is_mine(proposal: Proposal, stage: str) -> bool:
    """Lock the proposal for the transaction; False where another has finished it."""
    return Proposal.objects.select_for_update().get(pk=proposal.pk).stage == stage


def _finish(proposal: Proposal, **values) -> None:
    Proposal.objects.filter(pk=proposal.pk).update(**values)


def _give_back(proposal: Proposal, stage: str, said: str) -> None:
    Proposal.objects.filter(pk=proposal.pk, stage=Stage.APPLYING).update(stage=stage, said=said, applied_by=None)


def _pour(proposal: Proposal, report) -> None:
    total = proposal.rows.to_apply().count()
    ticker, obstacles = Ticker(proposal.pk, "Applying", total, report), Obstacles()
    for resource, rows in chunks(proposal):
        _pour_chunk(resource, rows, obstacles)
        ticker.tick(len(rows))
    obstacles.stop()
    for resource, rows in chunks(proposal, leans=True):
        _pour_leaning(resource, rows)
    ticker.say()


def _pour_chunk(resource: RegisterResource, rows: list[ProposedRow], obstacles: Obstacles) -> None:
    """Write the rows of a chunk, without what they refer to in their own table, which may still be to come."""
    existing = resource.existing({row.key for row in rows})
    new, changed = [], {}
    for row in rows:
        pk, plain = existing.get(row.key, (None, None))
        values = {name: value for name, (_, value) in row.changes.items() if not resource.columns[name].is_about_itself}
        if row.is_new and pk is None:
            new.append(values)
        elif row.is_new:
            obstacles.add(resource, row, APPEARED)
        elif pk is None or resource.version(plain) != row.base:
            obstacles.add(resource, row, MOVED)
        else:
            changed[pk] = values if not row.leans or values else {}
    if not obstacles.count:
        update(resource, {pk: values for pk, values in changed.items() if values})
        create(resource, new)
    for row in rows:
        if not row.is_new and not row.leans and not obstacles.count:
            _clear_own(resource, row, existing)


def _clear_own(resource: RegisterResource, row: ProposedRow, existing) -> None:
    """References inside the table that are emptied need nothing to come first."""
    emptied = {name: new for name, (_, new) in row.changes.items() if resource.columns[name].is_about_itself}
    if emptied:
        update(resource, {existing[row.key][0]: emptied})


def _pour_leaning(resource: RegisterResource, rows: list[ProposedRow]) -> None:
    existing = resource.existing({row.key for row in rows})
    changes = {}
    for row in rows:
        mine = {name: new for name, (_, new) in row.changes.items() if resource.columns[name].is_about_itself}
        changes[existing[row.key][0]] = mine
    update(resource, changes)
