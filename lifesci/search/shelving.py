"""One kind of published record as a process holds it: its entries in every order, and who is named by whom."""

import heapq
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property

from lifesci.bitmaps import NOTHING, BitMap
from lifesci.search.order import KEYS, Order, Record, Revision
from lifesci.search.schemes import WIDE

MOST_SETS = 400  # sets of positions in one order after which no more are kept for values of the wide scheme
MOST_COUNTED = 1_000  # records whose values of the wide scheme are counted record by record
MOST_LISTED = 30  # values of the wide scheme that are offered where many records are found


class Shelf:
    """Never changed once made, but for sets that are filled when first needed; an update makes a new one.

    The wide scheme has too many values to keep a set of positions for each: `names` holds its values by entry and
    `named` its entries by value.
    """

    def __init__(self, records, orders, names, named):
        self.records: dict[int, Record] = records
        self.orders: dict[str, Order] = orders
        self.names: dict[int, tuple[str, ...]] = names
        self.named: dict[str, tuple[int, ...]] = named

    @classmethod
    def of(cls, records):
        """A shelf of these records by id, without any facet value yet."""
        return cls(records, {name: Order.of(name, records) for name in KEYS}, {}, {})

    def add(self, scheme, code, ids) -> None:
        """While the shelf is made: records that carry a value; ids of other kinds may be among them."""
        if scheme == WIDE:
            if here := tuple(id for id in ids if id in self.records):
                self.named[code] = here
            for id in here:
                self.names[id] = (*self.names.get(id, ()), code)
            return
        for order in self.orders.values():
            if bits := order.bits_of(ids):
                order.bits[scheme, code] = bits

    def settle(self) -> None:
        """The shelf is made: give back the memory that only its making needed."""
        for order in self.orders.values():
            order.forget_table()

    def bits(self, order: Order, scheme: str, code: str) -> BitMap:
        """The positions, in one order, of the records that carry a value."""
        bits = order.bits.get((scheme, code))
        if bits is None and scheme == WIDE and code in self.named:
            bits = order.bits_of(self.named[code])
            if len(order.bits) < MOST_SETS:
                order.bits[scheme, code] = bits
        return NOTHING if bits is None else bits

    @cached_property
    def most_named(self) -> list[str]:
        """The values of the wide scheme that most records carry."""
        return heapq.nlargest(MOST_LISTED, self.named, key=lambda code: (len(self.named[code]), code))

    def by_ref(self, ref: str) -> Record | None:
        """The entry with this ref."""
        order = self.orders["ref"]
        place = bisect_left(order.keys, (ref,))
        return self.records[order.ids[place]] if order.keys[place : place + 1] == [(ref,)] else None

    def refs_like(self, refs: Iterable[str]) -> Iterator[str]:
        """Refs that begin as one of these does."""
        keys = self.orders["ref"].keys
        for beginning in {ref[:2] for ref in refs}:
            place = bisect_left(keys, (beginning,))
            yield from (ref for (ref,) in keys[place : bisect_left(keys, (beginning + "\U0010ffff",))])

    def changed_since(self, sequence: int) -> list[int]:
        """The entries whose Edition became current after a change, the newest first."""
        order = self.orders["recent"]
        return order.ids[: bisect_left(order.keys, (-sequence, ""))]

    def revised(self, revisions: list[Revision]) -> "Shelf":
        """The shelf after these revisions."""
        records, names, named = dict(self.records), dict(self.names), dict(self.named)
        after = Shelf(records, {}, names, named)
        for old, new, codes in revisions:
            if old:
                del records[old.id]
                for code in names.pop(old.id, ()):
                    named[code] = tuple(id for id in named[code] if id != old.id)
            if new:
                records[new.id] = new
                if refs := tuple(sorted(code for scheme, code in codes if scheme == WIDE)):
                    names[new.id] = refs
                    named.update({code: (*named.get(code, ()), new.id) for code in refs})
        after.named = {code: ids for code, ids in named.items() if ids}
        after.orders = {name: order.revised(records, revisions) for name, order in self.orders.items()}
        return after
