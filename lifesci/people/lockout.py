"""Slowing and locking log-ins that fail. An attempt is counted before it is examined, so none slips past the count."""

from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lifesci.people.models import Attempts
from lifesci.people.patience import FORGOTTEN, OF_ADDRESS, OF_NAME, OF_NAME_AT_ADDRESS


class TooManyFailures(Exception):
    """Nothing is examined for a while; the sentence is the same whether or not there is such an account."""

    def __init__(self, wait: timedelta):
        self.wait = wait
        super().__init__(f"Too many log-ins have failed. Wait {in_words(wait)}, then try again.")


def in_words(wait: timedelta) -> str:
    """A wait, rounded up to seconds or minutes."""
    seconds = max(ceil(wait.total_seconds()), 1)
    count, unit = (seconds, "second") if seconds < 60 else (ceil(seconds / 60), "minute")
    return f"{count} {unit}{'' if count == 1 else 's'}"


def admit(name: str, address: str, *, now: datetime | None = None) -> None:
    """Count one attempt as failed until it succeeds. Raises TooManyFailures; then it was not counted."""
    now = now or timezone.now()
    Attempts.objects.filter(last_at__lt=now - FORGOTTEN).delete()
    with transaction.atomic():
        counted = [(patience, _row(key, now)) for key, patience in _keys(name, address)]
        opens = max(row.last_at + patience.wait(row.failures) for patience, row in counted)
        if opens > now:
            raise TooManyFailures(opens - now)
        for _, row in counted:
            row.failures, row.last_at = row.failures + 1, now
            row.save(update_fields=["failures", "last_at"])


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


def _row(key, now):
    """The row of a key, held until the transaction ends; always asked for in the same order."""
    name_digest, address = key
    rows = Attempts.objects.select_for_update()
    return rows.get_or_create(name_digest=name_digest, address=address, defaults={"last_at": now})[0]
