"""How the register words a figure, everywhere the same: "more than 16,500 students", "£22.7 billion a year". Pure."""

from dataclasses import dataclass
from decimal import Decimal

from lifesci.evidence import periods
from lifesci.evidence.qualifiers import Amount, Counts, MissingReason, NotAFigure, Qualifier, amount, places, trimmed
from lifesci.words import gettext, gettext_noop

MISSING = {
    MissingReason.NOT_STATED: gettext_noop("not stated: the source gives no number"),
    MissingReason.NOT_YET_COLLECTED: gettext_noop("not yet collected: nobody has counted so far"),
    MissingReason.WITHHELD: gettext_noop("withheld: the number is known and not published"),
    MissingReason.NOT_APPLICABLE: gettext_noop("not applicable: this cannot be counted here"),
    MissingReason.ILLEGIBLE: gettext_noop("illegible: the number cannot be read in the source"),
}
_SCALES = (
    (gettext_noop("{amount} trillion"), 10**12),
    (gettext_noop("{amount} billion"), 10**9),
    (gettext_noop("{amount} million"), 10**6),
)
_SCALED_PLACES = 2
_MEASURED_NOT_COUNTED = {"minutes", "hours", "days", "weeks", "months", "years", "miles"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A figure in words, in parts, so that a page can set the numeral large; `str()` joins what is not empty by spaces.

    `lead` is the qualifier ("more than"), `numeral` the number with its signs ("16,500", "£22.7 billion", "62%"),
    `unit` what is counted ("students", "of learners"), `tail` the period ("a year"). A figure without a value has no
    numeral: `lead` says why.
    """

    lead: str = ""
    numeral: str = ""
    unit: str = ""
    tail: str = ""

    @property
    def core(self) -> str:
        """The phrase without its period."""
        return " ".join(filter(None, (self.lead, self.numeral, self.unit))).removesuffix(",")

    def __str__(self) -> str:
        return " ".join(filter(None, (self.lead, self.numeral, self.unit, self.tail)))


def phrase(
    value: Amount | None,
    *,
    counts: str,
    singular: str = "",
    plural: str = "",
    value_high: Amount | None = None,
    qualifier: str = Qualifier.EXACTLY,
    missing_reason: str = "",
    period_kind: str = periods.PeriodKind.FORMAT,
    period_start: str = "",
    period_end: str = "",
    population: str = "",
) -> Phrase:
    """The words for one figure.

    `singular` and `plural` follow the number ("student", "students"); money needs neither, since `value` is in pounds.
    A share is in per cent: `population` names its whole and `plural`, if given, ends the sentence ("51% of learners" +
    "are women"). `population` is not worded for other sorts. Dates are EDTF. Raises NotAFigure for parts that do not
    go together: no value and no reason, a value and a reason, an upper end that is not above the lower.
    """
    qualifier, counts = Qualifier(qualifier), Counts(counts)
    low, high = _bounds(value, value_high, qualifier, missing_reason)
    if missing_reason:
        return Phrase(lead=gettext(MISSING[MissingReason(missing_reason)]))
    if low is None:
        numeral, unit = gettext("hundreds"), gettext("of {whole}").format(whole=plural) if plural else ""
    else:
        numeral, unit = _numeral(low, high, counts), _unit(low, high, counts, singular, plural, population)
    tail = periods.tail(period_kind, period_start, period_end)
    words = tail.words
    if unit and tail.stands_apart:
        unit += ","
    elif period_kind == periods.PeriodKind.UNKNOWN:
        words = f"({words})"
    return Phrase(_lead(qualifier, counts, plural), numeral, unit, words)


def _bounds(value, value_high, qualifier, missing_reason) -> tuple[Decimal | None, Decimal | None]:
    """The value and upper end as exact numbers, once the parts of a figure agree with one another."""
    if value is None:
        if value_high is not None:
            raise NotAFigure("A range needs its lower end.")
        if bool(missing_reason) == (qualifier is Qualifier.HUNDREDS):
            raise NotAFigure("A figure without a value says why, or says “hundreds”; never both, never neither.")
        return None, None
    if missing_reason or qualifier is Qualifier.HUNDREDS:
        raise NotAFigure("A figure with a value has no reason for missing it and is not “hundreds”.")
    low, high = amount(value), None if value_high is None else amount(value_high)
    if high is not None and high <= low:
        raise NotAFigure("The upper end of a range must be greater than its lower end.")
    return low, high


def _lead(qualifier: Qualifier, counts: Counts, plural: str) -> str:
    if qualifier in (Qualifier.EXACTLY, Qualifier.HUNDREDS):
        return ""
    measured = counts in (Counts.MONEY, Counts.SHARE, Counts.HOURS) or plural.partition(" ")[0] in _MEASURED_NOT_COUNTED
    if qualifier is Qualifier.LESS_THAN and not measured:
        return gettext("fewer than")
    return gettext(qualifier.label)


def _unit(low, high, counts: Counts, singular: str, plural: str, population: str) -> str:
    if counts is Counts.MONEY:
        return ""
    if counts is Counts.SHARE:
        whole = gettext("of {whole}").format(whole=population) if population else ""
        return " ".join(filter(None, (whole, plural)))
    return singular if singular and low == 1 and high is None else plural


def _numeral(low: Decimal, high: Decimal | None, counts: Counts) -> str:
    if high is None:
        return _one(low, counts)
    if counts is Counts.SHARE:
        return f"{_grouped(low)}–{_grouped(high)}%"
    ends = _one(low, counts), _one(high, counts)
    spelt = counts in (Counts.MONEY, Counts.RANK) or any(" " in end for end in ends)
    return (gettext(" to ") if spelt else "–").join(ends)


def _one(value: Decimal, counts: Counts) -> str:
    if counts is Counts.SHARE:
        return f"{_grouped(value)}%"
    if counts is Counts.RANK and value == value.to_integral_value():
        return ordinal(int(value))
    sign = "£" if counts is Counts.MONEY else ""
    for words, scale in _SCALES:
        if value >= scale and places(value / scale) <= _SCALED_PLACES:
            return gettext(words).format(amount=f"{sign}{_grouped(value / scale)}")
    return f"{sign}{_grouped(value, pence=counts is Counts.MONEY)}"


def _grouped(value: Decimal, *, pence: bool = False) -> str:
    """Digits with thousands separated: 16500 is "16,500"; pounds with pence show two of them."""
    value = trimmed(value)
    if pence and places(value) == 1:
        return f"{value:,.2f}"
    return f"{value:,f}"


def ordinal(place: int) -> str:
    """A place in an order: "1st", "2nd", "98th", "111th"."""
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place:,}{ending}"
