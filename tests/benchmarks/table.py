"""Reads the measurements against the targets and writes the tables, for people and as Markdown. Pure."""

from dataclasses import dataclass

from tests.benchmarks.contestants import BASELINE, LIMIT, REGISTER

TOTALS = 10  # times the filtered list's time that the totals of the same filter may take
DEEP = 1.5  # times the first pages' time that a page at nine tenths of the depth may take
GROWTH = 2.0  # times that anything but a search of frequent words may grow over ten times the records


@dataclass(frozen=True)
class Line:
    """One target: what was measured, what was to be reached."""

    title: str
    register: float  # seconds
    other: float | None  # seconds
    ratio: float
    target: float
    is_least: bool = True  # the ratio is to be at least the target; otherwise at most

    @property
    def is_reached(self) -> bool:
        return self.ratio >= self.target if self.is_least else self.ratio <= self.target


def lines(questions, found, smaller) -> list[Line]:
    """The targets on the largest sample; `found` and `smaller` hold the measurements by key and contestant."""
    result = []
    for question in questions:
        times = found[question.key]
        ours = times[REGISTER].seconds
        if question.target:
            theirs = times[BASELINE].seconds
            result.append(Line(f"{question.title}: against plain DRF", ours, theirs, theirs / ours, question.target))
        if question.against_limit:
            bare = times[LIMIT].seconds
            title = f"{question.title}: share of the bare limit's requests a second"
            result.append(Line(title, ours, bare, bare / ours, question.against_limit))
    for further, first, title, most in (
        ("deep", "list", "Page at nine tenths of the depth, JSON: times the first", DEEP),
        ("html-deep", "html-list", "Page at nine tenths of the depth, HTML: times the first", DEEP),
        ("totals", "filtered", "Totals of a filter: times its list", TOTALS),
    ):
        ours, other = found[further][REGISTER].seconds, found[first][REGISTER].seconds
        result.append(Line(title, ours, other, ours / other, most, False))
    for question in questions:
        if smaller and not question.may_grow:
            ours, before = found[question.key][REGISTER].seconds, smaller[question.key][REGISTER].seconds
            title = f"{question.title}: growth over ten times the records"
            result.append(Line(title, ours, before, ours / before, GROWTH, False))
    return result


def written(rows: list[list[str]], *, markdown: bool = False) -> str:
    """Rows of cells as a table; the first row is its head."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    padded = [
        [
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        for row in rows
    ]
    if not markdown:
        return "\n".join("  ".join(row) for row in padded)
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (padded[0], rule, *padded[1:]))


def times(questions, found) -> list[list[str]]:
    """Milliseconds of every contestant, and how many times as fast the register is."""
    rows = [["", "register", "plain DRF", "bare limit", "times as fast"]]
    for question in questions:
        measured = found[question.key]
        cells = [
            milliseconds(measured[name].seconds) if name in measured else "" for name in (REGISTER, BASELINE, LIMIT)
        ]
        faster = f"{measured[BASELINE].seconds / measured[REGISTER].seconds:.1f}" if BASELINE in measured else ""
        rows.append([question.title, *cells, faster])
    return rows


def reached(targets: list[Line]) -> list[list[str]]:
    """Each target with what was measured."""
    rows = [["", "measured", "target", "reached"]]
    for line in targets:
        sign = "≥" if line.is_least else "≤"
        rows.append([line.title, f"{line.ratio:.2f}", f"{sign} {line.target:.2g}", "yes" if line.is_reached else "NO"])
    return rows


def milliseconds(seconds: float) -> str:
    """A time in milliseconds, to three digits."""
    return f"{seconds * 1000:.3g} ms" if seconds < 1 else f"{seconds * 1000:,.0f} ms"
