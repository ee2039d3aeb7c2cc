"""Slowing and locking log-ins that fail. An attempt is counted before it is examined, so none slips past the count."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import reduce
from math import ceil
from operator import or_
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lifesci.people.models import Attempts
from lifesci.people.patience import FORGOTTEN, OF_ADDRESS, OF_NAME, OF_NAME_AT_ADDRESS

Found = TypeVar("Found")


class TooManyFailures(ValidationError):
    """Nothing is examined for a while; the sentence is the same whether or not there is such an account."""

    def __init__(self, wait: timedelta):
        self.wait = wait
        super().__init__(f"Too many log-ins have failed. Wait {in_words(wait)}, then try again.", "too_many_failures")


def in_words(wait: timedelta) -> str:
    """A wait, rounded up to seconds or minutes."""
    seconds = max(ceil(wait.total_seconds()), 1)
    count, unit = (seconds, "second") if seconds < 60 else (ceil(seconds / 60), "minute")
    return f"{count} {unit}{'' if count == 1 else 's'}"


def admit(name: str, address: str, *, now: datetime | None = None) -> None:
    """Count one attempt as failed until it succeeds. Raises TooManyFailures; then it was not counted."""
    now = now or timezone.now()
    Attempts.objects.filter(last_at__lt=now - FORGOTTEN).delete()
    patience = dict(_keys(name, address))
    with transaction.atomic():
        rows = _held(patience, now)
        opens = max(row.last_at + patience[row.name_digest, row.address].wait(row.failures) for row in rows)
        if opens > now:
            raise TooManyFailures(opens - now)
        Attempts.objects.filter(pk__in=[row.pk for row in rows]).update(failures=F("failures") + 1, last_at=now)


def examine(name: str, address: str, check: Callable[[], Found | None]) -> Found | None:
    """What `check` finds, counted as a failure when it finds nothing or raises. Raises TooManyFailures unexamined."""
    admit(name, address)
    if found := check():
        succeeded(name, address)
    return found


def succeeded(name: str, address: str) -> None:
    """Forget the failures of the name; of its address only this attempt, or an account would buy further guesses."""
    digest = digest_of(name)
    Attempts.objects.filter(name_digest=digest, address__in=(address, "")).delete()
    Attempts.objects.filter(name_digest="", address=address, failures__gt=0).update(failures=F("failures") - 1)


def unlock(name: str) -> bool:
    """Let this name log in again from everywhere, and say whether anything stood in its way."""
    return bool(Attempts.objects.filter(name_digest=digest_of(name)).delete()[0])


def digest_of(name: str) -> str:
    """What stands for a name, however it was typed."""
    return salted_hmac("lifesci.people.lockout", name.strip().casefold(), algorithm="sha256").hexdigest()


def _keys(name, address):
    digest = digest_of(name)
    return (
        ((digest, address), OF_NAME_AT_ADDRESS),
        ((digest, ""), OF_NAME),
        (("", address), OF_ADDRESS),
    )


def _held(keys, now):
    """The row of each key, made where there is none, and held until the transaction ends."""
    new = [Attempts(name_digest=name_digest, address=address, last_at=now) for name_digest, address in keys]
    Attempts.objects.bulk_create(new, ignore_conflicts=True)
    mine = reduce(or_, (Q(name_digest=name_digest, address=address) for name_digest, address in keys))
    return list(Attempts.objects.select_for_update().filter(mine).order_by("pk"))
