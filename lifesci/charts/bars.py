"""Bars that lie under their labels: counts in, geometry out. Pure.

A label has the whole width to itself and its bar stands below, so nothing overlaps on a narrow screen.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from lifesci.charts.lines import NO_BREAK, lines
from lifesci.charts.units import em, per_cent

LINE, BAR, GAP = 1.3, 0.85, 0.75  # heights in em
MOST = 16.5  # em: what the narrowest screen has across
LEAST = 0.7  # per cent: a bar that is not 0 can be seen


@dataclass(frozen=True)
class Mark:
    """One thing to draw: what it is called, how much it is, and where its list stands."""

    label: str
    count: int
    address: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar with its label, line by line; `y` of a line is its baseline."""

    mark: Mark
    lines: list[tuple[str, str]]
    y: str
    width: str


@dataclass(frozen=True)
class Bars:
    """A whole chart of bars."""

    height: str
    thickness: str
    bars: list[Bar]


def length(count: float, longest: float) -> float:
    """How long a bar is, in hundredths of the longest: nothing only for 0."""
    return max(100 * count / longest, LEAST) if count and longest else 0


def bars(marks: Iterable[Mark]) -> Bars:
    """The chart of these marks, in their order."""
    marks = list(marks)
    longest = max((mark.count for mark in marks), default=0)
    drawn, y = [], 0.0
    for mark in marks:
        words = lines(f"{mark.label}:{NO_BREAK}{mark.count:,}", MOST)
        placed = [(em(y + number * LINE + 1), line) for number, line in enumerate(words)]
        top = y + len(words) * LINE + 0.1
        drawn.append(Bar(mark, placed, em(top), per_cent(length(mark.count, longest))))
        y = top + BAR + GAP
    return Bars(em(y), em(BAR), drawn)
