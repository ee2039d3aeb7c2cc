"""Contradictions: figures of one record that give different values for one thing, and which a curator chose. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from lifesci.evidence.small import FEWEST, is_small


@dataclass(frozen=True)
class Contradiction:
    """Figures, in their order, that state one thing with different values; `chosen` is the one to use, if any."""

    figures: tuple
    chosen: object = None

    def others(self, figure) -> list[str]:
        """The keys of the figures that give other values than this one."""
        return [other.key for other in self.figures if _values_differ(figure, other)]


def contradictions(figures: Iterable) -> list[Contradiction]:
    """Every contradiction among the figures of one record.

    They share measure, period, population and place, stand in different sources or paragraphs, and differ in value. Two
    numbers in one paragraph are two things that its author tells apart, so they contradict nothing. A number that is
    published as "fewer than 5" contradicts those alone that no such number can be, or it would be known from this.
    """
    things = defaultdict(list)
    for figure in figures:
        if figure.value is not None:
            things[_thing(figure)].append(figure)
    return [Contradiction(tuple(rows), _chosen(rows)) for rows in things.values() if _differ(rows)]


def _thing(figure) -> tuple:
    """What a figure is about: measure, period, population and place."""
    period = (figure.period_kind, figure.period_start, figure.period_end)
    return (figure.measure_id, *period, " ".join(figure.population.casefold().split()), figure.geography_id)


def _differ(rows: list) -> bool:
    """Do two of the rows give different values in different places?"""
    return any(_place(row) != _place(other) and _values_differ(row, other) for row, other in combinations(rows, 2))


def _place(row) -> tuple:
    return (row.source_id, row.paragraph, row.page)


def _values_differ(row, other) -> bool:
    if is_small(row) or is_small(other):
        return _most(row) >= FEWEST or _most(other) >= FEWEST
    return (row.value, row.value_high) != (other.value, other.value_high)


def _most(row):
    return row.value if row.value_high is None else row.value_high


def _chosen(rows: list):
    """The only figure that was chosen with a reason; none while two are, or none is."""
    chosen = [row for row in rows if row.chosen_because.strip()]
    return chosen[0] if len(chosen) == 1 else None
