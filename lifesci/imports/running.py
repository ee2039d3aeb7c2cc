"""Doing what a proposal waits for: reading, applying or undoing. For tasks, threads and commands."""

from collections.abc import Callable

from lifesci.imports.acts.apply import apply
from lifesci.imports.acts.plan import make_plan
from lifesci.imports.acts.undo import undo
from lifesci.imports.models import Proposal, Stage
from lifesci.imports.progress import Progress

WORK = {Stage.WAITING: make_plan, Stage.READING: make_plan, Stage.APPLYING: apply, Stage.UNDOING: undo}


def run(proposal_id: int, report: Callable[[Progress], None] | None = None) -> Proposal:
    """Bring a proposal to the end of what it is in; nothing where it waits for nobody."""
    proposal = Proposal.objects.select_related("made_by", "applied_by", "undone_by").get(pk=proposal_id)
    work = WORK.get(proposal.stage)
    return work(proposal, report) if work else proposal
