"""The ladder of how well a thing is known, with the criteria of each rung. Pure; for pages, so that it is published."""

from dataclasses import dataclass

from lifesci.words import gettext_noop


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung: its code in documents, what people read, and when a fact stands on it. Translated where shown."""

    code: str
    label: str
    criteria: str


# From what is known least well to what is known best. A description, never a score.
LADDER = (
    Rung(
        "provider-stated",
        gettext_noop("Stated by the provider"),
        gettext_noop(
            "The body that runs or funds the programme says so, in its own words or in a document that repeats them. "
            "Nobody else is known to have looked."
        ),
    ),
    Rung(
        "document-seen",
        gettext_noop("Provider’s document seen"),
        gettext_noop(
            "A curator has read the provider’s own record of it, such as an annual report, accounts or a list of "
            "places. It says the same."
        ),
    ),
    Rung(
        "independently-reported",
        gettext_noop("Reported by somebody independent"),
        gettext_noop(
            "Somebody who neither runs nor pays for the programme reports it from what they found out themselves. "
            "A report that only repeats the provider does not count."
        ),
    ),
    Rung(
        "independently-evaluated",
        gettext_noop("Evaluated independently"),
        gettext_noop(
            "An evaluator who is independent of the provider has published how it was measured, and what was found."
        ),
    ),
    Rung(
        "official-statistic",
        gettext_noop("Official statistic"),
        gettext_noop(
            "A producer of official statistics in the UK has published it, under the Code of Practice for Statistics."
        ),
    ),
)
