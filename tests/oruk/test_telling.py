"""The golden documents as the standard has them: every value, and nothing for what has none."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from django.conf import settings

from lifesci.oruk.given import given
from lifesci.oruk.identity import (
    identifier,
    location_id,
    organization_id,
    service_at_location_id,
    service_id,
    taxonomy_id,
    term_id,
)
from lifesci.oruk.location import venues
from lifesci.oruk.organization import listed_organization, whole_organization
from lifesci.oruk.record import Record
from lifesci.oruk.service import STATUSES, listed_service, whole_service, whole_service_at_location
from lifesci.oruk.vocabulary import TAXONOMIES, Vocabulary, Word, described, taxonomy_term
from lifesci.vocabularies.models import Scheme
from tests.editions.bodies import organisation, programme

SITE = "https://register.example"
WORDS = Vocabulary(
    [
        Word("region", "northern-ireland", "N. Ireland", "The nation of that name.", notation="N92000002"),
        Word("type", "outreach", "Outreach", "Bringing science to people."),
        Word("type", "exhibition", "Exhibition", "Things to see.", broader="outreach"),
    ]
)
ISSUED = datetime(2026, 3, 4, 5, 6, 7, 89_999, UTC)
SERVICE, ORGANISATION = service_id("medlab"), organization_id("almac-discovery")


def golden(name: str, **times) -> Record:
    """A golden document as a record."""
    document = json.loads(Path(settings.BASE_DIR, "tests", "golden", f"{name}.json").read_text())
    return Record(document, "ab" * 32, ISSUED, times.get("changed_at", ISSUED))


@pytest.fixture
def service() -> dict:
    """The golden programme, whole."""
    return given(whole_service(golden("programme"), golden("organisation"), WORDS, SITE))


def attribute(owner: tuple, scheme: str, code: str, term: dict) -> dict:
    """A link to a term."""
    return {
        "id": identifier(*owner, "term", scheme, code),
        "link_id": identifier(*owner),
        "link_type": scheme,
        "taxonomy_term_id": term_id(scheme, code),
        "taxonomy_term": {
            "id": term_id(scheme, code),
            "taxonomy": TAXONOMIES[scheme][0],
            "taxonomy_id": taxonomy_id(scheme),
            "x_lsr_code": code,
            **term,
        },
    }


IRELAND = {
    "name": "Northern Ireland",
    "description": "The nation of that name.",
    "term_uri": "http://statistics.data.gov.uk/id/statistical-geography/N92000002",
    "x_lsr_notation": "N92000002",
}


MEMBERS = {
    "id": SERVICE,
    "organization_id": ORGANISATION,
    "name": "MEDLAB at W5",
    "description": "Visitors try the work of a laboratory.\n\nIt is free for schools.",
    "url": "https://example.org/medlab",
    "status": "active",
    "minimum_age": 7,
    "maximum_age": 14,
    "last_modified": "2026-03-04T05:06:07.089Z",
    "schedules": [
        {
            "id": identifier("programme", "medlab", "frequency"),
            "service_id": SERVICE,
            "description": "Every day of the week",
        }
    ],
    "funding": [
        {
            "id": identifier("programme", "medlab", "funding", "funder"),
            "service_id": SERVICE,
            "source": "Funder of Science",
        }
    ],
}

AREA = {
    "id": identifier("programme", "medlab", "region", "northern-ireland"),
    "service_id": SERVICE,
    "name": "Northern Ireland",
    "uri": "http://statistics.data.gov.uk/id/statistical-geography/N92000002",
    "x_lsr_code": "northern-ireland",
    "x_lsr_notation": "N92000002",
}
LINK = {
    "id": service_at_location_id("medlab", "w5"),
    "service_id": SERVICE,
    "location_id": location_id("w5"),
    "location": {
        "id": location_id("w5"),
        "location_type": "physical",
        "name": "W5, Belfast",
        "latitude": 54.6,
        "longitude": -5.91694,
        "attributes": [attribute(("place", "w5"), "region", "northern-ireland", IRELAND)],
        "x_lsr_ref": "w5",
    },
}
CITATION = {
    "source": "annex",
    "section": "MEDLAB",
    "paragraph": 12,
    "page": 4,
    "stated_as": "nearly 1,200 students",
    "as_given_in": "survey",
    "basis": {"code": "independently-reported", "label": "Reported by somebody independent"},
    "checked": "2026-03-04",
    "check_result": "verified",
}
STUDENTS = {
    "id": "programme/medlab/students",
    "measure": {"code": "students", "label": "students", "counts": "people"},
    "value": 1200,
    "qualifier": "nearly",
    "is_small": False,
    "phrase": "nearly 1,200 students since 2017",
    "period": {"kind": "cumulative", "start": "2017"},
    "population": "pupils of all schools",
    "geography": {"code": "northern-ireland", "label": "Northern Ireland"},
    "counted_in": "programme/outreach/pupils",
    "note": "Teachers are not counted.",
    "citation": CITATION,
}

OWN = {
    "x_lsr_ref": "medlab",
    "x_lsr_url": "https://register.example/programmes/medlab/",
    "x_lsr_edition": {
        "number": 2,
        "sha256": "ab" * 32,
        "issued_at": "2026-03-04T05:06:07.089Z",
        "url": "https://register.example/api/v1/programmes/medlab/editions/2/",
        "all": "https://register.example/api/v1/programmes/medlab/editions/",
    },
    "x_lsr_status": {"code": "running", "label": "Running"},
    "x_lsr_ages": {"from": 7, "to": 14, "qualifier": "about", "note": "Families come too."},
    "x_lsr_summary": "An exhibition that shows how medicines are made.",
    "x_lsr_starts": "2017",
    "x_lsr_ends": "2030?",
    "x_lsr_dates_note": "The end is inferred.",
    "x_lsr_lead": {"organization_id": ORGANISATION, "ref": "almac-discovery", "name": "Almac Discovery"},
    "x_lsr_partners": [
        {
            "organization_id": organization_id("funder"),
            "ref": "funder",
            "name": "Funder of Science",
            "role": {"code": "funder", "label": "Funder"},
            "note": "Since 2017.",
            "citation": {**CITATION, "stated_as": "funded"},
        }
    ],
    "x_lsr_parent": {"service_id": service_id("outreach"), "ref": "outreach", "title": "Outreach"},
    "x_lsr_strands": [{"service_id": service_id("practicals"), "ref": "practicals", "title": "Practicals"}],
    "x_lsr_places": [
        {"ref": "belfast", "name": "Belfast", "is_venue": False},
        {
            "ref": "w5",
            "name": "W5, Belfast",
            "is_venue": True,
            "region": {"code": "northern-ireland", "label": "Northern Ireland"},
        },
    ],
    "x_lsr_outcomes": [
        {
            "key": "confidence",
            "theme": {"code": "confidence", "label": "Confidence"},
            "statement": "Pupils trust themselves more.",
            "how_known": "Feedback of participants",
            "figure": "students",
            "citation": {**CITATION, "stated_as": "more confident"},
        }
    ],
    "x_lsr_sources": [
        {"ref": "annex", "title": "Case studies", "url": "https://register.example/sources/annex/"},
        {"ref": "survey", "title": "Survey of participants", "url": "https://register.example/sources/survey/"},
    ],
}


def test_a_service_has_the_members_of_the_standard(service):
    own = {name: value for name, value in service.items() if not name.startswith("x_lsr_")}
    nested = {name: own.pop(name) for name in ("organization", "attributes", "service_at_locations", "service_areas")}
    assert own == MEMBERS
    assert (nested["service_areas"], nested["service_at_locations"]) == ([AREA], [LINK])


def test_a_service_is_linked_to_each_of_its_terms_once(service):
    links = [(each["link_type"], each["taxonomy_term"]["name"]) for each in service["attributes"]]
    assert links == [
        ("type", "Outreach"),
        ("type", "Exhibition"),
        ("audience", "Secondary pupils"),
        ("sector", "Biopharmaceuticals"),
        ("region", "Northern Ireland"),
        ("delivery", "On site"),
        ("access", "Free of charge"),
        ("qualification", "GCSE"),
        ("gatsby-benchmark", "Encounters with employers"),
        ("theme", "Confidence"),
    ]
    parent = {"name": "Exhibition", "description": "Things to see.", "parent_id": term_id("type", "outreach")}
    assert service["attributes"][1] == attribute(("programme", "medlab"), "type", "exhibition", parent)
    unknown = {
        "name": "GCSE",
        "description": "“GCSE” in the vocabulary “Qualification” of the register, which does not define it.",
    }
    assert service["attributes"][7] == attribute(("programme", "medlab"), "qualification", "gcse", unknown)


def test_a_service_keeps_what_the_standard_has_no_member_for(service):
    own = {name: value for name, value in service.items() if name.startswith("x_lsr_")}
    students, visitors = own.pop("x_lsr_figures")
    assert own == OWN
    assert students == STUDENTS
    assert (visitors["missing_reason"], "value" in visitors) == ("not_stated", False)


def test_an_organization_has_identifiers_terms_and_its_parent():
    told = given(whole_organization(golden("organisation"), WORDS, SITE))
    plain = {name: told[name] for name in ("id", "name", "description", "website", "parent_organization_id")}
    assert plain == {
        "id": ORGANISATION,
        "name": "Almac Discovery",
        "description": "Finds new medicines.",
        "website": "https://example.org/almac",
        "parent_organization_id": organization_id("almac"),
    }
    assert told["organization_identifiers"] == [
        {
            "id": identifier("organisation", "almac-discovery", "GB-COH", "NI041905"),
            "organization_id": ORGANISATION,
            "identifier_scheme": "GB-COH",
            "identifier_type": "Companies House number",
            "identifier": "NI041905",
        }
    ]
    assert [each["taxonomy_term"]["name"] for each in told["attributes"]] == [
        *("Company", "Biopharmaceuticals", "Northern Ireland"),
    ]
    assert (told["x_lsr_last_modified"], told["x_lsr_place"]["name"]) == ("2026-03-04T05:06:07.089Z", "Craigavon")
    assert told["x_lsr_aliases"] == [{"name": "AD"}, {"name": "Almac D.", "note": "As printed in a footnote."}]
    assert told["x_lsr_affiliations"][0]["organization_id"] == organization_id("academy")
    assert told["x_lsr_figures"][0]["value"] == 22_700_000_000


def test_what_has_no_value_is_left_out():
    bare = Record({**programme(), "edition": 1, "url": "/programmes/w5/"}, "cd" * 32, ISSUED, ISSUED)
    told = given(whole_service(bare, None, WORDS, SITE))
    edition = told.pop("x_lsr_edition")
    assert edition["sha256"] == "cd" * 32
    assert told == {
        "id": service_id("w5"),
        "name": "Exhibition at W5",
        "description": "A place to see how medicines are made.",
        "status": "active",
        "last_modified": "2026-03-04T05:06:07.089Z",
        "x_lsr_ref": "w5",
        "x_lsr_url": "https://register.example/programmes/w5/",
        "x_lsr_status": {"code": "running", "label": "Running"},
        "x_lsr_summary": "A place to see how medicines are made.",
    }
    nothing = Record({**organisation(), "edition": 1, "url": "/organisations/almac/"}, "cd" * 32, ISSUED, ISSUED)
    listed = given(listed_organization(nothing, SITE))
    assert listed["description"] == "Company. The register has no description of it."
    assert "website" not in listed


def test_free_of_charge_is_a_cost_of_nothing_and_a_venue_without_degrees_has_none():
    venue = {"ref": "hall", "name": "A hall", "region": None, "is_venue": True, "latitude": "", "longitude": ""}
    free = [{"code": "free-of-charge", "label": "Free of charge"}]
    document = {**programme(access=free, places=[venue]), "edition": 1, "url": "/programmes/w5/"}
    told = given(whole_service(Record(document, "cd" * 32, ISSUED, ISSUED), None, WORDS, SITE))
    assert told["cost_options"] == [
        {
            "id": identifier("programme", "w5", "cost", "free-of-charge"),
            "service_id": service_id("w5"),
            "option": "Free of charge",
            "amount": 0,
        }
    ]
    assert told["service_at_locations"][0]["location"] == {
        "id": location_id("hall"),
        "location_type": "physical",
        "name": "A hall",
        "x_lsr_ref": "hall",
    }


def test_a_service_is_assured_on_the_day_of_the_oldest_check_once_all_facts_are_checked():
    record = golden("programme")
    unchecked, checked = record.document, {**record.document, "figures": record.document["figures"][:1]}
    older = {**checked["outcomes"][0], "citation": {**checked["outcomes"][0]["citation"], "checked": "2025-12-31"}}
    checked["outcomes"] = [older]
    told = [given(listed_service(record._replace(document=each), None, SITE)) for each in (unchecked, checked)]
    assert [each.get("assured_date") for each in told] == [None, "2025-12-31"]


def test_a_service_at_a_location_is_the_service_without_its_locations(service):
    record, lead = golden("programme"), golden("organisation")
    [place] = venues(record.document)
    told = given(whole_service_at_location(record, lead, place, WORDS, SITE))
    locations = service.pop("service_at_locations")
    assert told == {**locations[0], "service": service}


def test_a_service_in_a_list_has_members_of_one_value_and_the_newer_of_two_moments():
    later = datetime(2026, 5, 1, 0, 0, tzinfo=timezone(timedelta(hours=1)))
    told = given(listed_service(golden("programme"), golden("organisation", changed_at=later), SITE))
    assert told["last_modified"] == "2026-04-30T23:00:00.000Z"
    assert [name for name, value in told.items() if isinstance(value, list)] == []
    assert told["organization"] == {
        "id": ORGANISATION,
        "name": "Almac Discovery",
        "description": "Finds new medicines.",
        "website": "https://example.org/almac",
        "parent_organization_id": organization_id("almac"),
    }


def test_every_status_of_a_document_is_one_of_the_standard():
    from lifesci.api.schemas import document_schema  # noqa: PLC0415

    stated = document_schema("programme")["properties"]["status"]["properties"]["code"]["enum"]
    assert {code: STATUSES[code] for code in stated} == {
        "running": "active",
        "planned": "inactive",
        "paused": "temporarily closed",
        "ended": "defunct",
        "unknown": "inactive",
    }


def test_every_vocabulary_is_a_taxonomy_under_the_name_it_has():
    assert {scheme.value: scheme.label for scheme in Scheme} | {"measure": "Measure"} == {
        scheme: name for scheme, (name, _) in TAXONOMIES.items()
    }
    assert all(description.endswith(".") for _, description in TAXONOMIES.values())


def test_a_term_without_a_definition_is_described_by_what_it_is():
    assert (
        described(Word("sector", "x", "X"))
        == "“X” in the vocabulary “Sector” of the register, which does not define it."
    )
    assert described(Word("sector", "x", "X", "A sector.")) == "A sector."
    told = given(taxonomy_term(Word("type", "x", "X", "A.", uri="https://example.org/x", retired_on="2026-01-02")))
    assert (told["term_uri"], told["x_lsr_retired_on"]) == ("https://example.org/x", "2026-01-02")


@pytest.mark.parametrize(
    ("held", "kept"),
    [
        ({"a": None, "b": "", "c": [], "d": {}, "e": 0, "f": False, "g": "x"}, {"e": 0, "f": False, "g": "x"}),
        ({"a": {"b": {"c": None}}, "d": [None, {"e": ""}, 0, "x"]}, {"d": [0, "x"]}),
    ],
)
def test_given_keeps_false_and_zero_and_drops_what_holds_nothing(held, kept):
    assert given(held) == kept
