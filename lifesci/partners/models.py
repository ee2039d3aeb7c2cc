"""Keys of partners and how often each was used. The desk makes and closes keys; public code only reads them."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from rest_framework_api_key.models import AbstractAPIKey, BaseAPIKeyManager


class PartnerKeyManager(BaseAPIKeyManager):
    """Makes keys; the row is numbered like any other, so that no address at the desk holds a hash."""

    def assign_key(self, obj) -> str:
        """Give the row a new prefix and hash, and return the key, which nothing holds afterwards."""
        key = super().assign_key(obj)
        obj.id = None
        return key


class PartnerKey(AbstractAPIKey):
    """One key of one organisation: its prefix and the hash of the whole, never the key itself."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(
        "held by",
        max_length=120,
        help_text="The organisation or the system that holds the key. The logs name it so; name no person.",
    )
    rate = models.PositiveIntegerField(
        "requests a minute",
        null=True,
        blank=True,
        help_text="How often it may ask the API. Empty is the register’s own rate for keys.",
    )
    expiry_date = models.DateTimeField(
        "expires", null=True, blank=True, help_text="From this moment it opens nothing. Empty: until it is revoked."
    )
    made_by = models.CharField(max_length=150, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_by = models.CharField(max_length=150, blank=True, editable=False)
    last_used_at = models.DateTimeField("last used", null=True, blank=True, editable=False)

    objects = PartnerKeyManager()

    class Meta:
        verbose_name = "key of a partner"
        verbose_name_plural = "keys of partners"
        ordering = ["-created", "-id"]
        default_permissions = ("add", "view")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rate__isnull=True) | models.Q(rate__gte=1),
                name="key_rate_is_some",
                violation_error_message="A key that may never ask is no key: revoke it instead.",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked=False) | models.Q(revoked_at__isnull=False),
                name="key_revoked_says_when",
                violation_error_message="A revoked key says when it was revoked.",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.prefix})"

    @property
    def is_open(self) -> bool:
        """Does the register take the key now?"""
        return not self.revoked and not self.has_expired

    @property
    def allowed(self) -> int:
        """How many requests a minute it may make."""
        return self.rate or settings.KEY_RATE


class KeyUseQuerySet(models.QuerySet):
    """Counts as the desk asks for them."""

    def by_endpoint(self, today: date):
        """One line an endpoint: how often today, in the last seven and thirty days, and ever; the busiest first."""

        def since(days: int):
            return models.Sum("count", default=0, filter=models.Q(day__gt=today - timedelta(days=days)))

        totals = {"today": since(1), "week": since(7), "month": since(30), "ever": models.Sum("count")}
        return self.order_by().values("endpoint").annotate(**totals).order_by("-month", "-ever", "endpoint")


class KeyUse(models.Model):
    """How many requests one key made of one endpoint on one day. It says nothing of where they came from."""

    key = models.ForeignKey(PartnerKey, models.CASCADE, related_name="uses")
    endpoint = models.CharField(max_length=60, help_text="Name of the address, such as programme-list.")
    day = models.DateField(default=timezone.localdate)
    count = models.PositiveBigIntegerField(default=0)

    objects = KeyUseQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "endpoint"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["key", "endpoint", "day"],
                name="key_use_once_a_day",
                violation_error_message="The uses of this endpoint by this key are counted already on that day.",
            )
        ]

    def __str__(self):
        return f"{self.endpoint} on {self.day}: {self.count}"
