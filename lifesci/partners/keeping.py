"""Making and revoking keys: the acts of the desk. Public code never imports this."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from lifesci.partners.callers import day
from lifesci.partners.models import PartnerKey
from lifesci.people.demand import demand
from lifesci.trace.events import record_event
from lifesci.trace.models import Event

PERMISSION = "partners.add_partnerkey"


def make_key(name: str, *, by, rate: int | None = None, expires_at: datetime | None = None) -> tuple[PartnerKey, str]:
    """A new key and its text, which can be read this once. Raises PermissionDenied and ValidationError."""
    demand(by, PERMISSION, "make keys of partners")
    row = PartnerKey(name=name, rate=rate, expiry_date=expires_at, made_by=by.get_username() if by else "")
    text = PartnerKey.objects.assign_key(row)
    with transaction.atomic():
        row.full_clean()
        row.save()
        until = f"until {day(expires_at)}" if expires_at else "until it is revoked"
        details = f"Key made: {row.allowed} requests a minute, {until}."
        record_event(Event.Kind.RIGHTS, by=by, record=row, details=details)
    return row, text


def revoke_key(key: PartnerKey, *, by) -> bool:
    """Close a key for good from this moment on, and say if it was not revoked before. Raises PermissionDenied."""
    demand(by, PERMISSION, "revoke keys of partners")
    told = {"revoked": True, "revoked_at": timezone.now(), "revoked_by": by.get_username() if by else ""}
    with transaction.atomic():
        is_new = bool(PartnerKey.objects.filter(pk=key.pk, revoked=False).update(**told))
        if is_new:
            record_event(Event.Kind.RIGHTS, by=by, record=key, details="Key revoked.")
    return is_new
