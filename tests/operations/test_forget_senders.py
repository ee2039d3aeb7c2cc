"""The command that deletes the addresses of senders: those of reports closed long enough ago, and no others."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from lifesci.corrections.models import Correction

pytestmark = pytest.mark.django_db


def report(days_ago: int | None) -> Correction:
    """A report that was accepted so many days ago, or waits."""
    decided = {} if days_ago is None else {"decided_at": timezone.now() - timedelta(days=days_ago), "state": "accepted"}
    said = {"kind": "programme", "ref": "outreach", "edition": 1, "wrong": "It grew."}
    return Correction.objects.create(email="reader@example.org", **said, **decided)


def run(*arguments) -> str:
    """What the command says."""
    said = StringIO()
    call_command("forget_senders", *arguments, stdout=said)
    return said.getvalue().strip()


def test_addresses_outlive_a_decision_by_thirty_days_unless_another_number_is_said():
    report(40)
    new, waiting = report(10), report(None)
    assert run() == "1 address deleted."
    assert set(Correction.objects.with_address()) == {new, waiting}
    assert run("--days=0") == "1 address deleted."
    assert list(Correction.objects.with_address()) == [waiting]
    with pytest.raises(CommandError, match="cannot be less than 0"):
        run("--days=-1")
