"""Readiness of a brief: everything that stands between it and its next Edition."""

from lifesci.context.document import KIND
from lifesci.editions.pieces import Names
from lifesci.editions.readiness import Inspection, Readiness


def readiness(brief, names: Names) -> Readiness:
    """Every problem of the brief and its children at once. `brief` comes from `Brief.objects.whole()`."""
    found = Inspection(brief, names)
    found.valid(brief)
    found.require("summary", "Write a summary: one sentence that lists can show.")
    found.web_address(brief.website)
    found.read_in()
    for organisation in brief.organisations.all():
        found.published("organisation", organisation, "The organisation")
    for related in brief.related.all():
        found.published(KIND, related, "The related brief")
    found.figures(brief.figures.all(), KIND)
    for objective in brief.objectives.all():
        found.fact(objective, f"Objective “{objective.key}”")
    for engagement in brief.engagements.all():
        _inspect_engagement(engagement, found)
    found.prefer(brief.description, "There is no description.")
    found.prefer(found.cites, "Nothing in this record names a source.")
    return found.result()


def _inspect_engagement(engagement, found):
    label = f"Engagement “{engagement.key}”"
    found.fact(engagement, label)
    for participant in engagement.participants.all():
        found.valid(participant, f"{label}, participant “{participant}”")
        found.published("organisation", participant.organisation, "The participant's organisation")
