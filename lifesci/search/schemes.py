"""Which facets each kind of record is found by, under which name, and where their values and words come from. Pure."""

from typing import NamedTuple

AGES = {str(age): str(age) for age in range(121)}  # years of age that can be asked for
AGES_LISTED = {str(age) for age in range(4, 26)}  # years that a list of facets offers of itself
STATUS = {"running": "Running", "planned": "Planned", "paused": "Paused", "ended": "Ended", "unknown": "Not stated"}
BRIEF_KIND = {"policy": "Policy", "sector": "Sector", "place": "Place", "issue": "Issue"}
SOURCE_KIND = {
    "annex": "Annex to a policy paper",
    "web-page": "Web page",
    "article": "Article",
    "news": "News item",
    "white-paper": "White paper",
    "strategy": "Strategy or policy paper",
    "statistics": "Official statistics",
    "report": "Report",
    "parliament": "Parliamentary paper or answer",
    "internal-data": "Internal data of an organisation",
    "other": "Other",
}
YEARS = [str(year) for year in range(1900, 2100)]  # years that can be asked for
STARTED = {**{year: f"Started in {year}" for year in YEARS}, "not-stated": "Started in a year not stated"}
CHECKED = {**{year: f"Oldest check in {year}" for year in YEARS}, "never": "Facts not all checked"}
EVIDENCE = {
    "verified": "Figures verified",
    "not_found": "Figures whose words are not found",
    "other_value": "Figures with another value in the words",
    "other_qualifier": "Figures with another qualifier in the words",
    "period_in_doubt": "Figures with their period in doubt",
    "no_text_held": "Figures without a text to check against",
    "not_checked": "Figures not checked",
}
# Words of facets that are no vocabulary of the curators.
FIXED = {
    "age": AGES,
    "status": STATUS,
    "started": STARTED,
    "checked": CHECKED,
    "evidence": EVIDENCE,
    "brief-kind": BRIEF_KIND,
    "source-kind": SOURCE_KIND,
}
WIDE = "organisation"  # the one scheme with as many values as there are records of a kind


class Facet(NamedTuple):
    """One name to filter by: the scheme of EntryTerm that answers, the scheme its labels stand in, words for people."""

    scheme: str
    labels: str
    title: str
    help_text: str


def _facet(scheme, title, *, labels="", about):
    return Facet(scheme, labels or scheme, title, f"Code of {about}. Repeat it to allow several.")


SECTOR = _facet("sector", "Sector", about="a sector of the life sciences")
REGION = _facet("region", "Region or nation", about="a region or nation")
CHECK = Facet(
    "checked",
    "checked",
    "Oldest check",
    "Year of the oldest check of its facts against their sources; never for a record with a fact not yet verified.",
)
CHECKS = _facet("evidence", "Evidence check", about="what the check of one of its figures found")
FACETS: dict[str, dict[str, Facet]] = {
    "programme": {
        "sector": SECTOR,
        "region": REGION,
        "audience": _facet("audience", "Audience", about="an audience the programme is for"),
        "type": _facet("type", "Type", about="a type of programme"),
        "organisation": Facet(
            WIDE,
            WIDE,
            "Organisation",
            "Ref of an organisation that the record names, as lead, partner or otherwise. Repeat it to allow several.",
        ),
        "status": _facet("status", "Status", about="a status: running, planned, paused, ended or unknown"),
        "theme": _facet("theme", "Outcome theme", about="the theme of an outcome"),
        "delivery": _facet("delivery", "Delivery", about="a mode of delivery"),
        "access": _facet("access", "Access", about="an access feature"),
        "age": Facet(
            "age", "age", "Age", "Years of age, 0 to 120, that the stated ages include. Repeat it for several."
        ),
        "started": Facet(
            "started", "started", "Started", "Year in which it started, or not-stated. Repeat it to allow several."
        ),
        "checked": CHECK,
        "evidence": CHECKS,
    },
    "organisation": {
        "type": _facet("type", "Type", labels="organisation-type", about="a type of organisation"),
        "region": REGION,
        "sector": SECTOR,
        "checked": CHECK,
    },
    "brief": {
        "kind": _facet("brief-kind", "Kind", about="a kind of brief: policy, sector, place or issue"),
        "region": REGION,
        "sector": SECTOR,
        "checked": CHECK,
    },
    "source": {"kind": _facet("source-kind", "Kind", about="a kind of document")},
}
KINDS: dict[str, list[str]] = {}  # the kinds that are found by a scheme
for _kind, _facets in FACETS.items():
    for _one in _facets.values():
        KINDS.setdefault(_one.scheme, []).append(_kind)
SCHEMES = sorted(KINDS)


def is_listed(scheme: str, code: str) -> bool:
    """Whether a facet offers a value of itself, and not only where it is chosen."""
    return scheme != "age" or code in AGES_LISTED
