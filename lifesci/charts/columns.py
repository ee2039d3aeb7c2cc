"""Columns along the years: counts in, geometry out. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lifesci.charts.bars import length
from lifesci.charts.units import em, per_cent
from lifesci.words import gettext

PLOT, HEAD, FOOT = 10.0, 1.6, 1.8  # heights in em: the columns, the room above them, the years below
NARROWEST = 280  # px across on the narrowest screen
YEAR_APART = 56  # px between two years that are written
COUNTED = 9  # columns up to which each says its count
SPAN = 45  # years up to which each has a column; a longer span is drawn by decades


@dataclass(frozen=True)
class Column:
    """One year, or ten. `years` are those it covers; `name` is how it is called; `address` is where its list stands.

    `left` and `wide` are those of all the room it has, `x` and `width` those of what is drawn.
    """

    name: str
    years: tuple[int, ...]
    count: int
    x: str
    width: str
    middle: str
    y: str
    height: str
    count_y: str
    left: str
    wide: str
    address: str


@dataclass(frozen=True)
class Year:
    """One year that is written below the columns."""

    text: str
    x: str
    anchor: str


@dataclass(frozen=True)
class Columns:
    """A whole chart of columns. Each says its count, or a line at the top stands for `most`."""

    height: str
    top: str
    base: str
    foot: str
    head: str
    most: int
    is_counted: bool
    columns: list[Column]
    years: list[Year]


def columns(counts: Mapping[int, int], listed: Callable[[list[int]], str] = lambda years: "") -> Columns:
    """The chart of counts by year, the years between without any left empty; `listed` gives the list of some years."""
    spans = spanned(min(counts), max(counts)) if counts else []
    totals = [sum(counts.get(year, 0) for year in span) for span in spans]
    most, share = max(totals, default=0), 100 / max(len(spans), 1)
    drawn = [
        _column(span, count, most, number, share, listed([year for year in span if counts.get(year)]) if count else "")
        for number, (span, count) in enumerate(zip(spans, totals, strict=True))
    ]
    return Columns(
        em(HEAD + PLOT + FOOT),
        em(HEAD),
        em(HEAD + PLOT),
        em(HEAD + PLOT + 1.3),
        em(HEAD - 0.4),
        most,
        len(drawn) <= COUNTED and most < 1000,
        drawn,
        _years(drawn, share),
    )


def spanned(first: int, last: int) -> list[tuple[int, ...]]:
    """The years of each column from first to last: one by one, or ten by ten where they are many."""
    if last - first < SPAN:
        return [(year,) for year in range(first, last + 1)]
    return [tuple(range(decade, decade + 10)) for decade in range(first // 10 * 10, last + 1, 10)]


def _column(span, count, most, number, share, address) -> Column:
    tall = PLOT * length(count, most) / 100
    name = str(span[0]) if len(span) == 1 else gettext("{first} to {last}").format(first=span[0], last=span[-1])
    x, y = share * number, HEAD + PLOT - tall
    return Column(
        name,
        span,
        count,
        per_cent(x + share * 0.1),
        per_cent(share * 0.8),
        per_cent(x + share / 2),
        em(y),
        em(tall),
        em(y - 0.3),
        per_cent(x),
        per_cent(share),
        address,
    )


def _years(drawn, share) -> list[Year]:
    """Every so many-th year, far enough apart to be read, those at the edges turned inwards."""
    apart = max(1, -(-YEAR_APART // max(int(NARROWEST * share / 100), 1)))
    found = []
    for number, column in enumerate(drawn[::apart]):
        left, middle = share * number * apart, share * (number * apart + 0.5)
        if middle < 8:
            found.append(Year(str(column.years[0]), per_cent(left), "start"))
        elif middle > 92:
            found.append(Year(str(column.years[0]), "100%", "end"))
        else:
            found.append(Year(str(column.years[0]), column.middle, "middle"))
    return found
