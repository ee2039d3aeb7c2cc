"""Undoing an applied import as a whole, while nothing else has touched its rows."""

from collections import defaultdict
from collections.abc import Callable

from django.db import OperationalError, transaction
from django.utils import timezone

from lifesci.imports.acts.apply import BUSY, NotNow
from lifesci.imports.acts.pouring import Dangling, remove, update
from lifesci.imports.acts.rights import APPLY, demand_tables
from lifesci.imports.acts.walking import InTheWay, Obstacles, chunks
from lifesci.imports.models import Proposal, ProposedRow, Stage
from lifesci.imports.progress import Cancelled, Progress, Ticker, begin_anew
from lifesci.imports.register import table_of
from lifesci.imports.resource import RegisterResource
from lifesci.people.demand import demand
from lifesci.trace.acting import Act, acting
from lifesci.trace.events import record_event
from lifesci.trace.models import Event
from lifesci.vocabularies.models import Term

STANDS = "The import stands as it was applied."
EDITED = "it was edited after the import."
GONE = "it is no longer there."
PUBLISHED = (
    "it was published after the import. Withdraw it if it should not be public; what was published is not removed."
)
NAMED = "it is now named by {what} “{name}”."


def begin_undoing(proposal: Proposal, *, by) -> None:
    """Ask for an import to be undone. Raises PermissionDenied and NotNow; nothing is written but the wish."""
    demand(by, APPLY, "undo imports")
    demand_tables(by, proposal.rows.to_apply().order_by().values_list("table", flat=True).distinct())
    applied = Proposal.objects.filter(pk=proposal.pk, stage=Stage.APPLIED)
    if not applied.update(stage=Stage.UNDOING, undone_by=by, said=""):
        raise NotNow("Only an import that was applied can be undone.")
    begin_anew(proposal.pk)
    proposal.refresh_from_db()


def undo(proposal: Proposal, report: Callable[[Progress], None] | None = None) -> Proposal:
    """Take an import back, in one transaction. UNDONE afterwards, or APPLIED as before with `said` telling why."""
    try:
        with acting(Act.UNDO, by=proposal.undone_by, reference=str(proposal)), transaction.atomic():
            if Proposal.objects.select_for_update().get(pk=proposal.pk).stage == Stage.UNDOING:
                _take_back(proposal, report)
                record_event(Event.Kind.UNDO, by=proposal.undone_by, record=proposal, details=proposal.in_words)
                done = {"stage": Stage.UNDONE, "undone_at": timezone.now(), "said": ""}
                Proposal.objects.filter(pk=proposal.pk).update(**done)
    except (InTheWay, Dangling) as refused:
        _give_back(proposal, str(refused))
    except Cancelled:
        _give_back(proposal, f"Undoing was cancelled. {STANDS}")
    except OperationalError:
        _give_back(proposal, f"{BUSY} {STANDS}")
    proposal.refresh_from_db()
    return proposal


def _give_back(proposal: Proposal, said: str) -> None:
    Proposal.objects.filter(pk=proposal.pk, stage=Stage.UNDOING).update(stage=Stage.APPLIED, said=said, undone_by=None)


def _take_back(proposal: Proposal, report) -> None:
    total = proposal.rows.to_apply().count()
    ticker, obstacles = Ticker(proposal.pk, "Undoing", total * 2, report), Obstacles()
    for resource, rows in chunks(proposal):
        _look(resource, rows, obstacles)
        ticker.tick(len(rows))
    obstacles.stop()
    for resource, rows in chunks(proposal, backwards=True):
        _restore(resource, [row for row in rows if not row.is_new])
    _loosen(proposal)
    last = None
    for resource, rows in chunks(proposal, backwards=True, base=""):
        if resource is not last:
            obstacles.stop()  # what stays holds on to rows of the tables that follow: that is no news
        last = resource
        _remove(resource, rows, proposal, obstacles)
        ticker.tick(len(rows))
    obstacles.stop()


def _look(resource: RegisterResource, rows: list[ProposedRow], obstacles: Obstacles) -> None:
    """Is every row still what the import left, and was none of what it made published?"""
    existing = resource.existing({row.key for row in rows})
    made = [existing[row.key][0] for row in rows if row.is_new and row.key in existing]
    published = _published(resource, made)
    for row in rows:
        pk, plain = existing.get(row.key, (None, None))
        if pk is None:
            obstacles.add(resource, row, GONE)
        elif resource.version(plain) != row.after:
            obstacles.add(resource, row, EDITED)
        elif pk in published:
            obstacles.add(resource, row, PUBLISHED)


def _published(resource: RegisterResource, pks: list[int]) -> set[int]:
    if not any(each.name == "fixed_ref" for each in resource.model._meta.fields):
        return set()
    rows = resource.model._default_manager.filter(pk__in=pks).exclude(fixed_ref="")
    return set(rows.values_list("pk", flat=True))


def _restore(resource: RegisterResource, rows: list[ProposedRow]) -> None:
    existing = resource.existing({row.key for row in rows})
    before = {existing[row.key][0]: {name: old for name, (old, _) in row.changes.items()} for row in rows}
    update(resource, {pk: values for pk, values in before.items() if values})


def _loosen(proposal: Proposal) -> None:
    """Rows that were made let go of each other, so that none is held by another that goes as well."""
    for resource, rows in chunks(proposal, base="", leans=True):
        existing = resource.existing({row.key for row in rows})
        own = [name for name, column in resource.columns.items() if column.is_about_itself]
        update(resource, {existing[row.key][0]: {name: resource.blank[name] for name in own} for row in rows})


def _remove(resource: RegisterResource, rows: list[ProposedRow], proposal: Proposal, obstacles: Obstacles) -> None:
    existing = resource.existing({row.key for row in rows})
    by_pk = {existing[row.key][0]: row for row in rows}
    named = {} if resource.model is Term else _named_by(resource, list(by_pk))
    for pk, (what, name) in named.items():
        obstacles.add(resource, by_pk[pk], NAMED.format(what=what, name=name))
    if not obstacles.count:
        remove(resource, list(by_pk))


def _named_by(resource: RegisterResource, pks: list[int]) -> dict[int, tuple[str, str]]:
    """(what, its name) of a row that refers to each of these; what the import made later is gone by now."""
    found = {}
    own = {column.model_field.remote_field.through for column in resource.columns.values() if column.is_several}
    for relation in resource.model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)):
            continue
        model, name = relation.related_model, relation.field.name
        if hasattr(model, "instance_type") or (model in own and _is_own_side(resource, model, name)):
            continue  # the trail keeps what is gone; lists of the row itself go with it
        for row in model._default_manager.filter(**{f"{name}__in": pks}).order_by("pk")[:50]:
            found.setdefault(getattr(row, f"{name}_id"), (str(model._meta.verbose_name), str(row)[:80]))
    return found


def _is_own_side(resource: RegisterResource, through, name: str) -> bool:
    sides = defaultdict(set)
    for column in resource.columns.values():
        if column.is_several:
            sides[column.model_field.remote_field.through].add(column.model_field.m2m_field_name())
    return name in sides[through]


def what_it_made(model, key: str) -> list[int]:
    """The imports that made or changed a row, newest first; for the timeline of a record."""
    resource = table_of(model)
    rows = ProposedRow.objects.to_apply().filter(table=resource.table, key=key, proposal__stage=Stage.APPLIED)
    return list(rows.order_by("-proposal_id").values_list("proposal_id", flat=True))
