"""The records of one kind in one order, and for each facet value the positions that carry it. For this package."""

from array import array
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from lifesci import bitmaps
from lifesci.bitmaps import NOTHING, BitMap
from lifesci.search.schemes import WIDE

FEW = 40  # ids whose positions are looked up one by one


class Record(NamedTuple):
    """What ordering needs of one entry. `sequence` is the change that made it current."""

    id: int
    ref: str
    sort_title: str
    sequence: int


class Revision(NamedTuple):
    """What one entry was and is; None where it was or is not there. `codes` is every (scheme, code) it carries now."""

    old: Record | None
    new: Record | None
    codes: frozenset[tuple[str, str]]


# No two records of a kind share a ref, so no two share a key.
KEYS = {
    "title": lambda record: (record.sort_title, record.ref),
    "ref": lambda record: (record.ref,),
    "recent": lambda record: (-record.sequence, record.ref),
}


class Order:
    """Never changed once made, but for sets and tables that are filled when first needed; an update makes a new one."""

    def __init__(self, name, records, keys, ids, bits):
        self.name, self.records, self.keys, self.ids = name, records, keys, ids
        self.bits: dict[tuple[str, str], BitMap] = bits
        self.key = KEYS[name]
        self._table: list[int] | None = None
        self._counts: dict[tuple[str, str], int] | None = None

    @classmethod
    def of(cls, name, records):
        """The order of these records, by id, without any facet value yet."""
        key = KEYS[name]
        in_order = sorted(records.values(), key=key)
        return cls(name, records, list(map(key, in_order)), [record.id for record in in_order], {})

    def __len__(self):
        return len(self.ids)

    @property
    def everything(self) -> BitMap:
        """All positions."""
        return bitmaps.everything(len(self.ids))

    def bits_of(self, ids) -> BitMap:
        """The positions of those of these records that are here."""
        if self._table is None and len(ids) <= FEW:
            return bitmaps.of([self._place(id) for id in ids if id in self.records])
        table = self._table = self._table or self._new_table()
        known, size = len(table), len(self)
        return bitmaps.of([place for id in ids if id < known and (place := table[id]) < size])

    def _place(self, id) -> int:
        return bisect_left(self.keys, self.key(self.records[id]))

    def _new_table(self) -> list[int]:
        """By id, up to the highest: its position; for ids that are not here one past the last."""
        table = array("q", [len(self.ids)]) * (max(self.ids, default=0) + 1)
        for place, id in enumerate(self.ids):
            table[id] = place
        return table.tolist()  # whole numbers that stand side by side in memory are read twice as fast

    def forget_table(self) -> None:
        """Let go of what only looking up many ids needs; it is made again when needed."""
        self._table = None

    def ids_in(self, bits: BitMap, start: int, count: int) -> list[int]:
        """The ids at a set of positions, from member number `start`, counted from 0; at most so many."""
        if start >= len(bits):
            return []
        return [self.ids[place] for place in bitmaps.listed(bits, bitmaps.nth(bits, start), count)]

    def counts(self) -> dict[tuple[str, str], int]:
        """How many records carry each value, without any filter."""
        if self._counts is None:
            self._counts = {code: len(bits) for code, bits in self.bits.copy().items()}
        return self._counts

    def opening(self, title: str) -> BitMap:
        """The positions whose folded title opens with these words: a run, in the order of titles."""
        first, last = bisect_left(self.keys, (title,)), bisect_right(self.keys, (title + "\U0010ffff",))
        return bitmaps.of(range(first, max(last, first)))

    def revised(self, records, revisions) -> "Order":
        """The same order after these revisions, with `records` as they are now."""
        keys, ids, bits = self.keys.copy(), self.ids.copy(), self.bits.copy()
        for old, new, carried in revisions:
            codes = {code for code in carried if code[0] != WIDE or code in bits}
            if old and new and old.id == new.id and self.key(old) == self.key(new):
                place = bisect_left(keys, self.key(new))
                _each(bits, codes, lambda held, member, at=place: bitmaps.marked(held, at, member))
                continue
            if old:
                place = bisect_left(keys, self.key(old))
                del keys[place], ids[place]
                _each(bits, set(), lambda held, _, at=place: bitmaps.removed(held, at))
            if new:
                place = bisect_left(keys, self.key(new))
                keys.insert(place, self.key(new))
                ids.insert(place, new.id)
                _each(bits, codes, lambda held, member, at=place: bitmaps.inserted(held, at, member))
        return Order(self.name, records, keys, ids, {code: held for code, held in bits.items() if held})


def _each(bits, codes, act) -> None:
    for code in codes - bits.keys():
        bits[code] = NOTHING
    for code, held in bits.items():
        bits[code] = act(held, code in codes)
