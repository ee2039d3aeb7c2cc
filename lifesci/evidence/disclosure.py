"""Secondary disclosure: which withheld numbers anybody could work out from what is published beside them. Pure.

Somebody who reads everything may take a figure for the sum of its parts, and a part for what the others leave of it. So
each sum is tried both ways, as one that names all its parts and as one that does not, in every combination that what is
published allows; a withheld number is given away where one of them leaves it a single value.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations
from typing import NamedTuple

NO_END = 10**30  # above every number of people, and above every sum of them
MOST_TOGETHER = 6  # sums of one family up to which every combination is tried
MOST_OVERLAPPING = 10  # parts of one sum up to which every choice of them is tried


@dataclass(frozen=True, slots=True)
class Told:
    """What the public is told of one figure: the least and the most it can be, and whether its number is withheld.

    `wholes` names the figures that may count it, the same thing stated twice as two; `by` tells one way of dividing
    them from another.
    """

    identifier: str
    least: int
    most: int = NO_END
    is_withheld: bool = False
    wholes: tuple[str, ...] = ()
    by: str = ""


class Sum(NamedTuple):
    """A figure and parts of it; they are no more than it, and as much where they are all."""

    whole: str
    parts: tuple[str, ...]

    @property
    def figures(self) -> tuple[str, ...]:
        """The whole and its parts."""
        return (self.whole, *self.parts)


Bounds = dict[str, tuple[int, int]]


def worked_out(figures: Iterable[Told]) -> set[str]:
    """The identifiers of the withheld figures whose numbers are given away by these figures together."""
    told = {figure.identifier: figure for figure in figures}
    withheld = {name for name, figure in told.items() if figure.is_withheld}
    found = set()
    for family in families(sums(told.values()), withheld):
        bounds = {name: (told[name].least, told[name].most) for name in chain(*(each.figures for each in family))}
        for known in readings(family, bounds):
            found |= {name for name in withheld & known.keys() if known[name][0] == known[name][1]}
    return found


def sums(figures: Iterable[Told]) -> list[Sum]:
    """Every figure that is divided, with its parts, once for each way of dividing it."""
    figures = list(figures)
    names = {figure.identifier for figure in figures}
    parts: dict[tuple[str, str], list[str]] = {}
    for figure in figures:
        for whole in figure.wholes:
            if whole in names and whole != figure.identifier:
                parts.setdefault((whole, figure.by), []).append(figure.identifier)
    return [Sum(whole, tuple(named)) for (whole, _), named in parts.items()]


def families(found: list[Sum], withheld: set[str]) -> Iterator[list[Sum]]:
    """The sums that hang together by common figures, those alone that have a withheld one."""
    left = list(found)
    while left:
        family, names, grown = [], set(left[0].figures), True
        while grown:
            near = [each for each in left if names & set(each.figures)]
            left = [each for each in left if each not in near]
            names |= set(chain(*(each.figures for each in near)))
            family, grown = family + near, bool(near)
        if names & withheld:
            yield family


def readings(family: list[Sum], bounds: Bounds) -> Iterator[Bounds]:
    """What each way of reading these sums says of their figures; ways that contradict what is published say nothing."""
    plain = [each for each in family if narrowed(bounds, [each], ()) is not None]
    ways = [(plain, whole) for whole in choices(plain, MOST_TOGETHER)]
    for each in family:
        if each not in plain:  # its parts overlap, so any of them may belong together
            ways += [([*plain, some], [some]) for some in choices_of_parts(each)]
    for taken, whole in ways:
        known = narrowed(bounds, taken, whole)
        if known is not None:
            yield known


def choices(each: list, most: int) -> list[tuple]:
    """Every choice among a few; of many, none, each by itself, and all."""
    sizes = range(len(each) + 1) if len(each) <= most else (0, 1, len(each))
    return list(chain(*(combinations(each, size) for size in sizes)))


def choices_of_parts(overlapping: Sum) -> list[Sum]:
    """The sums of some of the parts of one whose parts overlap."""
    return [Sum(overlapping.whole, parts) for parts in choices(list(overlapping.parts), MOST_OVERLAPPING) if parts]


def narrowed(bounds: Bounds, taken: list[Sum], whole) -> Bounds | None:
    """What these sums leave possible, those of `whole` being of all their parts; None where nothing is."""
    known = dict(bounds)
    for _ in range(2 * len(known)):
        before = dict(known)
        for each in taken:
            _narrow(known, each, is_whole=each in whole)
        if any(least > most for least, most in known.values()):
            return None
        if known == before:
            break
    return known


def _narrow(known: Bounds, each: Sum, *, is_whole: bool) -> None:
    """Bring the bounds of one sum's figures together."""
    least, most = (sum(known[part][end] for part in each.parts) for end in (0, 1))
    low, high = known[each.whole]
    low, high = max(low, least), min(high, most) if is_whole else high
    known[each.whole] = low, high
    for part in each.parts:
        fewest, largest = known[part]
        others_least, others_most = least - fewest, most - largest
        at_least = max(fewest, low - others_most) if is_whole else fewest
        known[part] = at_least, min(largest, high - others_least)
