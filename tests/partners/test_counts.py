"""Uses of keys are counted in the process and written in batches: none lost, none twice, and nobody waits."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import OperationalError, connection, connections
from django.utils import timezone

from lifesci.partners.counts import Counts, counts, write
from lifesci.partners.keeping import make_key
from lifesci.partners.models import KeyUse


@pytest.fixture
def key(db):
    """A key that was not used yet."""
    return make_key("Department", by=None)[0]


@pytest.fixture
def own():
    """Counts of a process of its own, whose timer never rings."""
    made = Counts()
    yield made
    made.taken()


def rows(key):
    """What is written of a key."""
    return list(KeyUse.objects.filter(key=key).order_by("day", "endpoint").values_list("endpoint", "day", "count"))


def test_uses_are_added_up_by_endpoint_and_day_and_the_last_is_kept(key, own):
    today = timezone.localdate()
    for endpoint in ("programme-list", "me", "programme-list"):
        own.note(key.pk, endpoint)
    last = own.last[key.pk]
    assert rows(key) == []
    own.write()
    assert rows(key) == [("me", today, 1), ("programme-list", today, 2)]
    own.note(key.pk, "me")
    own.write()
    own.write()
    assert rows(key) == [("me", today, 2), ("programme-list", today, 2)]
    key.refresh_from_db()
    assert key.last_used_at > last


def test_nothing_counted_writes_nothing(own, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        own.write()


def test_an_older_process_does_not_turn_the_last_use_back(key):
    now = timezone.now()
    use = {(key.pk, "me", timezone.localdate()): 1}
    write(use, {key.pk: now})
    write(use, {key.pk: now - timedelta(seconds=9)})
    key.refresh_from_db()
    assert (key.last_used_at, rows(key)) == (now, [("me", timezone.localdate(), 2)])


def test_what_the_database_does_not_take_is_kept_and_written_later(key, own, caplog):
    own.note(key.pk, "me")

    def refuse(execute, sql, params, many, context):
        raise OperationalError("database is locked")

    with connection.execute_wrapper(refuse):
        own.write()
        own.note(key.pk, "me")
    assert own.timer is not None
    assert "The uses of keys wait to be written: OperationalError" in caplog.text
    assert "locked" not in caplog.text
    own.write()
    assert rows(key) == [("me", timezone.localdate(), 2)]


def test_the_first_use_sets_one_timer_and_writing_takes_it_away(key, own):
    assert own.timer is None
    own.note(key.pk, "me")
    timer = own.timer
    own.note(key.pk, "me")
    assert (own.timer, timer.daemon, timer.interval) == (timer, True, 30)
    own.write()
    assert own.timer is None
    assert timer.finished.is_set()


@pytest.mark.django_db(transaction=True)
def test_threads_and_processes_lose_no_use():
    keys = [make_key(f"Partner {number}", by=None)[0].pk for number in range(3)]
    processes = [Counts(), Counts()]

    def ask(process):
        for number in range(60):
            process.note(keys[number % 3], "me")
            if number % 20 == 19:
                process.write_beside()
        connections.close_all()

    threads = [Thread(target=ask, args=(process,)) for process in processes for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for process in processes:
        process.write()
    assert list(KeyUse.objects.order_by("key").values_list("key", "count")) == [(key, 80) for key in keys]


@pytest.mark.django_db(transaction=True)
def test_the_timer_writes_by_itself(monkeypatch):
    monkeypatch.setattr("lifesci.partners.counts.INTERVAL", 0.01)
    key = make_key("Department", by=None)[0]
    counts.note(key.pk, "me")
    timer = counts.timer
    timer.join(10)
    assert rows(key) == [("me", timezone.localdate(), 1)]


def test_the_table_of_a_key_adds_up_days_in_one_query(key, django_assert_num_queries):
    today = timezone.localdate()
    for endpoint, days, count in (("me", 0, 1), ("me", 6, 2), ("me", 7, 4), ("figure-list", 29, 8), ("me", 400, 16)):
        key.uses.create(endpoint=endpoint, day=today - timedelta(days=days), count=count)
    with django_assert_num_queries(1):
        found = list(key.uses.by_endpoint(today))
    assert found == [
        {"endpoint": "figure-list", "today": 0, "week": 0, "month": 8, "ever": 8},
        {"endpoint": "me", "today": 1, "week": 3, "month": 7, "ever": 23},
    ]
