"""The document of a programme: everything the public may know of it, as one dict. Pure: no query, no write."""

from lifesci.editions.figures import figures
from lifesci.editions.pieces import (
    Names,
    choice,
    citation,
    listed,
    places,
    read_in,
    reference,
    sources_of,
    term,
    terms,
)

KIND = "programme"


def document(programme, names: Names) -> dict:
    """The body that `issue()` numbers. `programme` comes from `Programme.objects.whole()`.

    Other records are named by `names`, the titles they are published under. `strands` is left to `issue()`, which
    knows what is published.
    """
    body = {
        "kind": KIND,
        "ref": programme.ref,
        "title": programme.title,
        "summary": programme.summary,
        "description": programme.description,
        "read_in": read_in(programme),
        "types": terms(programme.types.all()),
        "lead": reference("organisation", programme.lead, names),
        "partners": [_partner(partnership, names) for partnership in programme.partnerships.all()],
        "parent": reference(KIND, programme.parent, names),
        "strands": [],
        "audiences": terms(programme.audiences.all()),
        "ages": _ages(programme),
        "sectors": terms(programme.sectors.all()),
        **_where_and_when(programme),
        "access": terms(programme.access.all()),
        "qualifications": terms(programme.qualifications.all()),
        "gatsby_benchmarks": terms(programme.gatsby_benchmarks.all()),
        "briefs": listed("brief", programme.briefs.all(), names),
        "website": programme.website,
        "figures": figures(programme.figures.all(), KIND),
        "outcomes": [_outcome(outcome) for outcome in programme.outcomes.all()],
        "stories": [_story(story) for story in programme.stories.all()],
    }
    return {**body, "sources": sources_of(body, names)}


def _where_and_when(programme):
    return {
        "regions": terms(programme.regions.all()),
        "places": places(programme.places.all()),
        "delivery": terms(programme.delivery.all()),
        "frequency": programme.frequency,
        "starts": programme.starts,
        "ends": programme.ends,
        "dates_note": programme.dates_note,
        "status": choice(programme, "status"),
    }


def _partner(partnership, names):
    return {
        **reference("organisation", partnership.organisation, names),
        "role": choice(partnership, "role"),
        "note": partnership.note,
        "citation": citation(partnership),
    }


def _ages(programme):
    """The age range, None where nothing is stated about ages. Years."""
    ages = {
        "from": programme.age_from,
        "to": programme.age_to,
        "qualifier": programme.age_qualifier,
        "note": programme.age_note,
    }
    return None if set(ages.values()) <= {None, ""} else ages


def _outcome(outcome):
    return {
        "key": outcome.key,
        "theme": term(outcome.theme),
        "statement": outcome.statement,
        "how_known": outcome.how_known,
        "figure": outcome.figure.key if outcome.figure else "",
        "citation": citation(outcome),
    }


def _story(story):
    return {
        "key": story.key,
        "person": story.person,
        "position": story.position,
        "summary": story.summary,
        "steps": [{"order": s.order, "happened_on": s.happened_on, "text": s.text} for s in story.steps.all()],
        "citation": citation(story),
    }
