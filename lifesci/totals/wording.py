"""A total as a sentence. Pure; the same words on page, API and file."""

from lifesci.evidence.wording import phrase
from lifesci.totals.adding import Tally, Total
from lifesci.words import gettext, gettext_noop, ngettext

TWICE = {
    "people": gettext_noop("anyone who took part in two is counted twice"),
    "attendances": gettext_noop("these are visits, and one person may have made several"),
    "schools": gettext_noop("a school that took part in two is counted twice"),
    "organisations": gettext_noop("a body that appears in two is counted twice"),
}
# What one figure, or several, of a kind of period speak of, where the words for a figure would name its own dates.
TIMES = {
    "in_period": (gettext_noop("in the period stated"), gettext_noop("in the periods stated")),
    "at_date": (gettext_noop("at the date stated"), gettext_noop("at the dates stated")),
    "one_off": (gettext_noop("on one occasion"), gettext_noop("on several occasions")),
}
NO_GRAND_TOTAL = gettext_noop(
    "There is no grand total of people. Students, visitors, employees and apprentices are counted in different ways "
    "and over different periods, the same person may stand in several programmes, and most programmes state no number."
)


def sentence(total: Total | Tally, *, singular: str, plural: str, counts: str, place: str = "") -> str:
    """The whole total in words: value with its doubts, place, who states it, and what may be counted twice.

    A total that adds nothing says so; it is never worded as 0.
    """
    tally = total if isinstance(total, Tally) else total.tally
    if not tally.included:
        none = gettext("No figures for {things} that can be added; {left_out}.")
        return none.format(things=plural, left_out=_left_out(tally))
    worded = amount_in_words(tally, singular=singular, plural=plural, counts=counts)
    where = f"{worded} ({place})" if place else worded
    stated = gettext("{amount}, stated by {programmes}")
    parts = [stated.format(amount=where, programmes=_programmes(tally.records))]
    if tally.records > 1 and counts in TWICE:
        parts.append(gettext(TWICE[counts]))
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
    return f"{words.core}, {gettext(TIMES[kind][tally.included > 1])}" if kind in TIMES else str(words)


def _programmes(count: int) -> str:
    return ngettext("1 programme", "{count} programmes", count).format(count=f"{count:,}")


def _left_out(tally: Tally) -> str:
    count = sum(tally.left_out.values())
    words = ngettext("{count} figure is left out", "{count} figures are left out", count)
    return words.format(count=f"{count:,}")
