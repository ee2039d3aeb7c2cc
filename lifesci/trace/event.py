"""The log of acts that change no record: who logged in, exported, read a held text, was given rights."""

from django.db import models
from django.utils import timezone

from lifesci.trace.written_once import WrittenOnce


class Event(WrittenOnce):
    """Who did what, when, to what. Written once; `by_name` outlives the account."""

    class Kind(models.TextChoices):
        LOG_IN = "log-in", "Logged in"
        LOG_OUT = "log-out", "Logged out"
        FAILED_LOG_IN = "failed-log-in", "Log-in failed"
        ACCOUNT = "account", "Account opened or changed"
        RIGHTS = "rights", "Rights given or taken"
        EXPORT = "export", "Exported"
        IMPORT = "import", "Imported"
        UNDO = "undo", "Import undone"
        TEXT_HELD = "text-held", "Text of a source held"
        TEXT_VIEWED = "text-viewed", "Text of a source viewed"
        DELETED = "deleted", "Deleted"
        ERASURE = "erasure", "Person erased"

    kind = models.CharField(max_length=16, choices=Kind.choices)
    by_key = models.BigIntegerField("key of the account", null=True, blank=True)
    by_name = models.CharField("by", max_length=150, blank=True, help_text="User name at the time.")
    at = models.DateTimeField(default=timezone.now, db_index=True)
    subject_kind = models.CharField(max_length=64, blank=True, help_text="The model of the record: evidence.source.")
    subject = models.BigIntegerField("key of the record", null=True, blank=True)
    title = models.CharField("what", max_length=300, blank=True, help_text="What it was called at the time.")
    details = models.TextField(blank=True)

    REWORDED = ("title", "details")

    class Meta(WrittenOnce.Meta):
        abstract = False
        ordering = ["-id"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["subject_kind", "subject", "id"], name="event_of_record")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.title or self.by_name}"
