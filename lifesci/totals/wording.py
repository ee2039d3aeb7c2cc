"""A total as a sentence. Pure; the same words on page, API and file."""

from lifesci.evidence.wording import phrase
from lifesci.totals.adding import Tally, Total

TWICE = {
    "people": "anyone who took part in two is counted twice",
    "attendances": "these are visits, and one person may have made several",
    "schools": "a school that took part in two is counted twice",
    "organisations": "a body that appears in two is counted twice",
}
# What one figure, or several, of a kind of period speak of, where the words for a figure would name its own dates.
TIMES = {
    "in_period": ("in the period stated", "in the periods stated"),
    "at_date": ("at the date stated", "at the dates stated"),
    "one_off": ("on one occasion", "on several occasions"),
}
NO_GRAND_TOTAL = (
    "There is no grand total of people. Students, visitors, employees and apprentices are counted in different ways "
    "and over different periods, the same person may stand in several programmes, and most programmes state no number."
)


def sentence(total: Total | Tally, *, singular: str, plural: str, counts: str, place: str = "") -> str:
    """The whole total in words: value with its doubts, place, who states it, and what may be counted twice.

    A total that adds nothing says so; it is never worded as 0.
    """
    tally = total if isinstance(total, Tally) else total.tally
    if not tally.included:
        return f"No figures for {plural} that can be added; {_left_out(tally)}."
    worded = amount_in_words(tally, singular=singular, plural=plural, counts=counts)
    parts = [f"{worded}{f' ({place})' if place else ''}, stated by {_programmes(tally.records)}"]
    if tally.records > 1 and counts in TWICE:
        parts.append(TWICE[counts])
    if tally.left_out:
        parts.append(_left_out(tally))
    return "; ".join(parts)


def amount_in_words(tally: Tally, *, singular: str, plural: str, counts: str) -> str:
    """The value with its doubt, what is counted, and over what sort of time."""
    kind = tally.group.period_kind
    words = phrase(
        tally.value.value,
        qualifier=tally.value.qualifier,
        counts=counts,
        singular=singular,
        plural=plural,
        period_kind=kind,
    )
    return f"{words.core}, {TIMES[kind][tally.included > 1]}" if kind in TIMES else str(words)


def _programmes(count: int) -> str:
    return "1 programme" if count == 1 else f"{count:,} programmes"


def _left_out(tally: Tally) -> str:
    count = sum(tally.left_out.values())
    return f"{count:,} {'figure is' if count == 1 else 'figures are'} left out"
