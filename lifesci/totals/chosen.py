"""Which records a total is asked for: a set of places, and the way from the figures of a group to it. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from lifesci.bitmaps import NOTHING, BitMap, everything, members, of

CHOSEN, NOT_CHOSEN = ord("1"), ord("0")
FIRST = 8  # figures of a group that are looked at first for whether any is chosen
MANY = 1000  # figures of a group above which sets of places are compared, not figure by figure


class Way(NamedTuple):
    """Picks from digits one for each of the first figures of a group, or for each of all; of many, their places."""

    first: itemgetter
    every: itemgetter
    places: BitMap


class Numbering:
    """The order in which the entries of one version stand: `ids` gives the number of the entry at each place."""

    def __init__(self, ids: Sequence[int]):
        self.ids = ids
        self.size = len(ids)
        self._places = [self.size] * (max(ids, default=0) + 1)
        for place, entry in enumerate(ids):
            self._places[entry] = place
        self._ways: dict[object, Way] = {}

    def place(self, entry: int) -> int:
        """Where an entry stands; one that is not here stands after all others."""
        return self._places[entry] if entry < len(self._places) else self.size

    def way(self, group) -> Way:
        """The way from this numbering to the figures of a group."""
        way = self._ways.get(group)
        if way is None:
            places = [self.place(entry) for entry in group.entries]
            none = self.size  # every pick begins with the digit of nobody, so that it is never of one alone
            whole = of(place for place in places if place < none) if len(places) > MANY else NOTHING
            way = self._ways[group] = Way(itemgetter(none, *places[:FIRST]), itemgetter(none, *places), whole)
        return way

    def forget(self, groups: Iterable) -> None:
        """Keep the ways to these groups alone."""
        kept = set(groups)
        self._ways = {group: way for group, way in self._ways.items() if group in kept}


class Chosen:
    """Some entries: those at the places `bits` of a numbering."""

    def __init__(self, numbering: Numbering, bits: BitMap):
        self.numbering, self.bits = numbering, bits

    @cached_property
    def _digits(self) -> bytearray:
        """A 1 for each place that is chosen, a 0 for each other one and for nobody's."""
        size, are_most = self.numbering.size, len(self.bits) > self.numbering.size // 2
        rarer, common = (NOT_CHOSEN, CHOSEN) if are_most else (CHOSEN, NOT_CHOSEN)
        digits = bytearray([common]) * size
        for place in members(everything(size) - self.bits if are_most else self.bits):
            digits[place] = rarer
        digits.append(NOT_CHOSEN)
        return digits

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.bits)

    def entries(self) -> Iterator[int]:
        """Their numbers."""
        return (self.numbering.ids[place] for place in members(self.bits))

    def __contains__(self, entry: int) -> bool:
        return self._digits[self.numbering.place(entry)] == CHOSEN

    def meets(self, group) -> bool:
        """Whether any of them has a figure in a group."""
        way = self.numbering.way(group)
        if CHOSEN in way.first(self._digits):
            return True
        return self.bits.intersect(way.places) if way.places else CHOSEN in way.every(self._digits)

    def picked(self, group) -> int:
        """The figures of a group that are theirs, as the group counts its figures."""
        return int(bytes(self.numbering.way(group).every(self._digits)), 2)
