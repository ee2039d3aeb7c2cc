"""The figures of one group, held so that any set of records is added up by counting bits. Pure; for the index alone.

Sets of figures are whole numbers in which figure k is bit `size - 1 - k`: they are read off a string of 0 and 1. A
value is held in slices: bit b of every figure's value is one set, so a sum is a count of members for each b.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from lifesci.evidence.qualifiers import NOTHING, Stated
from lifesci.totals.adding import Group, Reason, Tally
from lifesci.totals.chosen import Chosen

PLACES = 4  # decimal places that are held exactly
SCALE = 10**PLACES


class Held(NamedTuple):
    """One figure as the index keeps it. `number` tells it from all others, `key` from those of its record; `reason` is
    why it enters no total; `value` counts ten-thousandths; `is_second` says that its record states the thing before."""

    number: int
    key: str
    group: Group
    reason: Reason | None
    value: int
    may_be_lower: bool
    may_be_higher: bool
    is_second: bool
    counted_in: str


class Member(NamedTuple):
    """A figure in its group. `wider` is the way up through figures that count it, as (entry, whether it would count it
    in a total); `above` the entries of programmes above its own that state the same."""

    entry: int
    held: Held
    wider: tuple[tuple[int, bool], ...] = ()
    above: tuple[int, ...] = ()

    @property
    def depends(self) -> bool:
        """Whether its inclusion depends on which other records are asked about."""
        return self.held.reason is None and bool(self.wider or self.above)

    def left_out(self, chosen: Chosen) -> Reason | None:
        """Why a figure that depends on others is left out of the total of the chosen entries."""
        for entry, counts_it in self.wider:
            if entry not in chosen:
                break
            if counts_it:
                return Reason.COUNTED_IN
        if any(entry in chosen for entry in self.above):
            return Reason.STRAND
        return Reason.SAME_THING if self.held.is_second else None


class Slices:
    """The figures of one group, with the entries they belong to. Never changed once made.

    `most_addable` counts those that could enter a total. `members` gives all in the order of their records' refs, those
    of a record together, and is called when a total is first asked for: most groups of a large register wait for long.
    """

    def __init__(
        self, group: Group, entries: Iterable[int], most_addable: int, members: Callable[[], Iterable[Member]]
    ):
        self.group, self.entries, self.most_addable = group, tuple(entries), most_addable
        self._make_members = members

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """Its figures, in the order of its entries."""
        return tuple(self._make_members())

    @cached_property
    def _sets(self) -> "Sets":
        return Sets(self.members)

    def __len__(self) -> int:
        return len(self.entries)

    def addable(self, chosen: Chosen) -> int:
        """How many figures of the chosen entries could enter a total."""
        return (chosen.picked(self) & self._sets.addable).bit_count()

    def tally(self, chosen: Chosen, is_inside: bool) -> Tally | None:
        """The total of the chosen entries, without rows; None where they have no figure here.

        `is_inside` says whether the group's place was asked about.
        """
        asked = chosen.picked(self)
        if not asked:
            return None
        sets = self._sets
        left_out = {reason: (asked & those).bit_count() for reason, those in sets.reasons.items()}
        if not is_inside:
            left_out[Reason.OTHER_PLACE] = asked.bit_count() - sum(left_out.values())
            return Tally(self.group, left_out=kept(left_out))
        left_out[Reason.SAME_THING] = left_out.get(Reason.SAME_THING, 0) + (asked & sets.second).bit_count()
        adding = asked & sets.adding
        records = adding.bit_count() - (adding & sets.again).bit_count()
        if sets.dependents:
            further, stating = sets.further(chosen, left_out)
            adding |= further
            records += len(stating - sets.stating)
        return Tally(self.group, sets.sum(adding), adding.bit_count(), records, kept(left_out))

    def accounted(self, chosen: Chosen, is_inside: bool) -> list[tuple[int, Reason | None]]:
        """(number, reason) of every figure of the chosen entries; the reason is None where it is added."""
        return [
            (member.held.number, self._reason(member, chosen, is_inside))
            for member in self.members
            if member.entry in chosen
        ]

    def _reason(self, member, chosen, is_inside) -> Reason | None:
        if member.held.reason is not None:
            return member.held.reason
        return member.left_out(chosen) if is_inside else Reason.OTHER_PLACE


class Sets:
    """The figures of a group as sets of places, from which totals are counted."""

    def __init__(self, members: tuple[Member, ...]):
        last = len(members) - 1
        self.dependents = [member for member in members if member.depends]
        self.places = {member.held.number: last - k for k, member in enumerate(members) if member.depends}
        reasons = [member.held.reason for member in members]
        self.reasons = {reason: bits([each is reason for each in reasons]) for reason in set(reasons) - {None}}
        settled = [member.held.reason is None and not member.depends for member in members]
        adding = [adds and not m.held.is_second for adds, m in zip(settled, members, strict=True)]
        self.second = bits([adds and m.held.is_second for adds, m in zip(settled, members, strict=True)])
        self.adding = bits(adding)
        self.addable = bits([reason is None for reason in reasons])
        self._settle([member.entry for member in members], adding)
        self.lower = bits([member.held.may_be_lower for member in members])
        self.higher = bits([member.held.may_be_higher for member in members])
        values = [member.held.value for member in members]
        self.scale = SCALE if any(value % SCALE for value in values) else 1
        self.values = sliced(values if self.scale == SCALE else [value // SCALE for value in values])

    def _settle(self, entries: list[int], adding: list[bool]) -> None:
        """Mark the figures before which their record has another that is always added."""
        stating: set[int] = set()
        again = []
        for entry, adds in zip(entries, adding, strict=True):
            again.append(adds and entry in stating)
            if adds:
                stating.add(entry)
        self.again = bits(again)
        self.stating = frozenset(stating & {member.entry for member in self.dependents})

    def further(self, chosen, left_out) -> tuple[int, set[int]]:
        """The figures that depend on others and are added, and their entries; counts those that are left out."""
        further, stating = 0, set()
        for member in self.dependents:
            if member.entry in chosen:
                if (reason := member.left_out(chosen)) is None:
                    further |= 1 << self.places[member.held.number]
                    stating.add(member.entry)
                else:
                    left_out[reason] = left_out.get(reason, 0) + 1
        return further, stating

    def sum(self, adding: int) -> Stated:
        """What the figures at these places add up to."""
        if not adding:
            return NOTHING
        value = sum((adding & those).bit_count() << bit for bit, those in enumerate(self.values))
        value = Decimal(value) if self.scale == 1 else Decimal(value).scaleb(-PLACES)
        return Stated(value, bool(adding & self.lower), bool(adding & self.higher))


def bits(members: list[bool]) -> int:
    """The set of the places that are true."""
    return int(bytes([49 if member else 48 for member in members]), 2)


def sliced(values: list[int]) -> list[int]:
    """For each bit of these values, the lowest first, the set of the places whose value has it."""
    width = max(values).bit_length()
    digits = "".join([f"{value:0{width}b}" for value in values]) if width else ""
    return [int(digits[place::width], 2) for place in range(width - 1, -1, -1)]


def kept(counts: dict[Reason, int]) -> dict[Reason, int]:
    """The counts that are not 0."""
    return {reason: count for reason, count in counts.items() if count}
