"""The document of a brief: everything the public may know of it, as one dict. Pure: no query, no write."""

from lifesci.editions.figures import figures
from lifesci.editions.pieces import (
    Names,
    choice,
    citation,
    listed,
    place,
    read_in,
    reference,
    sources_of,
    terms,
)

KIND = "brief"


def document(brief, names: Names) -> dict:
    """The body that `issue()` numbers. `brief` comes from `Brief.objects.whole()`.

    Other records are named by `names`, the titles they are published under.
    """
    body = {
        "kind": KIND,
        "ref": brief.ref,
        "title": brief.title,
        "brief_kind": choice(brief, "kind"),
        "summary": brief.summary,
        "description": brief.description,
        "read_in": read_in(brief),
        "organisations": listed("organisation", brief.organisations.all(), names),
        "sectors": terms(brief.sectors.all()),
        "regions": terms(brief.regions.all()),
        "policy_themes": terms(brief.policy_themes.all()),
        "related": listed(KIND, brief.related.all(), names),
        "starts": brief.starts,
        "ends": brief.ends,
        "website": brief.website,
        "figures": figures(brief.figures.all(), KIND),
        "objectives": [
            {"key": row.key, "statement": row.statement, "citation": citation(row)} for row in brief.objectives.all()
        ],
        "engagements": [_engagement(row, names) for row in brief.engagements.all()],
    }
    return {**body, "sources": sources_of(body, names)}


def _engagement(engagement, names):
    return {
        "key": engagement.key,
        "title": engagement.title,
        "happened_on": engagement.happened_on,
        "place": place(engagement.place),
        "summary": engagement.summary,
        "participants": [_participant(row, names) for row in engagement.participants.all()],
        "citation": citation(engagement),
    }


def _participant(participant, names):
    return {
        "part": choice(participant, "part"),
        "organisation": reference("organisation", participant.organisation, names),
        "person": participant.person,
        "position": participant.position,
    }
