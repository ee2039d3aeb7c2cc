"""What a plan says of one row of its file."""

from django.db import models
from django.db.models import Q

from lifesci.imports.proposal import Proposal


class Outcome(models.TextChoices):
    """What would become of a row."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    LOCKED = "locked", "Meets a locked field"
    CONFLICT = "conflict", "In conflict with a later edit"
    SUSPECT = "suspect", "Perhaps a duplicate"
    INVALID = "invalid", "Invalid"
    UNCHANGED = "unchanged", "Unchanged"


class Decision(models.TextChoices):
    """What somebody decided about a row that asks for it."""

    OPEN = "", "Not decided"
    TAKEN = "taken", "Taken from the file"
    LEFT = "left", "Left as it is"


class ProposedRowQuerySet(models.QuerySet):
    """Rows as acts ask for them."""

    def to_apply(self):
        """Rows that applying writes."""
        return self.filter(
            Q(outcome__in=[Outcome.NEW, Outcome.CHANGED, Outcome.LOCKED])
            | Q(outcome__in=[Outcome.CONFLICT, Outcome.SUSPECT], decision=Decision.TAKEN)
        )

    def undecided(self):
        """Rows that ask somebody to decide."""
        return self.filter(outcome__in=[Outcome.CONFLICT, Outcome.SUSPECT], decision=Decision.OPEN)

    def to_see_to(self):
        """Rows for which a plan waits: to be written, or to be decided on."""
        return self.to_apply() | self.undecided()


class ProposedRow(models.Model):
    """One row. `changes` holds (old, new) by column; `base` and `after` are the versions before and after applying.

    `base` is empty where the register had no such row. `kept_out` names columns whose change is not applied, with why.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="rows")
    table = models.CharField(max_length=32)
    number = models.PositiveIntegerField(help_text="The row of the file.")
    key = models.CharField(max_length=200)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    changes = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    kept_out = models.JSONField(default=dict)
    note = models.CharField(max_length=500, blank=True)
    base = models.CharField(max_length=16, blank=True)
    after = models.CharField(max_length=16, blank=True)
    likeness = models.CharField(max_length=100, blank=True)
    leans = models.BooleanField(
        default=False, help_text="It refers to another row of the same table that the file brings."
    )
    decision = models.CharField(max_length=5, choices=Decision.choices, blank=True)

    objects = ProposedRowQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["proposal", "outcome", "id"], name="proposed_row_outcome"),
            models.Index(fields=["proposal", "table", "key"], name="proposed_row_key"),
            models.Index(
                fields=["proposal", "table", "likeness"], name="proposed_row_likeness", condition=~Q(likeness="")
            ),
        ]

    def __str__(self):
        return f"{self.table} {self.key}"

    @property
    def is_new(self) -> bool:
        """Would applying make the row?"""
        return not self.base

    @property
    def asks(self) -> bool:
        """Must somebody decide about it?"""
        return self.outcome in (Outcome.CONFLICT, Outcome.SUSPECT)
