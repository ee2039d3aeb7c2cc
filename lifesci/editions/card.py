"""From a document to what the catalogue keeps of it: list item, facets, flat rows, words to search. Pure."""

from lifesci.editions.events import events
from lifesci.editions.references import references

# Members of a programme that are lists of terms, and the vocabulary of each, which is also the facet that it feeds.
PROGRAMME_TERMS = {
    "types": "type",
    "audiences": "audience",
    "sectors": "sector",
    "regions": "region",
    "delivery": "delivery",
    "access": "access",
    "qualifications": "qualification",
    "gatsby_benchmarks": "gatsby-benchmark",
}
# The same of every kind of record, and members that are one term.
TERM_MEMBERS = {
    **PROGRAMME_TERMS,
    "policy_themes": "policy-theme",
    "status": "status",
    "brief_kind": "brief-kind",
    "source_kind": "source-kind",
}
COMMON = ("kind", "ref", "edition", "url", "title")
CARRIED = {
    "programme": (
        "summary",
        "lead",
        "types",
        "audiences",
        "regions",
        "sectors",
        "status",
        "ages",
        "parent",
        "starts",
        "ends",
    ),
    "organisation": ("name", "type", "part_of", "sectors"),
    "brief": ("summary", "brief_kind", "regions", "sectors"),
    "source": ("publisher", "published_on", "source_kind"),
}
FACTS = ("figures", "outcomes", "objectives", "engagements", "affiliations", "partners", "stories")  # each is cited
UNDATED, UNCHECKED, NEVER = "not-stated", "not_checked", "never"
VENUE = "venue"  # the scheme under which a programme is found by the places that can be visited
DAY = "day"  # the scheme under which a record is found by the first day of each of its events
DATED = ("dated", "to-the-day")  # what every record with such a day is found by
YOUNGEST, OLDEST = 0, 120  # years: the range that `age` can ask for


def item(document, issued_on, sha256) -> dict:
    """The record's line in lists: who it is and what a reader chooses by. `issued_on` is an ISO date."""
    carried = {name: document[name] for name in (*COMMON, *CARRIED[document["kind"]])}
    return {**carried, **_extras(document), "issued_on": issued_on, "sha256": sha256}


def _extras(document):
    if document["kind"] == "programme":
        return {
            "places": [place["name"] for place in document["places"]],
            "strongest": next((f["phrase"] for f in document["figures"] if not f["missing_reason"]), ""),
            "figures": len(document["figures"]),
        }
    if document["kind"] == "organisation":
        place = document["place"]
        return {
            "summary": document["description"].split("\n")[0],
            "place": place["name"] if place else "",
            "region": place["region"] if place else None,
            "aliases": [alias["name"] for alias in document["aliases"]],
        }
    return {"summary": document["note"]} if document["kind"] == "source" else {}


def terms(document) -> set[tuple[str, str]]:
    """Every (scheme, code) the record is found by: its terms, ages, outcome themes, days, venues, what it names."""
    found = {(kind, reference["ref"]) for kind, reference in references(document)}
    for member, scheme in TERM_MEMBERS.items():
        found |= {(scheme, term["code"]) for term in _listed(document.get(member))}
    for member in ("lead", "parent"):
        found |= {(member, reference["ref"]) for reference in _listed(document.get(member))}
    found |= {("theme", outcome["theme"]["code"]) for outcome in document.get("outcomes", [])}
    found |= {("age", str(age)) for age in _years(document.get("ages"))}
    found |= set(_standing(document))
    found |= {each for event in events(document) for each in (DATED, (DAY, event.first.isoformat()))}
    found |= {(VENUE, place["ref"]) for place in document.get("places", []) if place["is_venue"]}
    if document["kind"] == "organisation":
        found.add(("type", document["type"]["code"]))
        found |= {("region", place["region"]["code"]) for place in _listed(document["place"]) if place["region"]}
    return found


def _standing(document):
    """When it started, what the checks of its figures found, and when the oldest check of its facts was."""
    if "starts" in document:
        yield "started", year_of(document["starts"]) or UNDATED
    yield from (("evidence", f["citation"]["check_result"] or UNCHECKED) for f in document.get("figures", []))
    checks = _checks(document)
    if checks:
        yield "checked", NEVER if "" in checks else min(checks)[:4]


def oldest_check(document) -> str:
    """The day of the oldest check of its facts; "" where one is not verified, or there is none to check."""
    return min(_checks(document), default="")


def _checks(document) -> list[str]:
    return [check for check in map(check_of, _facts(document)) if check is not None]


def _facts(document):
    for member in FACTS:
        yield from document.get(member, [])


def check_of(fact) -> str | None:
    """The day on which a fact was last verified, "" for one that is not; None where it names no source to check."""
    citation = fact["citation"]
    return citation["checked"] if citation and citation["source"] else None


def year_of(edtf: str) -> str:
    """The year in which an EDTF date or interval begins, inferred ones too; "" where no single year is given."""
    year = edtf[:4]
    return year if year.isascii() and year.isdigit() and len(year) == 4 else ""


def _listed(value):
    if not value:
        return []
    return value if isinstance(value, list) else [value]


def _years(ages):
    if not ages:
        return range(0)
    youngest = YOUNGEST if ages["from"] is None else ages["from"]
    oldest = OLDEST if ages["to"] is None else ages["to"]
    return range(youngest, oldest + 1)


def figure_row(document, figure) -> dict:
    """One published figure as the API's flat row."""
    return {
        "id": f"{document['kind']}/{document['ref']}/{figure['key']}",
        "record": {name: document[name] for name in ("kind", "ref", "title", "url", "edition")},
        **{name: figure[name] for name in FIGURE_MEMBERS},
        "measure": {name: figure["measure"][name] for name in ("code", "label", "counts")},
    }


FIGURE_MEMBERS = (
    "value",
    "value_high",
    "qualifier",
    "missing_reason",
    "is_small",
    "phrase",
    "period",
    "population",
    "geography",
    "counted_in",
    "note",
    "sources_differ",
    "chosen_because",
    "set_aside_for",
    "citation",
)


def outcome_row(document, outcome) -> dict:
    """One published outcome as the API's flat row; `figure` is the id of the figure that carries its number, or ""."""
    base = f"{document['kind']}/{document['ref']}"
    return {
        "id": f"{base}/{outcome['key']}",
        "record": {name: document[name] for name in ("kind", "ref", "title", "url", "edition")},
        "theme": outcome["theme"],
        "statement": outcome["statement"],
        "how_known": outcome["how_known"],
        "figure": f"{base}/{outcome['figure']}" if outcome["figure"] else "",
        "citation": outcome["citation"],
    }


def search_text(document) -> dict[str, str]:
    """Title, names, summary and body for text search; every text a reader sees on the page, and nothing else."""
    names = [reference.get("name") or reference.get("title", "") for _, reference in references(document)]
    names += [place["name"] for place in _listed(document.get("places")) + _listed(document.get("place"))]
    names += [alias["name"] for alias in document.get("aliases", [])]
    labels = [term["label"] for member in TERM_MEMBERS for term in _listed(document.get(member))]
    return {
        "title": document["title"],
        "names": "\n".join(dict.fromkeys(names)),
        "summary": document.get("summary", ""),
        "body": "\n".join(text for text in [document.get("description", ""), *labels, *_children(document)] if text),
    }


def _children(document):
    for figure in document.get("figures", []):
        yield f"{figure['phrase']} {figure['population']} {figure['note']}".strip()
    for outcome in document.get("outcomes", []):
        yield outcome["statement"]
    for story in document.get("stories", []):
        yield f"{story['person']} {story['position']} {story['summary']}".strip()
        yield from (step["text"] for step in story["steps"])
    for objective in document.get("objectives", []):
        yield objective["statement"]
    for engagement in document.get("engagements", []):
        yield f"{engagement['title']} {engagement['summary']}".strip()
        yield from (f"{who['person']} {who['position']}".strip() for who in engagement["participants"])
    for member in ("publisher", "note", "frequency"):
        yield document.get(member, "")
