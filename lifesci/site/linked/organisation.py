"""An organisation in the words of schema.org, with its identifiers. Pure."""

from lifesci.site.linked.pieces import Node, filled, observations, reference, references, web_address

TYPES = {
    "university": "CollegeOrUniversity",
    "government": "GovernmentOrganization",
}


def organisation(document: dict, site: str) -> list[Node]:
    """The organisation and its figures."""
    joined = [tie["other"] for tie in document["affiliations"] if tie["role"]["code"] == "member-of"]
    node = {
        "@type": TYPES.get(document["type"]["code"], "Organization"),
        "@id": f"{site}{document['url']}",
        "mainEntityOfPage": f"{site}{document['url']}",
        "url": web_address(document["website"]),
        "name": document["title"],
        "alternateName": [alias["name"] for alias in document["aliases"]],
        "description": document["description"].split("\n")[0],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": row["scheme"], "value": row["value"]}
            for row in document["identifiers"]
        ],
        "parentOrganization": reference("organisation", document["part_of"], site, "Organization"),
        "location": {"@type": "Place", "name": document["place"]["name"]} if document["place"] else None,
        "memberOf": references("organisation", joined, site, "Organization"),
    }
    return [filled(node), *observations(document, site)]
