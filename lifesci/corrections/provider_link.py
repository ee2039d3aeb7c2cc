"""Links for providers: one organisation may look over its own published facts without an account, until a day."""

from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone

from lifesci.editions.models import Kind

SALT = "corrections.provider"


class ProviderLink(models.Model):
    """One link that was made for one organisation. Its address is signed; the row says until when it opens."""

    organisation = models.CharField(max_length=80, help_text="The reference of a published organisation.")
    expires_at = models.DateTimeField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=150, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_by = models.CharField(max_length=150, blank=True, editable=False)

    class Meta:
        ordering = ["-made_at", "-pk"]
        default_permissions = ("add", "view")
        indexes = [models.Index(fields=["organisation"], name="provider_link_organisation")]

    def __str__(self):
        return f"Link for {self.organisation}"

    def get_absolute_url(self) -> str:
        """The private page of the link."""
        return reverse("corrections:provider", args=[self.token])

    @property
    def is_open(self) -> bool:
        """Does the link open its pages now?"""
        return self.revoked_at is None and timezone.now() < self.expires_at

    @property
    def token(self) -> str:
        """What stands in the address; it names the row and nobody can make it up."""
        return signing.Signer(salt=SALT).sign_object([self.pk])


def link_of(token: str) -> ProviderLink | None:
    """The link that a token names, open or not; None for a token that the register did not sign."""
    try:
        [pk] = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    return ProviderLink.objects.filter(pk=pk).first()


class Confirmation(models.Model):
    """A provider said by its link that one published fact still holds, as the Edition of that number said it."""

    link = models.ForeignKey(ProviderLink, models.CASCADE, related_name="confirmations")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    ref = models.CharField(max_length=80)
    fact = models.CharField(max_length=80)
    edition = models.PositiveIntegerField()
    said = models.TextField()
    confirmed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-confirmed_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["link", "kind", "ref", "fact", "edition"],
                name="confirmation_once",
                violation_error_message="This fact was confirmed by this link already.",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.ref} {self.fact}"
