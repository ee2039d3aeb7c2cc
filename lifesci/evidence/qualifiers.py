"""The algebra of stated figures: how sure a number is, and what a sum of such numbers may claim. Pure; for anyone."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation
from enum import StrEnum

from lifesci.words import gettext_noop

Amount = Decimal | int | str

WHOLE_DIGITS = 18
DECIMAL_PLACES = 6
_EXACT = Context(prec=100)


class NotAFigure(ValueError):
    """The parts given do not make a figure; the message says in a sentence what is wrong."""


class Qualifier(StrEnum):
    """How a source says a number. `hundreds` stands for a number the source only hints at."""

    EXACTLY = "exactly"
    ABOUT = "about"
    ESTIMATED = "estimated"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    NEARLY = "nearly"
    UP_TO = "up_to"
    LESS_THAN = "less_than"
    AVERAGE = "average"
    HUNDREDS = "hundreds"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def may_be_lower(self) -> bool:
        """Whether the truth may lie below the number."""
        return self in _LOWER

    @property
    def may_be_higher(self) -> bool:
        """Whether the truth may lie above the number."""
        return self in _HIGHER


_LABELS = {
    Qualifier.EXACTLY: gettext_noop("exactly"),
    Qualifier.ABOUT: gettext_noop("about"),
    Qualifier.ESTIMATED: gettext_noop("an estimated"),
    Qualifier.AT_LEAST: gettext_noop("at least"),
    Qualifier.MORE_THAN: gettext_noop("more than"),
    Qualifier.NEARLY: gettext_noop("nearly"),
    Qualifier.UP_TO: gettext_noop("up to"),
    Qualifier.LESS_THAN: gettext_noop("less than"),
    Qualifier.AVERAGE: gettext_noop("an average of"),
    Qualifier.HUNDREDS: gettext_noop("hundreds"),
}
_BOTH = {Qualifier.ABOUT, Qualifier.ESTIMATED, Qualifier.AVERAGE}
_LOWER = _BOTH | {Qualifier.UP_TO, Qualifier.LESS_THAN, Qualifier.NEARLY}
_HIGHER = _BOTH | {Qualifier.AT_LEAST, Qualifier.MORE_THAN}


class MissingReason(StrEnum):
    """Why a figure has no value."""

    NOT_STATED = "not_stated"
    NOT_YET_COLLECTED = "not_yet_collected"
    WITHHELD = "withheld"
    NOT_APPLICABLE = "not_applicable"
    ILLEGIBLE = "illegible"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


class Counts(StrEnum):
    """The sort of thing a measure counts; different sorts are never added."""

    PEOPLE = "people"
    ATTENDANCES = "attendances"
    SCHOOLS = "schools"
    ORGANISATIONS = "organisations"
    POSTS = "posts"
    EVENTS = "events"
    HOURS = "hours"
    MONEY = "money"
    SHARE = "share"
    FORMAT = "format"
    RANK = "rank"
    OTHER = "other"


def amount(value: Amount) -> Decimal:
    """The exact Decimal of a value: finite, not negative, 18 digits before the point and 6 after it at most.

    Raises NotAFigure for anything else, floats and booleans included.
    """
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        raise NotAFigure(f"{value!r} is not a whole number, a Decimal or its text.")
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise NotAFigure(f"{value!r} is not a number.") from None
    if not number.is_finite() or number < 0:
        raise NotAFigure(f"{value!r} is not a number from 0 upwards.")
    if number and (number.adjusted() >= WHOLE_DIGITS or places(number) > DECIMAL_PLACES):
        raise NotAFigure(f"{value!r} has more digits than the register keeps.")
    return number


def trimmed(number: Decimal) -> Decimal:
    """The same number without zeros after its last decimal place, never in exponent form."""
    return Decimal(f"{number.normalize(_EXACT):f}")


def places(number: Decimal) -> int:
    """How many decimal places a number needs, trailing zeros left out."""
    return max(0, -trimmed(number).as_tuple().exponent)


@dataclass(frozen=True, slots=True)
class Stated:
    """A number as far as it is known: a value, and whether the truth may be lower or higher than it."""

    value: Decimal
    may_be_lower: bool = False
    may_be_higher: bool = False

    def __add__(self, other: "Stated") -> "Stated":
        if not isinstance(other, Stated):
            return NotImplemented
        return Stated(
            _EXACT.add(self.value, other.value),
            self.may_be_lower or other.may_be_lower,
            self.may_be_higher or other.may_be_higher,
        )

    @property
    def qualifier(self) -> Qualifier:
        """The weakest word that is true of the value: exactly, at least, up to or about."""
        if self.may_be_lower:
            return Qualifier.ABOUT if self.may_be_higher else Qualifier.UP_TO
        return Qualifier.AT_LEAST if self.may_be_higher else Qualifier.EXACTLY


NOTHING = Stated(Decimal(0))


def stated(value: Amount, qualifier: str, *, value_high: Amount | None = None) -> Stated:
    """The value and doubts of one figure; of a range, its lower end, which may be higher.

    Raises NotAFigure when the qualifier is `hundreds`, which has no value to add, or a value is not one.
    """
    qualifier = Qualifier(qualifier)
    if qualifier is Qualifier.HUNDREDS:
        raise NotAFigure("“Hundreds” has no value that could be added.")
    return Stated(amount(value), qualifier.may_be_lower, qualifier.may_be_higher or value_high is not None)


def total(figures: Iterable[Stated]) -> Stated:
    """The sum of figures: values added, doubts united; of none, an exact zero."""
    return sum(figures, start=NOTHING)
