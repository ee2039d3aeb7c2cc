"""Proposals: files that were read into a plan, which is kept, shared, approved, applied and undone."""

from django.conf import settings
from django.db import models


class Stage(models.TextChoices):
    """How far a proposal has come."""

    WAITING = "waiting", "Waiting to be read"
    READING = "reading", "Being read"
    PLANNED = "planned", "Plan ready"
    APPROVED = "approved", "Plan approved"
    APPLYING = "applying", "Being applied"
    APPLIED = "applied", "Applied"
    UNDOING = "undoing", "Being undone"
    UNDONE = "undone", "Undone"
    REFUSED = "refused", "File refused"
    CANCELLED = "cancelled", "Cancelled"


AT_WORK = (Stage.WAITING, Stage.READING, Stage.APPLYING, Stage.UNDOING)


def person(**options):
    """Somebody at the desk who did something to a proposal; None is the command line."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False, **options
    )


class Proposal(models.Model):
    """One file and what would become of the register by it. `said` is why the last step did not come to its end."""

    file_name = models.CharField(max_length=200)
    table = models.CharField(max_length=32, blank=True, help_text="The table of a file that does not name one itself.")
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes.")
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    stage = models.CharField(max_length=16, choices=Stage.choices, default=Stage.WAITING)
    notes = models.TextField(blank=True, help_text="How the file was read, a sentence a line.")
    said = models.TextField(blank=True, help_text="What stands in the way, a sentence a line.")
    rows_expected = models.PositiveIntegerField(default=0)
    runner = models.CharField(max_length=32, blank=True, help_text="Who works at it now.")
    made_by = person()
    made_at = models.DateTimeField(auto_now_add=True)
    approved_by = person()
    approved_at = models.DateTimeField(null=True, editable=False)
    applied_by = person()
    applied_at = models.DateTimeField(null=True, editable=False)
    undone_by = person()
    undone_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "import"
        ordering = ["-id"]
        default_permissions = ("view",)
        permissions = [
            ("approve_proposal", "Can approve imports of others"),
            ("apply_proposal", "Can apply and undo imports"),
        ]

    def __str__(self):
        return f"Import {self.pk}: {self.file_name}"

    @property
    def is_at_work(self) -> bool:
        """Is something being done to it, or about to be?"""
        return self.stage in AT_WORK

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are of each outcome."""
        rows = self.rows.order_by().values_list("outcome").annotate(count=models.Count("pk"))
        return dict(rows)

    @property
    def in_words(self) -> str:
        """How many rows there are of each outcome, as a sentence."""
        told = [f"{count:,} {outcome}" for outcome, count in sorted(self.counts.items())]
        return f"Rows: {', '.join(told)}." if told else "No rows."

    @property
    def may_be_applied(self) -> bool:
        """Is there a plan that was not applied yet?"""
        return self.stage in (Stage.PLANNED, Stage.APPROVED)


class FilePiece(models.Model):
    """A piece of the file of a proposal; in the database, so that any worker on any machine can read it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        ordering = ["proposal", "number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="file_piece_unique")]

    def __str__(self):
        return f"Piece {self.number} of {self.proposal_id}"
