"""What readers and providers report. Public pages write these rows; the desk decides on them."""

from django.db import models

from lifesci.corrections.provider_link import Confirmation, ProviderLink
from lifesci.editions.models import Kind

__all__ = ["Confirmation", "Correction", "ProviderLink"]


class CorrectionQuerySet(models.QuerySet):
    """Corrections as the desk asks for them."""

    def waiting(self):
        """Those that nobody has decided on, the oldest first."""
        return self.filter(state=Correction.State.WAITING).order_by("received_at", "pk")

    def about(self, kind, ref):
        """Those that speak of one record."""
        return self.filter(kind=kind, ref=ref)

    def accepted_since(self, moment):
        """Those accepted after a moment, or all that were accepted where there is none, in their order."""
        found = self.filter(state=Correction.State.ACCEPTED).order_by("pk")
        return found.filter(decided_at__gt=moment) if moment else found

    def with_address(self):
        """Those whose sender's address is still held."""
        return self.exclude(email="")


class Correction(models.Model):
    """One report: a published fact, what is wrong with it, what is right, and where that can be read.

    `fact` is the anchor of the fact on the record's page ("figure-students"), empty for the record as a whole. `email`
    is personal data: it is held for the answer alone, never exported, and deleted once the report is closed.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Rejected"

    kind = models.CharField(max_length=16, choices=Kind.choices, editable=False)
    ref = models.CharField(max_length=80, editable=False)
    fact = models.CharField(max_length=80, blank=True, editable=False)
    said = models.TextField(blank=True, editable=False, help_text="What the register said when the report was written.")
    edition = models.PositiveIntegerField(editable=False, help_text="The Edition that was read.")
    wrong = models.TextField()
    right = models.TextField(blank=True)
    where = models.TextField(blank=True)
    email = models.CharField(max_length=254, blank=True)
    link = models.ForeignKey(
        ProviderLink,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="The provider's link it came by; none for a reader.",
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    received_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.CharField(max_length=150, blank=True, editable=False)
    reason = models.TextField(blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("decide_correction", "Can decide on corrections")]
        indexes = [
            models.Index(fields=["state", "received_at"], name="correction_waiting"),
            models.Index(fields=["kind", "ref"], name="correction_about"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting", decided_at__isnull=True)
                | (~models.Q(state="waiting") & models.Q(decided_at__isnull=False)),
                name="correction_decided_once",
                violation_error_message="A decided correction says when it was decided.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="rejected") | ~models.Q(reason=""),
                name="correction_rejected_for_a_reason",
                violation_error_message="Say why the correction is rejected.",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def number(self) -> str:
        """What the sender and the next Edition's note call it."""
        return f"C-{self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Has nobody decided on it yet?"""
        return self.state == self.State.WAITING
