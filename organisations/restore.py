"""Restoring an organisation from an older Edition: the inverse of its document."""

from lifesci.review.restoring import Restoring, figures, put
from lifesci.vocabularies.models import Scheme
from organisations.models import Organisation


def restore(restoring: Restoring) -> None:
    """Put the organisation and everything that hangs on it back."""
    said, record = restoring.document, restoring.record
    put(
        record,
        **restoring.text("name", "description", "website"),
        **restoring.read_in(),
        type=restoring.term(said["type"], Scheme.ORGANISATION_TYPE) or record.type,
        part_of=restoring.named(Organisation, said["part_of"]),
        place=restoring.place(said["place"]),
    )
    restoring.terms("sectors")
    names = restoring.children(
        record.aliases, said["aliases"], lambda row: {"name": row["name"]}, lambda row, _: {"note": row["note"]}
    )
    numbers = restoring.children(
        record.identifiers,
        said["identifiers"],
        lambda row: {"scheme": row["scheme"], "value": row["value"]},
        lambda row, _: {},
    )
    affiliations = restoring.children(
        record.affiliations,
        said["affiliations"],
        lambda row: {"role": row["role"]["code"], "other": restoring.named(Organisation, row["other"])},
        lambda row, _: {"note": row["note"], **restoring.citation(row["citation"])},
    )
    restoring.drop([*names, *numbers, *affiliations, *figures(restoring, Scheme.REGION, Scheme.AREA)])
