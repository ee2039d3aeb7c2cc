"""Ids are made from refs in a namespace that never changes; every one is found again, also by what came later."""

from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lifesci.editions.issue import issue
from lifesci.editions.models import Entry
from lifesci.editions.withdraw import withdraw
from lifesci.oruk import finding
from lifesci.oruk.identity import (
    NAMESPACE,
    location_id,
    organization_id,
    service_at_location_id,
    service_id,
    taxonomy_id,
    term_id,
)
from lifesci.search.register import register_at
from tests.editions.bodies import organisation, programme

VENUE = {"ref": "w5", "name": "W5", "region": None, "is_venue": True, "latitude": "", "longitude": ""}
TOWN = {**VENUE, "ref": "belfast", "name": "Belfast", "is_venue": False}


def test_the_ids_that_partners_hold_stay_as_they_are():
    assert {
        service_id("medlab"): "programme/medlab",
        organization_id("almac"): "organisation/almac",
        location_id("w5"): "place/w5",
        service_at_location_id("medlab", "w5"): "programme/medlab/place/w5",
        taxonomy_id("region"): "vocabulary/region",
        term_id("region", "wales"): "term/region/wales",
    } == {
        str(uuid5(UUID("2bb156bc-ad60-42b1-89ee-5f8d0973ff16"), name)): name
        for name in (
            *("programme/medlab", "organisation/almac", "place/w5", "programme/medlab/place/w5"),
            *("vocabulary/region", "term/region/wales"),
        )
    }
    assert str(NAMESPACE) == "2bb156bc-ad60-42b1-89ee-5f8d0973ff16"
    assert service_id("medlab") == "62b6d1a1-75a9-53ed-9fe0-3d1f309e5b50"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), max_size=30), st.integers(0, 30))
def test_numbers_are_found_under_every_half_they_were_put_under(pairs, cut):
    held = finding.Numbers.of(pairs[:cut]).also(pairs[cut:])
    for half in range(6):
        assert set(held.under(half)) == {number for under, number in pairs if under == half}


def test_many_new_numbers_are_sorted_in():
    many = [(number * 7919 % 1009, number) for number in range(3 * finding.MOST_INSERTED)]
    held = finding.Numbers.of(many[:3]).also(many)
    assert list(zip(held.halves, held.numbers, strict=True)) == sorted(many)


def test_what_is_published_later_is_found_without_reading_all_again(db, django_assert_num_queries):
    issue(organisation())
    issue(programme(places=[VENUE, TOWN]))
    first = finding.known_at(register_at())
    issue(programme("lab", "A laboratory", places=[VENUE]))
    issue(programme(places=[VENUE], summary="Another summary."))
    register = register_at()
    with django_assert_num_queries(2):
        later = finding.known_at(register)
    assert (len(first.records.halves), len(first.venues.halves)) == (2, 1)
    assert (len(later.records.halves), len(later.venues.halves)) == (3, 2)
    assert finding.known_at(register) is later
    assert finding.ref_of(register, "programme", service_id("lab")) == "lab"
    assert finding.ref_of(register, "organisation", organization_id("almac")) == "almac"
    assert finding.ref_of(register, "programme", organization_id("almac")) is None
    assert finding.ref_of(register, "programme", service_id("nothing")) is None
    found, place = finding.programme_at_venue(register, service_at_location_id("lab", "w5"))
    assert (found.record.document["ref"], found.lead, place) == ("lab", None, VENUE)
    assert finding.programme_at_venue(register, service_at_location_id("w5", "belfast")) is None


def test_a_record_of_which_two_ids_share_a_half_is_told_apart(db, monkeypatch):
    issue(programme("lab", "A laboratory"))
    issue(programme("fair", "A fair"))
    monkeypatch.setattr(finding, "half", lambda id: 7)
    register = register_at()
    assert [finding.ref_of(register, "programme", service_id(ref)) for ref in ("lab", "fair", "w5")] == [
        "lab",
        "fair",
        None,
    ]


@pytest.mark.parametrize("successor", ["", "fair"])
def test_a_withdrawn_record_leaves_its_tombstone_under_its_id(db, oruk, successor):
    issue(programme("lab", "A laboratory", places=[VENUE]))
    issue(programme("fair", "A fair"))
    assert oruk(f"services/{service_id('lab')}")["name"] == "A laboratory"
    withdraw("programme", "lab", reason="It was never held.", successor=successor)
    answer = oruk.answer(f"services/{service_id('lab')}")
    told = answer.json()
    assert (answer.status_code, answer.headers["Content-Type"]) == (410, "application/problem+json")
    assert (told["kind"], told["ref"], told["reason"]) == ("programme", "lab", "It was never held.")
    assert told["successor"] == ({"ref": "fair", "url": "/programmes/fair/"} if successor else None)
    assert oruk.answer(f"service_at_locations/{service_at_location_id('lab', 'w5')}").status_code == 404
    assert [each["name"] for each in oruk.walk("services")] == ["A fair"]


def test_a_record_published_again_keeps_its_id(db, oruk):
    issue(programme("lab", "A laboratory", places=[VENUE]))
    link = oruk.walk("service_at_locations")
    withdraw("programme", "lab", reason="By mistake.")
    assert oruk.walk("service_at_locations") == []
    issue(programme("lab", "A laboratory", places=[VENUE]))
    assert Entry.objects.count() == 1
    assert [each["id"] for each in oruk.walk("service_at_locations")] == [each["id"] for each in link]
    assert oruk(f"service_at_locations/{link[0]['id']}")["service_id"] == service_id("lab")
