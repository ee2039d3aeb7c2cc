"""The ladder of how well a thing is known, with the criteria of each rung. Pure; for pages, so that it is published."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung: its code in documents, what people read, and when a fact stands on it."""

    code: str
    label: str
    criteria: str


# From what is known least well to what is known best. A description, never a score.
LADDER = (
    Rung(
        "provider-stated",
        "Stated by the provider",
        "The body that runs or funds the programme says so, in its own words or in a document that repeats them. "
        "Nobody else is known to have looked.",
    ),
    Rung(
        "document-seen",
        "Provider’s document seen",
        "A curator has read the provider’s own record of it, such as an annual report, accounts or a list of places. "
        "It says the same.",
    ),
    Rung(
        "independently-reported",
        "Reported by somebody independent",
        "Somebody who neither runs nor pays for the programme reports it from what they found out themselves. "
        "A report that only repeats the provider does not count.",
    ),
    Rung(
        "independently-evaluated",
        "Evaluated independently",
        "An evaluator who is independent of the provider has published how it was measured, and what was found.",
    ),
    Rung(
        "official-statistic",
        "Official statistic",
        "A producer of official statistics in the UK has published it, under the Code of Practice for Statistics.",
    ),
)
