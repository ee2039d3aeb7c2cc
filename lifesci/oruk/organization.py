"""From an organisation's document to an organization of the standard. Pure."""

from collections.abc import Iterator

from lifesci.oruk import extension
from lifesci.oruk.identity import identifier, organization_id
from lifesci.oruk.moments import written
from lifesci.oruk.record import Record
from lifesci.oruk.vocabulary import Vocabulary, attributes
from organisations.identifiers import SCHEMES


def plain_organization(record: Record) -> dict:
    """An organization as it stands inside a service, and in lists."""
    document = record.document
    return {
        "id": organization_id(document["ref"]),
        "name": document["name"],
        "description": described(document),
        "website": document["website"],
        "parent_organization_id": organization_id(document["part_of"]["ref"]) if document["part_of"] else "",
    }


def described(document: dict) -> str:
    """The description; where there is none, what the register does say of it."""
    return document["description"] or f"{document['type']['label']}. The register has no description of it."


def listed_organization(record: Record, site: str) -> dict:
    """An organization in a list."""
    return {
        **plain_organization(record),
        **extension.who_it_is(record, site),
        "x_lsr_last_modified": written(record.changed_at),
    }


def nested_organization(record: Record, vocabulary: Vocabulary) -> dict:
    """An organization inside a whole service: with identifiers and terms."""
    document = record.document
    return {
        **plain_organization(record),
        "organization_identifiers": list(identifiers(document)),
        "attributes": list(attributes(vocabulary, ("organisation", document["ref"]), terms(document))),
        "x_lsr_ref": document["ref"],
    }


def whole_organization(record: Record, vocabulary: Vocabulary, site: str) -> dict:
    """An organization with all that the register knows of it."""
    return {
        **nested_organization(record, vocabulary),
        **listed_organization(record, site),
        **extension.of_organization(record.document, site),
    }


def terms(document: dict) -> dict[str, list[dict]]:
    """What an organisation is found by, by vocabulary."""
    place = document["place"]
    return {
        "organisation-type": [document["type"]],
        "sector": document["sectors"],
        "region": [place["region"]] if place and place["region"] else [],
    }


def identifiers(document: dict) -> Iterator[dict]:
    """Its identifiers in the schemes of org-id.guide."""
    for each in document["identifiers"]:
        scheme, value = each["scheme"], each["value"]
        yield {
            "id": identifier("organisation", document["ref"], scheme, value),
            "organization_id": organization_id(document["ref"]),
            "identifier_scheme": scheme,
            "identifier_type": SCHEMES[scheme][0] if scheme in SCHEMES else scheme,
            "identifier": value,
        }
