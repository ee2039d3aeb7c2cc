"""Readiness of an organisation: everything that stands between it and its next Edition."""

from lifesci.editions.pieces import Names
from lifesci.editions.readiness import Inspection, Readiness
from organisations.document import KIND


def readiness(organisation, names: Names) -> Readiness:
    """Every problem of the organisation and its children at once; it comes from `Organisation.objects.whole()`."""
    found = Inspection(organisation, names)
    found.valid(organisation)
    found.web_address(organisation.website)
    found.read_in()
    found.published(KIND, organisation.part_of, "The organisation it is part of,")
    for alias in organisation.aliases.all():
        found.valid(alias, f"Other name “{alias}”")
    for identifier in organisation.identifiers.all():
        found.valid(identifier, f"Identifier “{identifier}”")
    for affiliation in organisation.affiliations.all():
        found.fact(affiliation, f"Affiliation “{affiliation}”", must_cite=False)
        found.published(KIND, affiliation.other, "The other organisation")
    found.figures(organisation.figures.all(), KIND)
    found.prefer(organisation.description, "There is no description.")
    found.prefer(found.cites, "Nothing in this record names a source.")
    return found.result()
