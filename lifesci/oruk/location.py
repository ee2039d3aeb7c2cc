"""Where programmes are: venues as locations, regions as service areas. Pure."""

from collections.abc import Iterator

from lifesci.oruk.identity import identifier, location_id, service_at_location_id, service_id
from lifesci.oruk.vocabulary import Vocabulary, area_address, attributes


def venues(document: dict) -> list[dict]:
    """The places of a programme that can be visited. A town is none, so it is no location."""
    return [place for place in document["places"] if place["is_venue"]]


def location(place: dict) -> dict:
    """A venue. Degrees are given only where a source fixes the spot; the register holds no postal addresses."""
    return {
        "id": location_id(place["ref"]),
        "location_type": "physical",
        "name": place["name"],
        "latitude": float(place["latitude"]) if place["latitude"] else None,
        "longitude": float(place["longitude"]) if place["longitude"] else None,
        "x_lsr_ref": place["ref"],
    }


def whole_location(place: dict, vocabulary: Vocabulary) -> dict:
    """A venue with the region it lies in."""
    regions = {"region": [place["region"]] if place["region"] else []}
    return {**location(place), "attributes": list(attributes(vocabulary, ("place", place["ref"]), regions))}


def link(document: dict, place: dict) -> dict:
    """What binds a programme to one of its venues."""
    return {
        "id": service_at_location_id(document["ref"], place["ref"]),
        "service_id": service_id(document["ref"]),
        "location_id": location_id(place["ref"]),
    }


def service_areas(document: dict, vocabulary: Vocabulary) -> Iterator[dict]:
    """The regions a programme runs in, each with the address the ONS gives its GSS code."""
    for region in document["regions"]:
        word = vocabulary.word("region", region["code"], region["label"])
        yield {
            "id": identifier("programme", document["ref"], "region", region["code"]),
            "service_id": service_id(document["ref"]),
            "name": region["label"],
            "uri": area_address(word.notation),
            "x_lsr_code": region["code"],
            "x_lsr_notation": word.notation,
        }
