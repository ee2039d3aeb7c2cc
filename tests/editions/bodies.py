"""Documents without an Edition number, as small as their schema allows, for tests of issuing and reading."""

SOURCE_URLS = {"figures": "/api/v1/figures/?source={}", "outcomes": "/api/v1/outcomes/?source={}"}


PROGRAMME_LISTS = (
    *("types", "partners", "strands", "audiences", "sectors", "regions", "places", "delivery", "access"),
    *("qualifications", "gatsby_benchmarks", "briefs", "figures", "outcomes", "stories", "sources"),
)
PROGRAMME_TEXTS = ("description", "frequency", "starts", "ends", "dates_note", "website")
SOURCE_TEXTS = ("publisher", "published_on", "published_note", "website", "licence", "file_name", "sha256", "note")


def organisation(ref="almac", name="Almac Group", **members):
    """An organisation's body."""
    body = {
        "kind": "organisation",
        "ref": ref,
        "name": name,
        "title": name,
        "aliases": [],
        "type": {"code": "company", "label": "Company"},
        "part_of": None,
        "read_in": None,
        "place": None,
        "sectors": [],
        "description": "",
        "website": "",
        "identifiers": [],
        "affiliations": [],
        "figures": [],
        "sources": [],
    }
    return {**body, **members}


def programme(ref="w5", title="Exhibition at W5", **members):
    """A programme's body."""
    body = {
        "kind": "programme",
        "ref": ref,
        "title": title,
        "lead": None,
        "read_in": None,
        "parent": None,
        "ages": None,
        "status": {"code": "running", "label": "Running"},
        "summary": "A place to see how medicines are made.",
        **{member: [] for member in PROGRAMME_LISTS},
        **dict.fromkeys(PROGRAMME_TEXTS, ""),
    }
    return {**body, **members}


def source(ref="annex", title="Annex", **members):
    """A source's body."""
    body = {
        "kind": "source",
        "ref": ref,
        "title": title,
        "source_kind": {"code": "annex", "label": "Annex to a policy paper"},
        "is_public": True,
        "cites": [],
        "facts": {name: url.format(ref) for name, url in SOURCE_URLS.items()},
        **dict.fromkeys(SOURCE_TEXTS, ""),
    }
    return {**body, **members}


def figure(key="students", value=900, **members):
    """One figure of a document."""
    body = {
        "key": key,
        "measure": {"code": "students", "label": "students", "singular": "student", "counts": "people", "unit": ""},
        "value": value,
        "value_high": None,
        "qualifier": "more_than",
        "missing_reason": "",
        "is_small": False,
        "phrase": f"more than {value} students",
        "parts": {"lead": "more than", "numeral": str(value), "unit": "students", "tail": ""},
        "period": {"kind": "cumulative", "start": "", "end": ""},
        "population": "",
        "geography": None,
        "counted_in": "",
        "note": "",
        "sources_differ": [],
        "chosen_because": "",
        "set_aside_for": "",
        "citation": citation(),
    }
    return {**body, **members}


def citation(**members):
    """Where a fact was read."""
    body = {
        "source": "annex",
        "section": "",
        "paragraph": 3,
        "page": None,
        "stated_as": "more than 900 students",
        "as_given_in": "",
        "basis": {"code": "provider-stated", "label": "Stated by the provider"},
        "checked": "",
        "check_result": "",
    }
    return {**body, **members}


def outcome(key="confidence", **members):
    """One outcome of a document."""
    body = {
        "key": key,
        "theme": {"code": "confidence", "label": "Confidence"},
        "statement": "Pupils say they are more confident.",
        "how_known": "",
        "figure": "",
        "citation": citation(),
    }
    return {**body, **members}
