"""Readiness of a programme: everything that stands between it and its next Edition."""

from lifesci.editions.pieces import Names
from lifesci.editions.readiness import Inspection, Readiness
from programmes.document import KIND

TAKEN = {"compare"}  # words that stand for a page of their own where a programme's ref would stand


def readiness(programme, names: Names) -> Readiness:
    """Every problem of the programme and its children at once. `programme` comes from `Programme.objects.whole()`."""
    found = Inspection(programme, names)
    found.valid(programme)
    found.require("summary", "Write a summary: one sentence that lists can show.")
    found.web_address(programme.website)
    if programme.ref in TAKEN:
        found.block(f"The reference “{programme.ref}” is the address of another page. Choose another one.")
    _inspect_relations(programme, found)
    _inspect_facts(programme, found)
    _recommend(programme, found)
    return found.result()


def _inspect_relations(programme, found):
    found.read_in()
    found.published("organisation", programme.lead, "The lead organisation")
    found.published(KIND, programme.parent, "The programme it is a strand of,")
    for brief in programme.briefs.all():
        found.published("brief", brief, "The brief")
    for partnership in programme.partnerships.all():
        label = f"Partner “{partnership.organisation}”"
        found.fact(partnership, label, must_cite=False)
        found.published("organisation", partnership.organisation, "The partner")


def _inspect_facts(programme, found):
    found.figures(programme.figures.all(), KIND)
    own = {figure.pk: figure for figure in programme.figures.all()}
    for outcome in programme.outcomes.all():
        label = f"Outcome “{outcome.key}”"
        found.fact(outcome, label)
        for member in ("statement", "how_known", "stated_as"):
            found.conceals(own.get(outcome.figure_id), getattr(outcome, member), f"{label}, {member.replace('_', ' ')}")
        if outcome.figure and outcome.figure.programme_id != programme.pk:
            found.block(f"{label} takes its number from the figure “{outcome.figure.key}” of another programme.")
    for story in programme.stories.all():
        label = f"Story “{story.key}”"
        found.fact(story, label)
        for step in story.steps.all():
            found.valid(step, f"{label}, step {step.order}")


def _recommend(programme, found):
    found.prefer(programme.lead, "No lead organisation is named.")
    found.prefer(programme.description, "There is no description.")
    found.prefer(programme.types.all(), "No type of programme is chosen, so no filter by type will find it.")
    found.prefer(programme.audiences.all(), "No audience is chosen, so no filter by audience will find it.")
    found.prefer(found.cites, "Nothing in this record names a source.")
