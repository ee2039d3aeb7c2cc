"""Erasing a person from Editions: the one act that rewords what was published. See decision 0006."""

from django.db import models
from django.utils import timezone

from lifesci.editions.edition import Kind
from lifesci.trace.written_once import WrittenOnce


class Erasure(WrittenOnce):
    """One Edition out of which a person was erased: the hash it has since. The hash before is not kept."""

    kind = models.CharField(max_length=16, choices=Kind.choices)
    ref = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    note = models.TextField(help_text="What the public reads of it.")
    erased_at = models.DateTimeField(default=timezone.now)
    erased_by = models.CharField(max_length=150, blank=True, help_text="User name at the time; never published.")

    class Meta(WrittenOnce.Meta):
        abstract = False
        ordering = ["id"]
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "ref", "number"], name="erasure_of_edition")]

    def __str__(self):
        return f"{self.kind} {self.ref}, Edition {self.number}"
