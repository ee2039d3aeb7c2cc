"""The corrections that wait, as a queue on the desk's front page."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import Truncator

from lifesci.corrections.models import Correction
from lifesci.review.queues import Item, Queue

SEES = "corrections.view_correction"


@dataclass(frozen=True)
class CorrectionLine:
    """Corrections that nobody has decided on, the oldest first."""

    @property
    def count(self) -> int:
        """How many wait; one query."""
        return Correction.objects.waiting().count()

    def __getitem__(self, cut: slice) -> list[Item]:
        return [
            Item(
                f"{each.number}: {Truncator(each.said or each.ref).words(14)}",
                reverse("admin:corrections_correction_change", args=[each.pk]),
                each.received_at,
                Truncator(f"The provider says: {each.right}" if each.link_id else each.wrong).words(20),
            )
            for each in Correction.objects.waiting()[cut]
        ]


def waiting() -> str:
    """The list of all that wait."""
    return reverse("admin:corrections_correction_changelist") + "?state__exact=waiting"


CORRECTIONS = Queue(
    "corrections",
    "Corrections",
    "What readers and providers say is wrong, and nobody has decided on yet.",
    lambda user: CorrectionLine() if user.has_perm(SEES) else None,
    order=75,
    page=waiting,
)
