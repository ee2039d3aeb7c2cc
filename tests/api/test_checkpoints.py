"""Checkpoints over the API: what is kept, what is worked out when asked, and what both cost."""

import hashlib

import pytest

from lifesci.editions import checkpoint
from lifesci.editions.models import Entry
from lifesci.editions.withdraw import withdraw

BASE = "/api/v1/checkpoints/"


@pytest.fixture
def every_third(monkeypatch):
    """A register that keeps a checkpoint of every third change."""
    monkeypatch.setattr(checkpoint, "EVERY", 3)


def by_hand(entries) -> str:
    """The hash as its description says it."""
    lines = sorted(f"{entry['kind']} {entry['ref']} {entry['sha256']}\n".encode() for entry in entries)
    return hashlib.sha256(b"".join(lines)).hexdigest()


def records(api) -> list[dict]:
    """Every published record as the API's lists give it."""
    plurals = ("programmes", "organisations", "briefs", "sources")
    return [row for plural in plurals for row in api.get(f"/api/v1/{plural}/?page_size=100").json()["results"]]


def expected(sequence, counts, sha256):
    """A checkpoint as it is served."""
    return {
        "sequence": sequence,
        "records": sum(counts.values()),
        "counts": {"brief": 0, "organisation": 0, "programme": 0, "source": 0} | counts,
        "sha256": sha256,
        "url": f"http://testserver{BASE}{sequence}/",
    }


def test_the_present_checkpoint_is_the_hash_that_anybody_can_work_out_from_the_lists(api, publish):
    publish(4)
    withdraw("programme", "programme-02", reason="It was a double.")
    counts = {"programme": 3, "organisation": 1, "source": 1}
    answer = api.get(BASE)
    assert answer.json() == {
        "count": 0,
        "next": None,
        "previous": None,
        "register_version": 7,
        "applied_filters": {},
        "current": expected(7, counts, by_hand(records(api))),
        "results": [],
    }
    assert answer.headers["ETag"].startswith('W/"7-')


def test_an_empty_register_has_the_hash_of_nothing(api, db):
    current = api.get(BASE).json()["current"]
    assert current == expected(0, {}, hashlib.sha256().hexdigest())


def test_checkpoints_are_kept_as_they_were_and_walked_by_sequence(api, publish, every_third):
    publish(1)
    then = by_hand(records(api))
    publish(4)
    withdraw("programme", "programme-00", reason="It was a double.")
    publish(1)
    answer = api.get(f"{BASE}?page_size=1").json()
    third = expected(3, {"programme": 1, "organisation": 1, "source": 1}, then)
    assert (answer["count"], answer["results"], answer["previous"]) == (3, [third], None)
    met = []
    while answer["next"]:
        answer = api.get(answer["next"]).json()
        met += [row["sequence"] for row in answer["results"]]
    assert met == [6, 9]
    assert answer["results"][0] == answer["current"]
    assert api.get(f"{BASE}?after=6").json()["applied_filters"] == {"after": 6}


def test_one_checkpoint_is_read_by_its_sequence_kept_or_present_and_no_other(api, publish, every_third):
    publish(2)
    kept = api.get(f"{BASE}?page_size=1").json()["results"][0]
    assert api.get(f"{BASE}3/").json() == kept
    assert api.get(f"{BASE}4/").json() == api.get(BASE).json()["current"]
    publish(1)
    for sequence in (4, 6):
        answer = api.get(f"{BASE}{sequence}/")
        assert (answer.status_code, answer.json()["type"]) == (404, "/api/v1/problems/#not-found")


@pytest.mark.parametrize(
    ("query", "parameter"), [("after=x", "after"), ("wait=3", "wait"), ("page_size=0", "page_size")]
)
def test_a_parameter_that_cannot_be_obeyed_is_named(api, db, query, parameter):
    answer = api.get(f"{BASE}?{query}")
    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)


def test_the_present_checkpoint_is_worked_out_once_for_a_version(api, publish, django_assert_num_queries):
    publish(3)
    api.get(BASE)
    with django_assert_num_queries(4) as queries:
        api.get(BASE)
    assert [query["sql"] for query in queries if Entry._meta.db_table in query["sql"]] == []
    publish(27)
    with django_assert_num_queries(5):
        api.get(BASE)
