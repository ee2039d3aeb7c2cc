"""Which records a total is asked for: a set of places, and the way from the figures of a group to it. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

CHOSEN = ord("1")


FIRST = 8  # figures of a group that are looked at first for whether any is chosen
MANY = 1000  # figures of a group above which sets of places are compared, not figure by figure


class Way(NamedTuple):
    """Picks from digits one for each of the first figures of a group, or for each of all; of many, their places."""

    first: itemgetter
    every: itemgetter
    places: int


class Numbering:
    """The order in which the entries of one version stand: `ids` gives the number of the entry at each place."""

    def __init__(self, ids: Sequence[int]):
        self.ids = ids
        self.size = len(ids)
        self._digits = [self.size] * (max(ids, default=0) + 1)  # by entry: where its digit stands, the last place first
        for digit, entry in enumerate(reversed(ids)):
            self._digits[entry] = digit
        self._ways: dict[object, Way] = {}

    def digit(self, entry: int) -> int:
        """Where among the digits of a set an entry's stands; for one that is not here, after all others."""
        return self._digits[entry] if entry < len(self._digits) else self.size

    def way(self, group) -> "Way":
        """The way from this numbering to the figures of a group."""
        way = self._ways.get(group)
        if way is None:
            digits = [self.digit(entry) for entry in group.entries]
            none = self.size  # every pick begins with the digit of nobody, so that it is never of one alone
            whole = places(self.size, digits) if len(digits) > MANY else 0
            way = self._ways[group] = Way(itemgetter(none, *digits[:FIRST]), itemgetter(none, *digits), whole)
        return way

    def forget(self, groups: Iterable) -> None:
        """Keep the ways to these groups alone."""
        kept = set(groups)
        self._ways = {group: way for group, way in self._ways.items() if group in kept}


def places(size: int, digits: Iterable[int]) -> int:
    """The set of the places whose digits stand there."""
    octets = bytearray(size // 8 + 1)
    for digit in digits:
        if digit < size:
            place = size - 1 - digit
            octets[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(octets, "little")


class Chosen:
    """Some entries: those at the places `bits` of a numbering."""

    def __init__(self, numbering: Numbering, bits: int):
        self.numbering, self.bits = numbering, bits
        self._digits = f"{bits:0{numbering.size}b}"[-numbering.size or 1 :].encode() + b"0"

    @property
    def count(self) -> int:
        """How many they are."""
        return self.bits.bit_count()

    def entries(self) -> Iterator[int]:
        """Their numbers."""
        digit = self._digits.find(CHOSEN)
        while digit != -1:
            yield self.numbering.ids[self.numbering.size - 1 - digit]
            digit = self._digits.find(CHOSEN, digit + 1)

    def __contains__(self, entry: int) -> bool:
        return self._digits[self.numbering.digit(entry)] == CHOSEN

    def meets(self, group) -> bool:
        """Whether any of them has a figure in a group."""
        way = self.numbering.way(group)
        if CHOSEN in way.first(self._digits):
            return True
        return bool(self.bits & way.places) if way.places else CHOSEN in way.every(self._digits)

    def picked(self, group) -> int:
        """The figures of a group that are theirs, as the group counts its figures."""
        return int(bytes(self.numbering.way(group).every(self._digits)), 2)
