"""Every answer for every record of the first content and for the full examples follows the standard and our schema."""

import json

import pytest

from lifesci.editions.models import Entry
from lifesci.oruk.identity import organization_id, service_at_location_id, service_id
from lifesci.oruk.location import venues
from lifesci.vocabularies.models import Measure, Term
from tests.oruk.standard import faults, needs_standard, own_faults

pytestmark = needs_standard
# List, schema of its items, schema of whole objects, and the name under which our own schema has them.
LISTS = [
    ("services", "compiled/service_list.json", "compiled/service.json", "service"),
    ("organizations", "compiled/organization_list.json", "compiled/organization.json", "organization"),
    ("service_at_locations", "compiled/service_at_location_list.json", "compiled/service_at_location.json", None),
    ("taxonomies", "taxonomy.json", "taxonomy.json", "taxonomy"),
    ("taxonomy_terms", "taxonomy_term.json", "taxonomy_term.json", "taxonomy_term"),
]


def own(answer, name) -> list[str]:
    """What an answer, and the objects inside it, break of our schema."""
    found = own_faults(answer, name) if name else []
    for member, inside in INSIDE.items():
        for each in listed(answer.get(member)):
            found += own(each, inside)
    return found


INSIDE = {
    "service": "service",
    "location": "location",
    "service_areas": "service_area",
    "service_at_locations": None,
    "attributes": None,
    "taxonomy_term": "taxonomy_term",
    "taxonomy_terms": "taxonomy_term",
}


def listed(value) -> list[dict]:
    """The objects under a member."""
    return value if isinstance(value, list) else [value] if value else []


@pytest.mark.parametrize(("path", "item", "whole", "name"), LISTS)
def test_every_answer_for_the_first_content_follows_the_standard(first_content, db, oruk, path, item, whole, name):
    items = oruk.walk(path)
    assert len({each["id"] for each in items}) == len(items) > 0
    wrong = {each["id"]: found for each in items if (found := faults(each, item) + own(each, name))}
    for each in items:
        answer = oruk(f"{path}/{each['id']}")
        assert answer["id"] == each["id"]
        if found := faults(answer, whole) + own(answer, name):
            wrong[each["id"]] = found
    assert wrong == {}


@pytest.mark.parametrize("path", ["services", "organizations", "service_at_locations"])
def test_full_lists_hold_the_whole_objects(first_content, db, oruk, path):
    items = oruk.walk(path, full="true", per_page=100)
    assert items == [oruk(f"{path}/{each['id']}") for each in items]


def test_every_record_and_word_is_listed(first_content, db, oruk):
    refs = {
        kind: set(Entry.objects.filter(kind=kind).values_list("ref", flat=True))
        for kind in ("programme", "organisation")
    }
    assert {each["id"] for each in oruk.walk("services")} == set(map(service_id, refs["programme"]))
    assert {each["id"] for each in oruk.walk("organizations")} == set(map(organization_id, refs["organisation"]))
    assert len(refs["programme"]) > 40
    assert len(oruk.walk("taxonomy_terms", per_page=100)) == Term.objects.count() + Measure.objects.count()
    documents = map(json.loads, Entry.objects.filter(kind="programme").values_list("edition__text", flat=True))
    links = {service_at_location_id(each["ref"], place["ref"]) for each in documents for place in venues(each)}
    assert {each["id"] for each in oruk.walk("service_at_locations")} == links
    assert len(links) > 3


def test_every_word_of_the_first_content_is_described_by_its_definition(first_content, db, oruk):
    defined = dict(Term.objects.values_list("label", "definition")) | dict(
        Measure.objects.values_list("label", "definition")
    )
    told = {each["name"]: each["description"] for each in oruk.walk("taxonomy_terms", per_page=100)}
    assert told == defined
    assert "" not in told.values()


def test_a_null_an_unknown_member_and_a_wrong_id_are_seen():
    broken = {"id": "1", "name": "A", "status": "active", "url": None, "rating": 5, "x_lsr_ref": ""}
    assert faults(broken, "compiled/service_list.json") == [
        "$.id: '1' is not a 'uuid'",
        "$.url: None is not of type 'string'",
        "$.url: None is not a 'uri'",
        "$.rating is not a member of the standard",
        "$.url has no value",
        "$.x_lsr_ref has no value",
    ]
    assert own_faults({"x_lsr_ref": "a", "x_lsr_rating": 5}, "location") == [
        "$: 'x_lsr_rating' is not valid under any of the given schemas"
    ]
