"""Restoring a programme from an older Edition: the inverse of its document."""

from lifesci.context.models import Brief
from lifesci.review.restoring import Restoring, figures, keyed, put
from lifesci.vocabularies.models import Scheme
from organisations.models import Organisation
from programmes.models import Programme

TEXTS = ("title", "summary", "description", "frequency", "starts", "ends", "dates_note", "website")
TERMS = ("types", "audiences", "sectors", "regions", "delivery", "access", "qualifications", "gatsby_benchmarks")
NO_AGES = {"from": None, "to": None, "qualifier": "", "note": ""}


def restore(restoring: Restoring) -> None:
    """Put the programme and everything that hangs on it back. Its strands are records of their own and stay."""
    said, record = restoring.document, restoring.record
    ages = said["ages"] or NO_AGES
    put(
        record,
        **restoring.text(*TEXTS),
        **restoring.read_in(),
        parent=restoring.named(Programme, said["parent"]),
        lead=restoring.named(Organisation, said["lead"]),
        age_from=ages["from"],
        age_to=ages["to"],
        age_qualifier=ages["qualifier"],
        age_note=ages["note"],
        status=said["status"]["code"],
    )
    for name in TERMS:
        restoring.terms(name)
    places = [restoring.place(each) for each in said["places"]]
    record.places.set([each for each in places if each])
    restoring.listed("briefs", Brief)
    partners = restoring.children(
        record.partnerships,
        said["partners"],
        lambda row: {"organisation": restoring.named(Organisation, row), "role": row["role"]["code"]},
        lambda row, _: {"note": row["note"], **restoring.citation(row["citation"])},
    )
    unwanted = figures(restoring, Scheme.REGION, Scheme.AREA)
    restoring.drop([*partners, *_outcomes(restoring), *_stories(restoring), *unwanted])


def _outcomes(restoring) -> list:
    own = {figure.key: figure for figure in restoring.record.figures.all()}
    return restoring.children(
        restoring.record.outcomes,
        restoring.document["outcomes"],
        keyed,
        lambda row, _: {
            "theme": restoring.term(row["theme"], Scheme.THEME),
            "statement": row["statement"],
            "how_known": row["how_known"],
            "figure": own.get(row["figure"]),
            **restoring.citation(row["citation"]),
        },
    )


def _stories(restoring) -> list:
    extra = restoring.children(
        restoring.record.stories,
        restoring.document["stories"],
        keyed,
        lambda row, _: {
            **{name: row[name] for name in ("person", "position", "summary")},
            **restoring.citation(row["citation"]),
        },
    )
    for said, story in restoring.made:
        steps = restoring.children(
            story.steps,
            said["steps"],
            lambda row: {"order": row["order"]},
            lambda row, _: {"happened_on": row["happened_on"], "text": row["text"]},
        )
        restoring.drop(steps)
    return extra
