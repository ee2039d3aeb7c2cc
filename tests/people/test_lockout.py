"""Log-ins that fail are slowed, then locked, for a name at an address, a name anywhere, and an address."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lifesci.people.lockout import TooManyFailures, admit, in_words, succeeded, unlock
from lifesci.people.models import Attempts
from lifesci.people.patience import LOCKED

pytestmark = pytest.mark.django_db
HERE, THERE = "192.0.2.1", "192.0.2.2"
START = timezone.now()


def at(seconds):
    """A moment after the start."""
    return START + timedelta(seconds=seconds)


def wait(name="ada", address=HERE, now=START):
    """How many seconds an attempt is put off; 0 if it was examined, and failed."""
    try:
        admit(name, address, now=now)
    except TooManyFailures as refusal:
        return refusal.wait.total_seconds()
    return 0


def test_three_failures_are_free_and_then_each_wait_is_twice_the_last():
    now, waits = 0, []
    for _ in range(10):
        put_off = wait(now=at(now))
        waits.append(put_off)
        if put_off:
            now += put_off
            assert wait(now=at(now)) == 0
    assert waits == [0, 0, 0, 2, 4, 8, 16, 32, 64, 128]
    assert wait(now=at(now)) == LOCKED.total_seconds()


def test_an_attempt_that_is_put_off_is_not_counted():
    for _ in range(3):
        wait()
    assert [wait() for _ in range(20)] == [2] * 20
    assert set(Attempts.objects.values_list("failures", flat=True)) == {3}


def test_a_lock_opens_by_time_and_one_more_failure_locks_again():
    wait()
    Attempts.objects.update(failures=10)
    assert wait() == LOCKED.total_seconds()
    assert wait(now=START + LOCKED - timedelta(seconds=1)) == 1
    assert wait(now=START + LOCKED) == 0
    assert wait(now=START + LOCKED) == LOCKED.total_seconds()


def test_after_an_hour_without_failure_all_is_forgotten():
    wait()
    Attempts.objects.update(failures=10)
    assert wait(now=START + timedelta(hours=1, seconds=1)) == 0
    assert set(Attempts.objects.values_list("failures", flat=True)) == {1}


def test_a_locked_name_is_open_from_another_address():
    wait()
    Attempts.objects.filter(address=HERE).exclude(name_digest="").update(failures=10)
    assert wait() == LOCKED.total_seconds()
    assert wait(address=THERE) == 0


def test_many_addresses_lock_a_name_everywhere():
    for number in range(50):
        assert wait(address=f"198.51.100.{number}") == 0
    assert wait(address=THERE) == LOCKED.total_seconds()
    assert wait(name="grace", address=THERE) == 0


def test_many_names_lock_an_address():
    for number in range(50):
        assert wait(name=f"guess-{number}") == 0
    assert wait(name="ada") == LOCKED.total_seconds()
    assert wait(name="ada", address=THERE) == 0


def test_a_name_counts_once_however_it_is_typed_and_is_not_kept():
    assert [wait(name=name) for name in ("Ada", " ada", "ADA ", "aDa")] == [0, 0, 0, 2]
    assert not Attempts.objects.filter(name_digest__icontains="ada").exists()


def test_success_forgets_the_name_and_of_the_address_only_itself():
    for name in ("guess", "ada", "ada", "ada"):
        wait(name=name)
    succeeded("ada", HERE)
    assert wait() == 0
    assert Attempts.objects.get(name_digest="", address=HERE).failures == 4


def test_an_administrator_unlocks_a_name_everywhere():
    wait()
    Attempts.objects.exclude(name_digest="").update(failures=60)
    assert wait(address=THERE) == LOCKED.total_seconds()
    assert unlock("ADA") is True
    assert (wait(), wait(address=THERE)) == (0, 0)
    assert unlock("nobody") is False


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "1 second"), (1.2, "2 seconds"), (59, "59 seconds"), (60, "1 minute"), (61, "2 minutes"), (900, "15 minutes")],
)
def test_a_wait_is_said_in_seconds_or_minutes(seconds, words):
    assert in_words(timedelta(seconds=seconds)) == words
