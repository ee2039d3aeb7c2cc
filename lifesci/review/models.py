"""The steps of reviews and the comments given in them; working rows, never read by public code."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef


class StepQuerySet(models.QuerySet):
    """Steps as the desk asks for them."""

    def of(self, kind, record):
        """Every step of one record, newest first."""
        return self.filter(kind=kind, record=record).order_by("-pk")

    def last(self):
        """The last step of each record."""
        later = Step.objects.filter(kind=OuterRef("kind"), record=OuterRef("record"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later))

    def waiting(self):
        """Requests for review that nobody has answered, the oldest first."""
        return self.filter(action=Step.Action.SENT).last().order_by("pk")


class Step(models.Model):
    """One step of a record on its way to the public. Whether it is in review follows from its last step alone."""

    class Action(models.TextChoices):
        SENT = "sent", "Sent for review"
        RETURNED = "returned", "Returned"
        TAKEN_BACK = "taken-back", "Taken back"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"
        MERGED = "merged", "Merged"

    kind = models.CharField(max_length=16)
    record = models.PositiveBigIntegerField(help_text="Primary key of the working record, which outlives its name.")
    action = models.CharField(max_length=12, choices=Action.choices)
    note = models.TextField(blank=True)
    number = models.PositiveIntegerField(null=True, blank=True, help_text="The Edition that was published.")
    fingerprint = models.CharField(max_length=64, blank=True, help_text="Of the draft that was sent.")
    answers = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=150, blank=True, help_text="User name at the time.")
    at = models.DateTimeField(auto_now_add=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["kind", "record", "id"], name="step_record"),
            models.Index(fields=["action", "id"], name="step_action"),
        ]

    def __str__(self):
        return f"{self.get_action_display()} by {self.by_name or 'the register'}"


class Comment(models.Model):
    """What a publisher says of a returned record: of all of it, or of one field or child of it."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="comments")
    field = models.CharField(max_length=120, blank=True, help_text="Empty where it is about the whole record.")
    label = models.CharField(max_length=300, blank=True, help_text="The field in words, as it was called at the time.")
    text = models.TextField()
    resolved = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.label}: {self.text}" if self.label else self.text


class Compared(models.Model):
    """What comparing a record's draft with its Edition found. It holds while Edition and newest Edit are these two."""

    kind = models.CharField(max_length=16)
    record = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, help_text="Of the current Edition.")
    edit = models.PositiveBigIntegerField(default=0, help_text="The newest Edit of the record, 0 for none.")
    differs = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "record"], name="compared_once")]
        indexes = [models.Index(fields=["kind", "differs", "record"], name="compared_differs")]

    def __str__(self):
        return f"{self.kind} {self.record}: {'differs' if self.differs else 'as published'}"
