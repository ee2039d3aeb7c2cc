"""A programme in the words of schema.org: a Service, and where its types make it one, also a programme of education
or work, and a Course by the Bioschemas profile. Pure."""

from lifesci.site.linked.pieces import Node, filled, labels, named, observations, plain_date, reference, references

# Types of programme by which somebody learns or works towards an occupation over a time.
OCCUPATIONAL = {
    *("work-experience", "apprenticeship", "placement", "graduate-scheme", "doctoral-training"),
    *("skills-training", "workforce-upskilling", "leadership-development", "second-chance-employment"),
}
TAUGHT = {"skills-training", "workforce-upskilling", "leadership-development"}  # those that are a course of teaching
PROFILE = "https://bioschemas.org/profiles/Course/1.0-RELEASE"


def programme(document: dict, site: str) -> list[Node]:
    """The programme and its figures."""
    codes = {term["code"] for term in document["types"]}
    node = _service(document, site)
    if codes & OCCUPATIONAL:
        node = {**node, **_occupational(document), "@type": ["EducationalOccupationalProgram", *node["@type"]]}
    if codes & TAUGHT and _fills_profile(document):
        node = {**node, **_course(document), "@type": ["Course", *node["@type"]]}
    return [filled(node), *observations(document, site)]


def _service(document, site) -> Node:
    return {
        "@type": ["Service"],
        "@id": f"{site}{document['url']}",
        "url": f"{site}{document['url']}",
        "name": document["title"],
        "description": document["summary"],
        "provider": reference("organisation", document["lead"], site, "Organization"),
        "serviceType": labels(document["types"]),
        "audience": _audiences(document),
        "areaServed": named("AdministrativeArea", labels(document["regions"])),
        "availableChannel": _channel(document),
        "isRelatedTo": [
            *references("programme", [document["parent"]] if document["parent"] else [], site, "Service"),
            *references("programme", document["strands"], site, "Service"),
        ],
    }


def _audiences(document) -> list[Node]:
    found = [{"@type": "Audience", "audienceType": label} for label in labels(document["audiences"])]
    ages = document["ages"]
    if ages and ages["qualifier"] in ("", "exactly"):
        years = filled({"suggestedMinAge": ages["from"], "suggestedMaxAge": ages["to"]})
        found += [{"@type": "PeopleAudience", **years}] if years else []
    return found


def _channel(document) -> Node | None:
    places = named("Place", [place["name"] for place in document["places"]])
    return {"@type": "ServiceChannel", "serviceLocation": places} if places else None


def _occupational(document) -> Node:
    return {
        "programType": labels(document["types"]),
        "educationalProgramMode": labels(document["delivery"]),
        "startDate": plain_date(document["starts"]),
        "endDate": plain_date(document["ends"]),
    }


def _fills_profile(document) -> bool:
    """Whether the Edition holds what the profile demands of a course: keywords, a mode and a location."""
    return bool(document["sectors"] and document["delivery"] and document["places"])


def _course(document) -> Node:
    return {
        "dct:conformsTo": {"@id": PROFILE, "@type": "CreativeWork"},
        "keywords": labels(document["sectors"]),
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": labels(document["delivery"]),
            "location": named("Place", [place["name"] for place in document["places"]]),
        },
    }
