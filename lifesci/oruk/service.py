"""From a programme's document to a service of the standard. Pure: documents and vocabularies in, objects out."""

from lifesci.editions.card import PROGRAMME_TERMS, oldest_check
from lifesci.oruk import extension
from lifesci.oruk.identity import identifier, organization_id, service_id
from lifesci.oruk.location import link, location, service_areas, venues, whole_location
from lifesci.oruk.moments import written
from lifesci.oruk.organization import nested_organization, plain_organization
from lifesci.oruk.record import Record
from lifesci.oruk.vocabulary import Vocabulary, attributes

# What is not known to run is not offered as running: `x_lsr_status` says that the sources do not state it.
STATUSES = {
    "running": "active",
    "planned": "inactive",
    "ended": "defunct",
    "paused": "temporarily closed",
    "unknown": "inactive",
}
FUNDERS = ("funder", "sponsor")
FREE = "free-of-charge"  # the access feature that says what it costs


def plain_service(record: Record, lead: Record | None, site: str) -> dict:
    """The members of a service that have one value. `lead` is None where no published organisation answers for it."""
    document, ages = record.document, record.document["ages"] or {}
    changes = [each.changed_at for each in (record, lead) if each]
    return {
        "id": service_id(document["ref"]),
        "organization_id": organization_id(lead.document["ref"]) if lead else "",
        "name": document["title"],
        "description": document["description"] or document["summary"],
        "url": document["website"],
        "status": STATUSES[document["status"]["code"]],
        "minimum_age": ages.get("from"),
        "maximum_age": ages.get("to"),
        "assured_date": oldest_check(document),
        "last_modified": written(max(changes)),
        **extension.who_it_is(record, site),
        **extension.how_it_stands(document),
    }


def listed_service(record: Record, lead: Record | None, site: str) -> dict:
    """A service in a list: no member is a list."""
    return {**plain_service(record, lead, site), "organization": plain_organization(lead) if lead else None}


def nested_service(record: Record, lead: Record | None, vocabulary: Vocabulary, site: str) -> dict:
    """A service with everything that belongs to it but its venues."""
    document = record.document
    return {
        **plain_service(record, lead, site),
        "organization": nested_organization(lead, vocabulary) if lead else None,
        "schedules": schedules(document),
        "service_areas": list(service_areas(document, vocabulary)),
        "funding": funding(document),
        "cost_options": cost_options(document),
        "attributes": list(attributes(vocabulary, ("programme", document["ref"]), terms(document))),
        **extension.of_service(document, site),
    }


def whole_service(record: Record, lead: Record | None, vocabulary: Vocabulary, site: str) -> dict:
    """A service with everything that belongs to it."""
    document = record.document
    locations = [{**link(document, place), "location": whole_location(place, vocabulary)} for place in venues(document)]
    return {**nested_service(record, lead, vocabulary, site), "service_at_locations": locations}


def listed_service_at_location(record: Record, lead: Record | None, place: dict, site: str) -> dict:
    """A service at one of its venues, in a list."""
    return {
        **link(record.document, place),
        "location": location(place),
        "service": listed_service(record, lead, site),
    }


def whole_service_at_location(
    record: Record, lead: Record | None, place: dict, vocabulary: Vocabulary, site: str
) -> dict:
    """A service at one of its venues, with everything that belongs to both."""
    return {
        **link(record.document, place),
        "location": whole_location(place, vocabulary),
        "service": nested_service(record, lead, vocabulary, site),
    }


def terms(document: dict) -> dict[str, list[dict]]:
    """What a programme is found by, by vocabulary: its own terms and the themes of its outcomes."""
    themes = {"theme": [outcome["theme"] for outcome in document["outcomes"]]}
    return {scheme: document[member] for member, scheme in PROGRAMME_TERMS.items()} | themes


def schedules(document: dict) -> list[dict]:
    """How often it runs, in the register's words; no source gives hours that could be computed with."""
    if not document["frequency"]:
        return []
    names = ("programme", document["ref"])
    return [
        {
            "id": identifier(*names, "frequency"),
            "service_id": service_id(document["ref"]),
            "description": document["frequency"],
        }
    ]


def funding(document: dict) -> list[dict]:
    """Who pays for it, once each."""
    paying = {partner["ref"]: partner for partner in document["partners"] if partner["role"]["code"] in FUNDERS}
    return [
        {
            "id": identifier("programme", document["ref"], "funding", ref),
            "service_id": service_id(document["ref"]),
            "source": partner["name"],
        }
        for ref, partner in paying.items()
    ]


def cost_options(document: dict) -> list[dict]:
    """That it is free, where a source says so; no other cost is recorded."""
    return [
        {
            "id": identifier("programme", document["ref"], "cost", FREE),
            "service_id": service_id(document["ref"]),
            "option": term["label"],
            "amount": 0,
        }
        for term in document["access"]
        if term["code"] == FREE
    ]
