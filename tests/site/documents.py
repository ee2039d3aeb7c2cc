"""Documents that page tests publish: each follows its schema, and `changes` replaces whole members."""

from lifesci.editions.issue import issue

SOUTH_EAST = {"code": "south-east", "label": "South East"}
READING = {
    "ref": "reading",
    "name": "Reading",
    "region": SOUTH_EAST,
    "is_venue": False,
    "latitude": "",
    "longitude": "",
}
HOST = {
    "ref": "reading-college",
    "name": "Reading College",
    "role": {"code": "host", "label": "Host"},
    "note": "Lends a room.",
}


def term(code, label=""):
    """A vocabulary term."""
    return {"code": code, "label": label or code.replace("-", " ").capitalize()}


def citation(**changes):
    """A citation of the annex."""
    return {
        "source": "annex",
        "section": "Baylab",
        "paragraph": 82,
        "page": None,
        "stated_as": "more than 16,500 students",
        "as_given_in": "",
        "basis": {"code": "provider-stated", "label": "Stated by the provider"},
        "checked": "2026-11-22",
        "check_result": "verified",
    } | changes


def figure(key="students", **changes):
    """More than 16,500 students since 2017."""
    return {
        "key": key,
        "measure": {"code": "students", "label": "students", "singular": "student", "counts": "people", "unit": ""},
        "value": 16500,
        "value_high": None,
        "qualifier": "more_than",
        "missing_reason": "",
        "is_small": False,
        "phrase": "more than 16,500 students since 2017",
        "parts": {"lead": "more than", "numeral": "16,500", "unit": "students", "tail": "since 2017"},
        "period": {"kind": "cumulative", "start": "2017", "end": ""},
        "population": "students in the laboratory",
        "geography": None,
        "counted_in": "",
        "note": "",
        "sources_differ": [],
        "chosen_because": "",
        "set_aside_for": "",
        "citation": citation(),
    } | changes


def missing_figure(key="schools"):
    """A figure the source does not state."""
    return figure(
        key,
        value=None,
        qualifier="exactly",
        missing_reason="not_stated",
        phrase="not stated: the source gives no number",
        parts={"lead": "not stated: the source gives no number", "numeral": "", "unit": "", "tail": ""},
        measure={"code": "schools", "label": "schools", "singular": "school", "counts": "schools", "unit": ""},
        population="",
    )


def outcome(key="confidence", **changes):
    """An outcome without a number."""
    return {
        "key": key,
        "theme": term("confidence", "Confidence"),
        "statement": "Students say that they are more sure of themselves in a laboratory.",
        "how_known": "internal assessment",
        "figure": "",
        "citation": citation(paragraph=83, stated_as="increased confidence", checked="", check_result=""),
    } | changes


def story(key="apprentice", **changes):
    """A person the source does not name."""
    return {
        "key": key,
        "person": "",
        "position": "Apprentice technician",
        "summary": "From school to a degree apprenticeship.",
        "steps": [
            {"order": 1, "happened_on": "2021", "text": "Joins as an apprentice."},
            {"order": 2, "happened_on": "", "text": "Starts a degree."},
        ],
        "citation": citation(paragraph=40),
    } | changes


def programme(ref="baylab", **changes):
    """A programme with little but a title, a summary and a lead."""
    return {
        "kind": "programme",
        "ref": ref,
        "title": ref.replace("-", " ").capitalize(),
        "summary": f"What {ref} offers, in one sentence.",
        "description": "",
        "read_in": None,
        "types": [term("outreach", "Outreach")],
        "lead": None,
        "partners": [],
        "parent": None,
        "strands": [],
        "audiences": [term("primary", "Primary pupils")],
        "ages": None,
        "sectors": [],
        "regions": [term("northern-ireland", "Northern Ireland")],
        "places": [],
        "delivery": [],
        "frequency": "",
        "starts": "",
        "ends": "",
        "dates_note": "",
        "status": {"code": "unknown", "label": "Not stated"},
        "access": [],
        "qualifications": [],
        "gatsby_benchmarks": [],
        "briefs": [],
        "website": "",
        "figures": [],
        "outcomes": [],
        "stories": [],
        "sources": [],
    } | changes


def whole_programme(ref="baylab-reading", **changes):
    """A programme with something in every member."""
    return (
        programme(
            ref,
            title="Baylab Reading",
            summary="A laboratory in Reading where school students do experiments without charge.",
            description="Groups come for workshops.\n\nThe work follows what is taught at school.",
            types=[term("outreach", "Outreach"), term("school-resource", "School resource")],
            lead={"ref": "bayer-uk", "name": "Bayer UK"},
            partners=[dict(HOST, citation=citation(paragraph=80))],
            audiences=[term("primary", "Primary pupils"), term("secondary", "Secondary pupils")],
            ages={"from": 7, "to": 18, "qualifier": "exactly", "note": ""},
            sectors=[term("biopharmaceuticals", "Biopharmaceuticals")],
            regions=[term("south-east", "South East")],
            places=[READING],
            delivery=[term("in-person", "In person")],
            frequency="all year round",
            starts="2017",
            status={"code": "running", "label": "Running"},
            access=[term("free", "Free of charge")],
            qualifications=[term("t-level", "T Levels")],
            gatsby_benchmarks=[term("gatsby-5", "Encounters with employers")],
            briefs=[{"ref": "vision", "title": "Life Sciences Vision"}],
            website="https://baylab.example/",
            figures=[figure(), missing_figure()],
            outcomes=[outcome(figure="students")],
            stories=[story()],
            sources=[{"ref": "annex", "title": "Annex A"}],
        )
        | changes
    )


def organisation(ref="bayer-uk", **changes):
    """A company."""
    name = changes.pop("name", ref.replace("-", " ").capitalize())
    return {
        "kind": "organisation",
        "ref": ref,
        "name": name,
        "title": name,
        "aliases": [],
        "type": term("company", "Company"),
        "part_of": None,
        "place": None,
        "sectors": [],
        "description": "",
        "read_in": None,
        "website": "",
        "identifiers": [],
        "affiliations": [],
        "figures": [],
        "sources": [],
    } | changes


def brief(ref="vision", **changes):
    """A policy."""
    return {
        "kind": "brief",
        "ref": ref,
        "title": ref.replace("-", " ").capitalize(),
        "brief_kind": {"code": "policy", "label": "Policy"},
        "summary": f"What {ref} is about.",
        "description": "",
        "read_in": None,
        "organisations": [],
        "sectors": [],
        "regions": [],
        "policy_themes": [],
        "related": [],
        "starts": "",
        "ends": "",
        "website": "",
        "figures": [],
        "objectives": [],
        "engagements": [],
        "sources": [],
    } | changes


def source(ref="annex", **changes):
    """An annex."""
    return {
        "kind": "source",
        "ref": ref,
        "title": "Annex A",
        "publisher": "",
        "published_on": "",
        "published_note": "",
        "source_kind": {"code": "annex", "label": "Annex to a policy paper"},
        "is_public": True,
        "website": "",
        "licence": "",
        "file_name": "",
        "sha256": "",
        "note": "",
        "cites": [],
        "facts": {
            "figures": f"/api/v1/figures/?source={ref}",
            "outcomes": f"/api/v1/outcomes/?source={ref}",
        },
    } | changes


def publish(*bodies, note=""):
    """Issue each document and return the Editions."""
    return [issue(body, note=note) for body in bodies]
