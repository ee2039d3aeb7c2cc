"""Contradictions: figures of one record that give different values for one thing, and which a curator chose. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Contradiction:
    """Figures, in their order, that state one thing with different values; `chosen` is the one to use, if any."""

    figures: tuple
    chosen: object = None

    def others(self, figure) -> list[str]:
        """The keys of the figures that give other values than this one."""
        value = (figure.value, figure.value_high)
        return [other.key for other in self.figures if (other.value, other.value_high) != value]


def contradictions(figures: Iterable) -> list[Contradiction]:
    """Every contradiction among the figures of one record.

    They share measure, period, population and place, stand in different sources or paragraphs, and differ in value. Two
    numbers in one paragraph are two things that its author tells apart, so they contradict nothing.
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
    read = [((row.source_id, row.paragraph, row.page), (row.value, row.value_high)) for row in rows]
    return any(place != other and value != another for place, value in read for other, another in read)


def _chosen(rows: list):
    """The only figure that was chosen with a reason; none while two are, or none is."""
    chosen = [row for row in rows if row.chosen_because.strip()]
    return chosen[0] if len(chosen) == 1 else None
