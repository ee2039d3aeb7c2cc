"""One Edit is what one act changed in one record, its children included; the trail that curators read."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lifesci.trace.acting import Act


class Edit(models.Model):
    """Who changed a record, when and how. What was changed stands in the history rows that point here."""

    kind = models.CharField(max_length=64, help_text="The model of the record: programmes.programme.")
    record = models.BigIntegerField(help_text="Key of the working record, which may be gone.")
    title = models.CharField(max_length=300, help_text="What the record was called.")
    act = models.CharField(max_length=16, choices=Act.choices)
    reference = models.CharField(
        max_length=200, blank=True, help_text="What the act was: an import's number, a reason."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField("by", max_length=150, blank=True, help_text="User name at the time.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["kind", "record", "id"], name="edit_of_record"),
            models.Index(fields=["at"], name="edit_at"),
            models.Index(fields=["by_name", "id"], name="edit_by"),
        ]

    def __str__(self):
        return f"{self.get_act_display()} by {self.by_name or 'the register'}: {self.title}"
