"""Making and closing the links of providers. For the desk."""

from datetime import timedelta

from django.utils import timezone

from lifesci.corrections.models import ProviderLink
from lifesci.editions.models import Entry
from lifesci.people.demand import demand

LONGEST = 90  # days that a link may open
PERMISSION = "corrections.add_providerlink"


class NotPublished(Exception):
    """There is no published organisation of that reference, so a link would show nothing."""


def make_link(organisation: str, *, by, days: int = 30) -> ProviderLink:
    """A link for a published organisation. Raises PermissionDenied, NotPublished, and ValueError for too many days."""
    demand(by, PERMISSION, "make links for providers")
    if not 1 <= days <= LONGEST:
        raise ValueError(f"A link opens from 1 to {LONGEST} days.")
    if not Entry.objects.filter(kind="organisation", ref=organisation).exists():
        raise NotPublished(f"No organisation “{organisation}” is published.")
    return ProviderLink.objects.create(
        organisation=organisation,
        expires_at=timezone.now() + timedelta(days=days),
        made_by=by.get_username() if by else "",
    )


def revoke(link: ProviderLink, *, by) -> None:
    """Close a link for good; closing it twice changes nothing. Raises PermissionDenied."""
    demand(by, PERMISSION, "close links of providers")
    ProviderLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(
        revoked_at=timezone.now(), revoked_by=by.get_username() if by else ""
    )
