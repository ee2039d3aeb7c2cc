"""Honest totals: figures in, totals with what they add and leave out, and why, out. Pure; for page, API and file."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from lifesci.evidence.qualifiers import NOTHING, Stated, stated
from lifesci.words import gettext, gettext_noop

# Sorts of measure whose figures can be added at all.
ADDABLE = frozenset({"people", "attendances", "posts", "schools", "organisations", "events", "hours", "money", "other"})


class Reason(StrEnum):
    """Why a figure is left out of a total; the value is what the API says, the label what a page says."""

    NO_VALUE = "no-value"
    NOT_ADDABLE = "not-addable"
    AVERAGE = "average"
    PLANNED = "planned"
    FORMAT = "format"
    SMALL_NUMBER = "small-number"
    COUNTED_IN = "counted-in"
    STRAND = "strand"
    SAME_THING = "same-thing"
    OTHER_PLACE = "other-place"

    @property
    def label(self) -> str:
        """The reason as a sentence without its full stop."""
        return gettext(LABELS[self])


LABELS = {
    Reason.NO_VALUE: gettext_noop("it has no value"),
    Reason.NOT_ADDABLE: gettext_noop("shares and rankings cannot be added"),
    Reason.AVERAGE: gettext_noop("an average cannot be added"),
    Reason.PLANNED: gettext_noop("it is planned, not achieved"),
    Reason.FORMAT: gettext_noop("it describes how something is run, not how much of it"),
    Reason.SMALL_NUMBER: gettext_noop("it is a number of people below five, which a total must not give away"),
    Reason.COUNTED_IN: gettext_noop("a wider figure already counts it"),
    Reason.STRAND: gettext_noop(
        "the programme it is a strand of has a figure of the same kind, which may already count it"
    ),
    Reason.SAME_THING: gettext_noop("another figure for the same thing is already in"),
    Reason.OTHER_PLACE: gettext_noop("it is about another place, or its place is not stated"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One published figure as a total needs it. `identifier` is kind/ref/key; `ancestors` the refs above its record,
    nearest first; `geography` the code of the place it speaks of, "" where none is stated. A figure is set aside where
    sources differ and a curator chose another."""

    identifier: str
    record: str
    measure: str
    counts: str
    period_kind: str
    value: Decimal | None = None
    value_high: Decimal | None = None
    qualifier: str = "exactly"
    missing_reason: str = ""
    geography: str = ""
    population: str = ""
    period: tuple[str, str] = ("", "")
    counted_in: str = ""
    ancestors: tuple[str, ...] = ()
    is_small: bool = False
    is_set_aside: bool = False

    @property
    def group(self) -> "Group":
        """The total this figure may enter."""
        return Group(self.measure, self.period_kind, self.geography)

    @property
    def thing(self) -> tuple:
        """What the figure is about: two figures with one thing state it twice."""
        return (self.record, *self.group, self.population, self.period)


class Group(NamedTuple):
    """What the figures of one total share, and nothing else is added."""

    measure: str
    period_kind: str
    geography: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A total without its rows: how many figures it adds, of how many records, and how many it leaves out and why."""

    group: Group
    value: Stated = NOTHING
    included: int = 0
    records: int = 0
    left_out: dict[Reason, int] = field(default_factory=dict)

    @property
    def figures(self) -> int:
        """How many figures it accounts for."""
        return self.included + sum(self.left_out.values())


@dataclass(frozen=True, slots=True)
class Total:
    """A value with its doubts, the rows it adds, and the rows of its group that it leaves out."""

    group: Group
    value: Stated = NOTHING
    included: tuple[Row, ...] = ()
    left_out: tuple[tuple[Row, Reason], ...] = ()

    @property
    def records(self) -> int:
        """How many records state what is added."""
        return len({row.record for row in self.included})

    @property
    def tally(self) -> Tally:
        """The same without rows."""
        left_out = Counter(reason for _, reason in self.left_out)
        return Tally(self.group, self.value, len(self.included), self.records, dict(left_out))


@dataclass(slots=True)
class _Asked:
    """The rows asked about, indexed by what the rules look up."""

    rows: list[Row]
    places: frozenset[str]
    by_identifier: dict[str, Row] = field(default_factory=dict)
    stating: dict[tuple[str, Group], bool] = field(default_factory=dict)
    firsts: dict[tuple, Row] = field(default_factory=dict)

    def __post_init__(self):
        for row in self.rows:
            self.by_identifier[row.identifier] = row
            if own_reason(row) is None and self.is_inside(row):
                self.stating[row.record, row.group] = True
                self.firsts.setdefault(row.thing, row)

    def is_inside(self, row: Row) -> bool:
        """Does the figure speak of a place that was asked about?"""
        return not self.places or row.geography in self.places


def add_up(rows: Iterable[Row], places: Iterable[str] = ()) -> list[Total]:
    """The totals of some records' figures, in the order of their groups.

    `places` are the geographies asked about; none means all. Every row stands in exactly one total, included or left
    out with a reason. Rows keep their order, which decides which of two sources for one thing comes first.
    """
    asked = _Asked(list(rows), frozenset(places))
    groups = defaultdict(lambda: ([], [], []))
    for row in asked.rows:
        included, left_out, values = groups[row.group]
        reason = reason_to_leave_out(row, asked)
        if reason is None:
            included.append(row)
            values.append(stated(row.value, row.qualifier, value_high=row.value_high))
        else:
            left_out.append((row, reason))
    return [
        Total(group, sum(values, start=NOTHING), tuple(included), tuple(left_out))
        for group, (included, left_out, values) in sorted(groups.items())
    ]


def own_reason(row: Row) -> Reason | None:
    """Why a figure can enter no total whatever is asked; None where it can."""
    if row.counts == "format" or row.period_kind == "format":
        return Reason.FORMAT
    if row.counts not in ADDABLE:
        return Reason.NOT_ADDABLE
    if row.is_small:  # published without its value, so this is asked before
        return Reason.SMALL_NUMBER
    if row.value is None:
        return Reason.NO_VALUE
    if row.period_kind == "planned":
        return Reason.PLANNED
    if row.qualifier == "average":
        return Reason.AVERAGE
    return Reason.SAME_THING if row.is_set_aside else None


def reason_to_leave_out(row: Row, asked: _Asked) -> Reason | None:
    """Why a figure is left out of this total; None where it is added."""
    if (reason := own_reason(row)) is not None:
        return reason
    if not asked.is_inside(row):
        return Reason.OTHER_PLACE
    if _is_counted_in(row, asked):
        return Reason.COUNTED_IN
    if any((ancestor, row.group) in asked.stating for ancestor in row.ancestors):
        return Reason.STRAND
    return None if asked.firsts[row.thing] is row else Reason.SAME_THING


def _is_counted_in(row, asked) -> bool:
    """Does a wider figure, itself able to enter a total asked about, count this one, however far up?"""
    seen = {row.identifier}
    wider = asked.by_identifier.get(row.counted_in)
    while wider is not None and wider.identifier not in seen:
        if wider.group == row.group and own_reason(wider) is None and asked.is_inside(wider):
            return True
        seen.add(wider.identifier)
        wider = asked.by_identifier.get(wider.counted_in)
    return False
