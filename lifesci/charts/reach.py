"""Figures as bars whose ends say how sure they are: stated numbers in, geometry out. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from lifesci.charts.bars import BAR, GAP, LINE, MOST, length
from lifesci.charts.lines import lines
from lifesci.charts.units import em, per_cent
from lifesci.words import gettext, gettext_noop

ROOM = 0.9  # of the width is for the longest bar: the rest is for what stands at its end
# How a bar is drawn by (may be lower, may be higher), and what the legend says of it.
SHAPES = {
    (False, False): "exact",
    (False, True): "higher",
    (True, False): "lower",
    (True, True): "either",
}
LEGEND = {
    "exact": gettext_noop("stated as the exact number"),
    "higher": gettext_noop("“more than” or “at least”: the number may be higher"),
    "lower": gettext_noop("“nearly”, “up to” or “fewer than”: the number may be lower"),
    "either": gettext_noop("“about” or “an estimated”: the number may be lower or higher"),
    "range": gettext_noop("a range: the plain line at its upper end"),
}


@dataclass(frozen=True)
class Amount:
    """One figure: its record, its words, its value, the upper end of a range, and its doubts."""

    label: str
    phrase: str
    value: Decimal
    high: Decimal | None = None
    may_be_lower: bool = False
    may_be_higher: bool = False
    address: str = ""

    @property
    def shape(self) -> str:
        """How it is drawn."""
        return SHAPES[self.may_be_lower, self.may_be_higher]


@dataclass(frozen=True)
class Reached:
    """One bar: `width` to the value, `end` where the sign of doubt stands, `high` of a range its upper end."""

    amount: Amount
    lines: list[tuple[str, str]]
    y: str
    width: str
    end: str
    high: str


@dataclass(frozen=True)
class Reach:
    """A whole chart of figures. `shapes` are those that occur, with their words."""

    height: str
    thickness: str
    bars: list[Reached]
    shapes: list[tuple[str, str]]


def reach(amounts: Iterable[Amount]) -> Reach:
    """The chart of these figures, in their order, all on one scale from 0."""
    amounts = list(amounts)
    longest = max((max(each.value, each.high or 0) for each in amounts), default=Decimal(0))
    drawn, y = [], 0.0
    for each in amounts:
        words = lines(f"{each.label}: {each.phrase}", MOST)
        placed = [(em(y + number * LINE + 1), line) for number, line in enumerate(words)]
        top = y + len(words) * LINE + 0.1
        to = length(float(each.value), float(longest)) * ROOM
        high = length(float(each.high), float(longest)) * ROOM if each.high is not None else 0
        drawn.append(
            Reached(each, placed, em(top), per_cent(to), per_cent(max(to, high)), per_cent(high) if high else "")
        )
        y = top + BAR + GAP
    used = {each.shape for each in amounts} | {"range" for each in amounts if each.high is not None}
    return Reach(em(y), em(BAR), drawn, [(shape, gettext(words)) for shape, words in LEGEND.items() if shape in used])
