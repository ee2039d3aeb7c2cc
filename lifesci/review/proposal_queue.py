"""The imports whose plan waits for somebody to approve or apply it, as a queue on the desk's front page."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse

from lifesci.imports.models import Proposal, ProposedRow, Stage
from lifesci.review.queues import Item, Queue

SEES = "imports.view_proposal"
WAITING = (Stage.PLANNED, Stage.APPROVED)


@dataclass(frozen=True)
class ProposalLine:
    """Plans that nobody has applied yet and that hold something to apply, the oldest first."""

    @property
    def count(self) -> int:
        """How many wait; one query."""
        return self._waiting().count()

    def __getitem__(self, cut: slice) -> list[Item]:
        return [
            Item(
                str(each),
                reverse("admin:imports_proposal_change", args=[each.pk]),
                each.made_at,
                f"{each.get_stage_display()}, sent by {each.made_by or 'the command line'}.",
            )
            for each in self._waiting().select_related("made_by").order_by("pk")[cut]
        ]

    def _waiting(self):
        asks = ProposedRow.objects.to_see_to().filter(proposal=OuterRef("pk"))
        return Proposal.objects.filter(Exists(asks), stage__in=WAITING)


PROPOSALS = Queue(
    "proposals",
    "Imports to decide on",
    "Files that were read into a plan. Nothing of a plan is written until somebody applies it.",
    lambda user: ProposalLine() if user.has_perm(SEES) else None,
    order=72,
    page=lambda: reverse("admin:imports_proposal_changelist"),
)
