"""Waiting for changes: who is held, until when, and what it takes from others."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from django.db import connections

from lifesci.api.waiting import PLACES, PLACES_EACH, WaitingRoom, room
from lifesci.editions.issue import issue
from lifesci.operations.management.commands.serve_register import THREADS
from tests.editions.bodies import programme

CHANGES = "/api/v1/changes/"
PATIENCE = 20  # seconds after which a test gives up


@pytest.fixture
def threads():
    """Threads whose connections are closed after them."""

    def run(work, *arguments):
        try:
            return work(*arguments)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        yield lambda work, *arguments: pool.submit(run, work, *arguments)


def until(holds) -> None:
    """Look again and again until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        threading.Event().wait(0.01)


@pytest.mark.django_db(transaction=True)
def test_an_empty_answer_is_held_until_something_happens(api, threads):
    issue(programme())
    answer = threads(api.get, f"{CHANGES}?after=1&wait=30")
    until(lambda: room.held == 1)
    issue(programme(title="Another title"))
    began = time.monotonic()
    found = answer.result(PATIENCE)
    assert time.monotonic() - began < 5
    document = found.json()
    assert [row["sequence"] for row in document["results"]] == [2]
    assert (document["count"], document["register_version"]) == (1, 2)
    assert document["applied_filters"] == {"after": 1, "wait": 30}
    assert room.held == 0


@pytest.mark.django_db
def test_an_answer_that_was_waited_for_may_not_be_kept(api, publish):
    publish(1)
    plain = api.get(f"{CHANGES}?after=3")
    assert plain.headers["Cache-Control"].startswith("public")
    waited = api.get(f"{CHANGES}?after=3&wait=1")
    assert waited.json()["results"] == plain.json()["results"] == []
    assert waited.headers["Cache-Control"] == "no-store"
    assert "ETag" not in waited.headers


@pytest.mark.django_db
def test_what_there_is_already_is_answered_at_once(api, publish):
    publish(1)
    began = time.monotonic()
    assert api.get(f"{CHANGES}?after=2&wait=30").json()["count"] == 1
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("wait", ["31", "-1", "x", "1.5"])
def test_no_longer_than_half_a_minute_can_be_asked_for(api, publish, wait):
    publish(1)
    answer = api.get(f"{CHANGES}?wait={wait}")
    assert (answer.status_code, answer.json()["parameter"]) == (400, "wait")


def test_beyond_its_places_and_those_of_one_client_nobody_is_held():
    waiting = WaitingRoom(places=3, each=2)
    with ExitStack() as stack:
        given = [stack.enter_context(waiting.place(client)) for client in "aaabc"]
        assert given == [True, True, False, True, False]
        assert waiting.held == 3
        assert waiting.until_changed(7, after=7, seconds=30, client="d") == 7
    assert waiting.held == 0
    with waiting.place("c") as again:
        assert again


def test_a_place_is_given_back_after_a_failure():
    waiting = WaitingRoom(places=1, each=1)
    with pytest.raises(KeyError), waiting.place("a"):
        raise KeyError
    assert waiting.held == 0


def test_who_waits_takes_no_thread_from_those_who_read():
    assert (THREADS, PLACES, PLACES_EACH) == (4, 8, 2)
