"""What the desk remembers of log-ins that failed."""

from django.db import models


class Attempts(models.Model):
    """How often a log-in failed of late: for a name from an address, for a name from anywhere, for an address.

    Names are kept as digests: people type passwords where a name belongs. An empty digest or address stands for any.
    """

    name_digest = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=64, blank=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "attempts"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["name_digest", "address"],
                name="attempts_unique",
                violation_error_message="The failures of this name and address are counted already.",
            )
        ]

    def __str__(self):
        return f"{self.failures} failures"
