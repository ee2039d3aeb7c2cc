"""Locks: fields that imports leave alone."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from lifesci.imports.register import UnknownTable, table


class FieldLock(models.Model):
    """One field of one row that no import may change; people still may."""

    table = models.CharField(max_length=32, help_text="The table of the row, as files name it: programmes.")
    key = models.CharField(max_length=200, help_text="The row: its reference, or record/key for a figure.")
    field = models.CharField("column", max_length=64, help_text="The column that is locked, as files name it: summary.")
    why = models.CharField(max_length=300, help_text="Shown to everybody whose import meets the lock.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "field lock"
        ordering = ["table", "key", "field"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "key", "field"],
                name="field_lock_unique",
                violation_error_message="This field is locked already.",
            )
        ]

    def __str__(self):
        return f"{self.field} of {self.key} ({self.table})"

    def clean(self):
        """The table, the row and the column are there."""
        super().clean()
        try:
            resource = table(self.table)
        except UnknownTable as problem:
            raise ValidationError({"table": str(problem)}) from problem
        self.table = resource.table
        if self.field not in resource.columns or self.field in resource.key:
            allowed = ", ".join(name for name in resource.columns if name not in resource.key)
            raise ValidationError({"field": f"The table “{resource.table}” has these columns to lock: {allowed}."})
        if len(self.key.split("/")) != len(resource.key) or not resource.existing([self.key]):
            raise ValidationError({"key": f"The table “{resource.table}” has no row “{self.key[:80]}”."})
