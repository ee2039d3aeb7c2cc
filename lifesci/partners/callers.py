"""Who calls the API: the partner whose key a request carries. Public code calls this before anything is answered."""

import re
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from lifesci.partners.models import PartnerKey

SCHEME = "Bearer"
FORM = re.compile(r"([A-Za-z0-9]{8})\.[A-Za-z0-9]{32}")
COLUMNS = ("id", "prefix", "name", "rate", "revoked_at", "expiry_date", "hashed_key")
HOW = f"Send it as “Authorization: {SCHEME} ” and the key, or ask without one: reading needs none."


class WrongKey(Exception):
    """The request carries a key that the register does not take; the message says why, and what to do."""


class Caller(NamedTuple):
    """A partner that asks with a key: the key's row, what the logs call it, and how often it may ask a minute."""

    key: int
    prefix: str
    name: str
    rate: int


def caller_of(meta: dict) -> Caller | None:
    """Who asks, None for anybody without a key. Raises WrongKey.

    The row is read each time, so that a key that was revoked opens nothing from that moment on, in any process.
    """
    field = meta.get("HTTP_AUTHORIZATION")
    if field is None:
        return None
    scheme, _, key = field.strip().partition(" ")
    found = FORM.fullmatch(key.strip())
    if scheme.lower() != SCHEME.lower() or not found:
        raise WrongKey(f"The Authorization field holds no key of this register. {HOW}")
    row = PartnerKey.objects.order_by().filter(prefix=found[1]).values_list(*COLUMNS).first()
    if row is None or not PartnerKey.objects.key_generator.verify(key.strip(), row[-1]):
        raise WrongKey(f"The register gave out no such key. {HOW}")
    return open_caller(*row[:-1])


def open_caller(pk, prefix, name, rate, revoked_at, expiry_date) -> Caller:
    """The caller that a row stands for. Raises WrongKey for a key that is revoked or expired."""
    ended = f"The register can make another; {HOW[0].lower()}{HOW[1:]}"
    if revoked_at is not None:
        raise WrongKey(f"The key {prefix} was revoked on {day(revoked_at)}. {ended}")
    if expiry_date is not None and expiry_date <= timezone.now():
        raise WrongKey(f"The key {prefix} expired on {day(expiry_date)}. {ended}")
    return Caller(pk, prefix, name, rate or settings.KEY_RATE)


def day(moment) -> str:
    """The day of a moment, as the register writes days."""
    return date_format(timezone.localtime(moment), "j F Y")
