"""Which facets each kind of record is found by, under which name, and where their values and words come from. Pure."""

from typing import NamedTuple

from lifesci.editions.card import DATED
from lifesci.words import gettext, gettext_noop

AGES = {str(age): str(age) for age in range(121)}  # years of age that can be asked for
AGES_LISTED = {str(age) for age in range(4, 26)}  # years that a list of facets offers of itself
STATUS = {
    "running": gettext_noop("Running"),
    "planned": gettext_noop("Planned"),
    "paused": gettext_noop("Paused"),
    "ended": gettext_noop("Ended"),
    "unknown": gettext_noop("Not stated"),
}
BRIEF_KIND = {
    "policy": gettext_noop("Policy"),
    "sector": gettext_noop("Sector"),
    "place": gettext_noop("Place"),
    "issue": gettext_noop("Issue"),
}
SOURCE_KIND = {
    "annex": gettext_noop("Annex to a policy paper"),
    "web-page": gettext_noop("Web page"),
    "article": gettext_noop("Article"),
    "news": gettext_noop("News item"),
    "white-paper": gettext_noop("White paper"),
    "strategy": gettext_noop("Strategy or policy paper"),
    "statistics": gettext_noop("Official statistics"),
    "report": gettext_noop("Report"),
    "parliament": gettext_noop("Parliamentary paper or answer"),
    "internal-data": gettext_noop("Internal data of an organisation"),
    "other": gettext_noop("Other"),
}
YEARS = [str(year) for year in range(1900, 2100)]  # years that can be asked for
STARTED = {
    **dict.fromkeys(YEARS, gettext_noop("Started in {code}")),
    "not-stated": gettext_noop("Started in a year not stated"),
}
CHECKED = {
    **dict.fromkeys(YEARS, gettext_noop("Oldest check in {code}")),
    "never": gettext_noop("Facts not all checked"),
}
EVIDENCE = {
    "verified": gettext_noop("Figures verified"),
    "not_found": gettext_noop("Figures whose words are not found"),
    "other_value": gettext_noop("Figures with another value in the words"),
    "other_qualifier": gettext_noop("Figures with another qualifier in the words"),
    "period_in_doubt": gettext_noop("Figures with their period in doubt"),
    "no_text_held": gettext_noop("Figures without a text to check against"),
    "not_checked": gettext_noop("Figures not checked"),
}
# Words of facets that are no vocabulary of the curators; `fixed_labels()` says them.
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


def fixed_labels() -> dict[str, dict[str, str]]:
    """The words of FIXED in the register's language, by scheme and code."""
    return {
        scheme: {code: gettext(label).format(code=code) for code, label in labels.items()}
        for scheme, labels in FIXED.items()
    }


class Facet(NamedTuple):
    """One name to filter by: the scheme of EntryTerm that answers, the scheme its labels stand in, words for people.

    `title` is translated where it is shown.
    """

    scheme: str
    labels: str
    title: str
    help_text: str


def _facet(scheme, title, *, labels="", about):
    return Facet(scheme, labels or scheme, title, f"Code of {about}. Repeat it to allow several.")


SECTOR = _facet("sector", gettext_noop("Sector"), about="a sector of the life sciences")
REGION = _facet("region", gettext_noop("Region or nation"), about="a region or nation")
CHECK = Facet(
    "checked",
    "checked",
    gettext_noop("Oldest check"),
    "Year of the oldest check of its facts against their sources; never for a record with a fact not yet verified.",
)
CHECKS = _facet("evidence", gettext_noop("Evidence check"), about="what the check of one of its figures found")
FACETS: dict[str, dict[str, Facet]] = {
    "programme": {
        "sector": SECTOR,
        "region": REGION,
        "audience": _facet("audience", gettext_noop("Audience"), about="an audience the programme is for"),
        "type": _facet("type", gettext_noop("Type"), about="a type of programme"),
        "organisation": Facet(
            WIDE,
            WIDE,
            gettext_noop("Organisation"),
            "Ref of an organisation that the record names, as lead, partner or otherwise. Repeat it to allow several.",
        ),
        "status": _facet(
            "status", gettext_noop("Status"), about="a status: running, planned, paused, ended or unknown"
        ),
        "theme": _facet("theme", gettext_noop("Outcome theme"), about="the theme of an outcome"),
        "delivery": _facet("delivery", gettext_noop("Delivery"), about="a mode of delivery"),
        "access": _facet("access", gettext_noop("Access"), about="an access feature"),
        "age": Facet(
            "age",
            "age",
            gettext_noop("Age"),
            "Years of age, 0 to 120, that the stated ages include. Repeat it for several.",
        ),
        "started": Facet(
            "started",
            "started",
            gettext_noop("Started"),
            "Year in which it started, or not-stated. Repeat it to allow several.",
        ),
        "checked": CHECK,
        "evidence": CHECKS,
    },
    "organisation": {
        "type": _facet("type", gettext_noop("Type"), labels="organisation-type", about="a type of organisation"),
        "region": REGION,
        "sector": SECTOR,
        "checked": CHECK,
    },
    "brief": {
        "kind": _facet("brief-kind", gettext_noop("Kind"), about="a kind of brief: policy, sector, place or issue"),
        "region": REGION,
        "sector": SECTOR,
        "checked": CHECK,
    },
    "source": {"kind": _facet("source-kind", gettext_noop("Kind"), about="a kind of document")},
}
# The kinds that are found by a scheme. Nobody filters by DATED: a list knows by it whether there is a calendar of it.
KINDS: dict[str, list[str]] = {DATED[0]: ["programme", "brief"]}
for _kind, _facets in FACETS.items():
    for _one in _facets.values():
        KINDS.setdefault(_one.scheme, []).append(_kind)
SCHEMES = sorted(KINDS)


def is_listed(scheme: str, code: str) -> bool:
    """Whether a facet offers a value of itself, and not only where it is chosen."""
    return scheme != DATED[0] and (scheme != "age" or code in AGES_LISTED)
