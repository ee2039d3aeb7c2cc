"""A brief in the words of schema.org: a work about sectors and regions, and the events in it that have a day. Pure."""

import re

from lifesci.site.linked.pieces import Node, filled, labels, named, observations, references

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def brief(document: dict, site: str) -> list[Node]:
    """The brief, its figures, and who met whom."""
    node = {
        "@type": "Article",
        "@id": f"{site}{document['url']}",
        "url": f"{site}{document['url']}",
        "headline": document["title"],
        "name": document["title"],
        "abstract": document["summary"],
        "about": named("Thing", labels(document["sectors"]) + labels(document["policy_themes"])),
        "spatialCoverage": named("AdministrativeArea", labels(document["regions"])),
        "mentions": references("organisation", document["organisations"], site, "Organization"),
    }
    return [filled(node), *observations(document, site), *_events(document, site)]


def _events(document, site) -> list[Node]:
    """The engagements that took place on a day that is certain."""
    return [
        filled(
            {
                "@type": "Event",
                "@id": f"{site}{document['url']}#engagement-{each['key']}",
                "name": each["title"],
                "description": each["summary"],
                "startDate": each["happened_on"],
                "location": {"@type": "Place", "name": each["place"]["name"]} if each["place"] else None,
            }
        )
        for each in document["engagements"]
        if DAY.fullmatch(each["happened_on"])
    ]
