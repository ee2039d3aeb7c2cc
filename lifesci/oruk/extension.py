"""What the register knows and the standard has no member for: the `x_lsr_` members. Pure; `/oruk/v3/x_lsr.json`."""

from collections.abc import Iterator

from lifesci.editions.card import FIGURE_MEMBERS
from lifesci.oruk.identity import organization_id, service_id
from lifesci.oruk.moments import written
from lifesci.oruk.record import Record

APIS = {"programme": "programmes", "organisation": "organisations"}
MEASURE_MEMBERS = ("code", "label", "counts", "unit")
OUTCOME_MEMBERS = ("key", "theme", "statement", "how_known", "figure", "citation")
AGE_MEMBERS = ("from", "to", "qualifier", "note")


def chosen(value: dict, names: tuple[str, ...]) -> dict:
    """These members of an object, those that it has: older Editions lack the newest."""
    return {name: value[name] for name in names if name in value}


def who_it_is(record: Record, site: str) -> dict:
    """Which record and which Edition of it an answer shows, and where both stand."""
    document = record.document
    editions = f"{site}/api/v1/{APIS[document['kind']]}/{document['ref']}/editions/"
    return {
        "x_lsr_ref": document["ref"],
        "x_lsr_url": f"{site}{document['url']}",
        "x_lsr_edition": {
            "number": document["edition"],
            "sha256": record.sha256,
            "issued_at": written(record.issued_at),
            "url": f"{editions}{document['edition']}/",
            "all": editions,
        },
    }


def how_it_stands(document: dict) -> dict:
    """What the standard's status and ages are too coarse for: the status as the sources have it, doubt about ages."""
    ages = document["ages"]
    return {"x_lsr_status": document["status"], "x_lsr_ages": chosen(ages, AGE_MEMBERS) if ages else None}


def of_service(document: dict, site: str) -> dict:
    """The further members of a whole service."""
    return {
        "x_lsr_summary": document["summary"],
        "x_lsr_starts": document["starts"],
        "x_lsr_ends": document["ends"],
        "x_lsr_dates_note": document["dates_note"],
        "x_lsr_lead": organization(document["lead"]) if document["lead"] else None,
        "x_lsr_partners": list(partners(document)),
        "x_lsr_parent": programme(document["parent"]) if document["parent"] else None,
        "x_lsr_strands": [programme(strand) for strand in document["strands"]],
        "x_lsr_places": [place(each) for each in document["places"]],
        "x_lsr_figures": figures(document),
        "x_lsr_outcomes": [chosen(outcome, OUTCOME_MEMBERS) for outcome in document["outcomes"]],
        "x_lsr_sources": sources(document, site),
    }


def of_organization(document: dict, site: str) -> dict:
    """The further members of a whole organization."""
    affiliations = [
        {**organization(each["other"]), **chosen(each, ("role", "note", "citation"))}
        for each in document["affiliations"]
    ]
    return {
        "x_lsr_aliases": document["aliases"],
        "x_lsr_place": place(document["place"]) if document["place"] else None,
        "x_lsr_affiliations": affiliations,
        "x_lsr_figures": figures(document),
        "x_lsr_sources": sources(document, site),
    }


def organization(reference: dict) -> dict:
    """An organisation that is named."""
    return {"organization_id": organization_id(reference["ref"]), **chosen(reference, ("ref", "name"))}


def programme(reference: dict) -> dict:
    """A programme that is named."""
    return {"service_id": service_id(reference["ref"]), **chosen(reference, ("ref", "title"))}


def partners(document: dict) -> Iterator[dict]:
    """What other organisations do for a programme."""
    for partner in document["partners"]:
        yield {**organization(partner), **chosen(partner, ("role", "note", "citation"))}


def place(each: dict) -> dict:
    """A place, venue or not."""
    return chosen(each, ("ref", "name", "region", "is_venue"))


def figures(document: dict) -> list[dict]:
    """The figures with what is counted, their doubt, period, population, place and source."""
    return [
        {
            "id": f"{document['kind']}/{document['ref']}/{figure['key']}",
            **chosen(figure, FIGURE_MEMBERS),
            "measure": chosen(figure["measure"], MEASURE_MEMBERS),
        }
        for figure in document["figures"]
    ]


def sources(document: dict, site: str) -> list[dict]:
    """The documents that the facts were read in."""
    return [
        {**chosen(source, ("ref", "title")), "url": f"{site}/sources/{source['ref']}/"}
        for source in document["sources"]
    ]
