"""Deciding about a row that asks for it: an edit the file does not know of, or a name that is there already."""

from collections.abc import Collection

from django.db import transaction

from lifesci.imports.acts.apply import NotNow
from lifesci.imports.acts.rights import demand_tables
from lifesci.imports.models import Outcome, Proposal, ProposedRow, Stage
from lifesci.imports.proposed_row import Decision
from lifesci.imports.register import table

KEPT = "Left as the register has it."
MOVED = "The row was edited again since the plan was made. Make the plan again."


@transaction.atomic
def decide(row: ProposedRow, *, by, columns: Collection[str]) -> ProposedRow:
    """Take these columns from the file and leave the others; none of them leaves the whole row.

    A plan that was approved is another one after that, and waits for approval again. Raises PermissionDenied, and
    NotNow where nothing is to be decided or the row has moved on.
    """
    demand_tables(by, [row.table])
    proposal = Proposal.objects.select_for_update().get(pk=row.proposal_id)
    if not row.asks or not proposal.may_be_applied:
        raise NotNow("There is nothing to decide about this row now.")
    resource = table(row.table)
    offered = {**row.changes, **{name: told[:2] for name, told in row.kept_out.items() if told[2] == KEPT}}
    _, current = resource.existing([row.key]).get(row.key, (None, resource.blank))
    if row.base and resource.version(current) != row.base:
        raise NotNow(MOVED)
    taken = set(offered) if row.outcome == Outcome.SUSPECT and columns else set(columns) & set(offered)
    row.kept_out = {name: told for name, told in row.kept_out.items() if told[2] != KEPT}
    row.kept_out |= {name: [*pair, KEPT] for name, pair in offered.items() if name not in taken}
    row.changes = {name: pair for name, pair in offered.items() if name in taken}
    row.after = resource.version({**current, **{name: new for name, (_, new) in row.changes.items()}})
    row.decision = Decision.TAKEN if taken else Decision.LEFT
    row.save(update_fields=["kept_out", "changes", "after", "decision"])
    Proposal.objects.filter(pk=proposal.pk).update(stage=Stage.PLANNED, approved_by=None, approved_at=None)
    return row
