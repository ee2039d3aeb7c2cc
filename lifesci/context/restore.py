"""Restoring a brief from an older Edition: the inverse of its document."""

from lifesci.context.models import Brief
from lifesci.review.restoring import Restoring, figures, keyed, put
from lifesci.vocabularies.models import Scheme
from organisations.models import Organisation


def restore(restoring: Restoring) -> None:
    """Put the brief and everything that hangs on it back."""
    said, record = restoring.document, restoring.record
    put(
        record,
        **restoring.text("title", "summary", "description", "starts", "ends", "website"),
        **restoring.read_in(),
        kind=said["brief_kind"]["code"],
    )
    for name in ("sectors", "regions", "policy_themes"):
        restoring.terms(name)
    restoring.listed("organisations", Organisation)
    restoring.listed("related", Brief)
    objectives = restoring.children(
        record.objectives,
        said["objectives"],
        keyed,
        lambda row, _: {"statement": row["statement"], **restoring.citation(row["citation"])},
    )
    extra = _engagements(restoring)
    restoring.drop([*objectives, *extra, *figures(restoring, Scheme.REGION, Scheme.AREA)])


def _engagements(restoring) -> list:
    extra = restoring.children(
        restoring.record.engagements,
        restoring.document["engagements"],
        keyed,
        lambda row, _: {
            **{name: row[name] for name in ("title", "happened_on", "summary")},
            "place": restoring.place(row["place"]),
            **restoring.citation(row["citation"]),
        },
    )
    for said, engagement in restoring.made:
        _participants(restoring, engagement, said["participants"])
    return extra


def _participants(restoring, engagement, rows) -> None:
    """A participant has no name of its own, so that its place in the list stands for it."""
    numbered = [{**row, "place": place} for place, row in enumerate(rows)]
    orders = [row.order for row in engagement.participants.all()]
    orders += range(max(orders, default=-1) + 1, max(orders, default=-1) + 1 + len(rows))
    extra = restoring.children(
        engagement.participants,
        numbered,
        lambda row: {"order": orders[row["place"]]},
        lambda row, _: {
            "part": row["part"]["code"],
            "organisation": restoring.named(Organisation, row["organisation"]),
            "person": row["person"],
            "position": row["position"],
        },
    )
    restoring.drop(extra)
