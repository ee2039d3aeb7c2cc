"""The document of an organisation: everything the public may know of it, as one dict. Pure: no query, no write."""

from lifesci.editions.figures import figures
from lifesci.editions.pieces import Names, choice, citation, place, read_in, reference, sources_of, term, terms

KIND = "organisation"


def document(organisation, names: Names) -> dict:
    """The body that `issue()` numbers. `organisation` comes from `Organisation.objects.whole()`.

    Other records are named by `names`, the titles they are published under.
    """
    body = {
        "kind": KIND,
        "ref": organisation.ref,
        "title": organisation.name,
        "name": organisation.name,
        "aliases": sorted(
            ({"name": alias.name, "note": alias.note} for alias in organisation.aliases.all()),
            key=lambda alias: alias["name"],
        ),
        "type": term(organisation.type),
        "part_of": reference(KIND, organisation.part_of, names),
        "place": place(organisation.place),
        "sectors": terms(organisation.sectors.all()),
        "description": organisation.description,
        "read_in": read_in(organisation),
        "website": organisation.website,
        "identifiers": sorted(
            ({"scheme": row.scheme, "value": row.value} for row in organisation.identifiers.all()),
            key=lambda row: (row["scheme"], row["value"]),
        ),
        "affiliations": sorted(
            (_affiliation(row, names) for row in organisation.affiliations.all()),
            key=lambda row: (row["role"]["code"], row["other"]["ref"]),
        ),
        "figures": figures(organisation.figures.all(), KIND),
    }
    return {**body, "sources": sources_of(body, names)}


def _affiliation(affiliation, names):
    return {
        "role": choice(affiliation, "role"),
        "other": reference(KIND, affiliation.other, names),
        "note": affiliation.note,
        "citation": citation(affiliation),
    }
