"""Sets of positions as roaring bitmaps, which are never changed once made. Pure; for searches, charts and totals.

A set counts its members by `len`, and joins others by `&`, `|` and `-`.
"""

from array import array
from collections.abc import Iterable
from itertools import islice

from pyroaring import FrozenBitMap as BitMap

NOTHING = BitMap()


def of(positions: Iterable[int]) -> BitMap:
    """The set of these positions."""
    return BitMap(positions)


def everything(length: int) -> BitMap:
    """The set of all positions below `length`."""
    return BitMap(range(length))


def union(sets: Iterable[BitMap]) -> BitMap:
    """What any of these sets has."""
    return BitMap.union(NOTHING, *sets)


def count_in(bits: BitMap, others: BitMap) -> int:
    """How many members two sets share."""
    return bits.intersection_cardinality(others)


def rank(bits: BitMap, position: int) -> int:
    """How many members stand before `position`."""
    return bits.range_cardinality(0, position)


def nth(bits: BitMap, k: int) -> int:
    """The position of member number k, counted from 0; k is below the size of the set."""
    return bits[k]


def members(bits: BitMap) -> array:
    """All members in order."""
    return bits.to_array()


def listed(bits: BitMap, start: int, count: int) -> list[int]:
    """The first `count` members at or after position `start`, in order."""
    return list(islice(bits.iter_equal_or_larger(start), count))


def removed(bits: BitMap, position: int) -> BitMap:
    """The set after `position` has gone and what stood above it has moved down by one."""
    return (bits & everything(position)) | (bits - everything(position + 1)).shift(-1)


def inserted(bits: BitMap, position: int, member: bool) -> BitMap:
    """The set after a new position has come in, a member or not, and what stood there and above has moved up by one."""
    below = everything(position)
    moved = (bits & below) | (bits - below).shift(1)
    return marked(moved, position, member)


def marked(bits: BitMap, position: int, member: bool) -> BitMap:
    """The set with `position` in it or not."""
    if (position in bits) == member:
        return bits
    return bits | BitMap([position]) if member else bits - BitMap([position])
