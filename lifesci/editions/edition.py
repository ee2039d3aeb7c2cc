"""Editions and the change log: written once, never changed."""

from django.db import models
from django.db.models import Max

from lifesci.trace.written_once import WrittenOnce, WrittenOnceQuerySet


class Kind(models.TextChoices):
    """The kinds of record that are published."""

    PROGRAMME = "programme", "Programme"
    ORGANISATION = "organisation", "Organisation"
    BRIEF = "brief", "Brief"
    SOURCE = "source", "Source"


class EditionQuerySet(WrittenOnceQuerySet):
    """Editions as acts and pages ask for them."""

    def of(self, kind, ref):
        """Every Edition of one record, newest first."""
        return self.filter(kind=kind, ref=ref).order_by("-number")


class Edition(WrittenOnce):
    """One published state of one record: `text` is its canonical JSON, `sha256` the hash of those bytes in UTF-8."""

    kind = models.CharField(max_length=16, choices=Kind.choices)
    ref = models.CharField(max_length=80, verbose_name="reference")
    number = models.PositiveIntegerField(help_text="Counted from 1 for each record.")
    text = models.TextField()
    sha256 = models.CharField(max_length=64, verbose_name="SHA-256")
    schema = models.PositiveSmallIntegerField(help_text="Number of the JSON Schema the text follows.")
    issued_at = models.DateTimeField(verbose_name="issued")
    issued_by = models.CharField(max_length=150, blank=True, help_text="User name at the time; never published.")
    note = models.TextField(blank=True)

    REWORDED = ("text", "sha256", "note")

    objects = EditionQuerySet.as_manager()

    class Meta(WrittenOnce.Meta):
        abstract = False
        ordering = ["kind", "ref", "number"]
        constraints = [models.UniqueConstraint(fields=["kind", "ref", "number"], name="edition_number_unique")]

    def __str__(self):
        return f"{self.kind} {self.ref}, Edition {self.number}"


class ChangeQuerySet(WrittenOnceQuerySet):
    """The change log as partners ask for it."""

    def after(self, sequence):
        """Lines newer than `sequence`, oldest first."""
        return self.filter(sequence__gt=sequence).order_by("sequence")

    def standing(self):
        """Lines that say where a record stands: an erasure rewords an Edition and moves no record."""
        return self.exclude(action=Change.Action.ERASED)

    def newest(self):
        """The register version: the newest sequence, 0 for an empty register."""
        return self.aggregate(newest=Max("sequence"))["newest"] or 0


class Change(WrittenOnce):
    """One line of the change log. `sequence` counts from 1 without gaps."""

    class Action(models.TextChoices):
        ISSUED = "issued", "Issued"
        WITHDRAWN = "withdrawn", "Withdrawn"
        MERGED = "merged", "Merged"
        SAVED = "saved", "Vocabulary saved"
        ERASED = "erased", "Person erased"

    sequence = models.PositiveBigIntegerField(primary_key=True)
    kind = models.CharField(max_length=16, help_text="A kind of record, or term, place or measure.")
    ref = models.CharField(max_length=100, verbose_name="reference")
    action = models.CharField(max_length=16, choices=Action.choices)
    number = models.PositiveIntegerField(
        null=True, help_text="The Edition that was issued, withdrawn or reworded.", verbose_name="Edition"
    )
    reason = models.TextField(blank=True)
    successor = models.CharField(max_length=80, blank=True, help_text="Ref of the record that takes its place.")
    happened_at = models.DateTimeField(verbose_name="when")

    REWORDED = ("reason",)

    objects = ChangeQuerySet.as_manager()

    class Meta(WrittenOnce.Meta):
        abstract = False
        ordering = ["sequence"]
        indexes = [
            models.Index(fields=["kind", "ref", "sequence"], name="change_record"),
            models.Index(fields=["happened_at"], name="change_moment"),
        ]

    def __str__(self):
        return f"{self.sequence}: {self.kind} {self.ref} {self.action}"


class ChangeNumber(models.Model):
    """The one row that hands out change numbers. Held from the first write of an act to its commit, so numbers have no
    gaps and never become visible out of order."""

    latest = models.PositiveBigIntegerField(default=0)

    def __str__(self):
        return str(self.latest)
