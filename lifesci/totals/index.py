"""All figures of a register, held so that a total of any of its records is answered in milliseconds. Pure.

It gives for every set of records and places what `add_up()` gives. Never changed once made; a later version of the
register makes a new index, in which only the groups that changed are made anew.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache, cached_property, partial
from operator import attrgetter
from typing import NamedTuple

from lifesci.evidence.qualifiers import stated
from lifesci.totals.adding import Group, Row, Tally, own_reason
from lifesci.totals.chosen import Chosen
from lifesci.totals.slices import SCALE, Held, Member, Slices


class Recorded(NamedTuple):
    """One record: the number of its entry, from 1; its ref; the ref of the record above it, or ""; its figures in
    their order."""

    entry: int
    ref: str
    parent: str
    figures: tuple[Held, ...]


def recorded(entry: int, ref: str, parent: str, rows: Iterable[tuple[int, Row]]) -> Recorded:
    """A record as the index keeps it, from its figures' (number, row) in their order."""
    return Recorded(entry, ref, parent, tuple(_held(rows)))


def _held(rows) -> Iterator[Held]:
    things = set()
    for number, row in rows:
        reason, group = own_reason(row), shared_group(row.measure, row.period_kind, row.geography)
        thing = (group, row.population, row.period)
        is_known = reason is None
        may_be_lower, may_be_higher = doubts(row.qualifier) if is_known else (False, False)
        yield Held(
            number=number,
            key=sys.intern(row.identifier.rpartition("/")[2]),
            group=group,
            reason=reason,
            value=int(row.value * SCALE) if is_known else 0,
            may_be_lower=may_be_lower,
            may_be_higher=may_be_higher or (is_known and row.value_high is not None),
            is_second=is_known and thing in things,
            counted_in=row.counted_in,
        )
        if is_known:
            things.add(thing)


@cache
def doubts(qualifier: str) -> tuple[bool, bool]:
    """Whether the truth may be lower and higher than a figure with this qualifier."""
    known = stated(0, qualifier)
    return known.may_be_lower, known.may_be_higher


class Index:
    """Records by ref and their figures by group. `kind` is the kind that identifiers of these records begin with.

    `stating` holds by group the refs of the records with figures in it; `hanging` by ref the records whose inclusion
    may turn with it: those below it, and those with figures that it counts.
    """

    def __init__(self, kind: str, records: dict[str, Recorded], stating, hanging, groups: dict[Group, Slices]):
        self.kind, self.records, self.groups = kind, records, groups
        self._stating: dict[Group, frozenset[str]] = stating
        self._hanging: dict[str, frozenset[str]] = hanging

    @classmethod
    def of(cls, kind: str, records: Iterable[Recorded]) -> "Index":
        """The index of these records. The figures of a group are put in order when they are first needed."""
        by_ref = {record.ref: record for record in sorted(records, key=attrgetter("ref"))}
        entries, stating, addable = defaultdict(list), defaultdict(set), Counter()
        for ref, record in by_ref.items():
            for held in record.figures:
                entries[held.group].append(record.entry)
                stating[held.group].add(ref)
                addable[held.group] += held.reason is None
        sets = {group: frozenset(refs) for group, refs in stating.items()}
        hanging = {ref: frozenset(refs) for ref, refs in links(by_ref, _leaning_of).items()}
        index = cls(kind, by_ref, sets, hanging, {})
        index.groups = {
            group: Slices(group, entries[group], addable[group], partial(index._members, group))
            for group in sorted(sets)
        }
        return index

    def revised(self, changed: dict[str, Recorded | None]) -> "Index":
        """The index after records have come, changed or, where None stands for them, gone; itself where none has."""
        changed = {ref: record for ref, record in changed.items() if record != self.records.get(ref)}
        if not changed:
            return self
        new = {ref: record for ref, record in changed.items() if record is not None}
        old = {ref: self.records[ref] for ref in changed if ref in self.records}
        records = self.records | new
        for ref in old.keys() - new.keys():
            del records[ref]
        stating = revised_sets(self._stating, links(old, _groups_of), links(new, _groups_of))
        hanging = revised_sets(self._hanging, links(old, _leaning_of), links(new, _leaning_of))
        turned = {*changed, *closure(self._hanging, changed), *closure(hanging, changed)}
        stirred = {held.group for held in (*_figures(self.records, turned), *_figures(records, turned))}
        after = Index(self.kind, records, stating, hanging, {})
        groups = {group: slices for group, slices in self.groups.items() if group not in stirred}
        groups |= {group: after._slices(group) for group in stirred if group in stating}
        after.groups = dict(sorted(groups.items()))
        return after

    def _slices(self, group: Group) -> Slices:
        """The figures of a group that a change has stirred, in their order at once: no older index is kept for them."""
        members = tuple(self._members(group))
        addable = sum(member.held.reason is None for member in members)
        return Slices(group, [member.entry for member in members], addable, lambda: members)

    def _members(self, group: Group) -> Iterator[Member]:
        for ref in sorted(self._stating[group]):
            record = self.records[ref]
            above = self._above(record, group) if record.parent else ()
            for held in record.figures:
                if held.group is group:
                    wider = tuple(self._wider(record, held)) if held.counted_in else ()
                    yield Member(record.entry, held, wider, above)

    def _above(self, record: Recorded, group: Group) -> tuple[int, ...]:
        """The entries of records above this one that state a figure of the group."""
        ancestors = map(self.records.get, self.ancestors(record.ref))
        return tuple(
            other.entry
            for other in ancestors
            if other and any(held.group == group and held.reason is None for held in other.figures)
        )

    def ancestors(self, ref: str) -> tuple[str, ...]:
        """The refs above a record, nearest first, as far up as records are here."""
        found: list[str] = []
        above = self.records[ref].parent
        while above and above != ref and above not in found:
            found.append(above)
            above = self.records[above].parent if above in self.records else ""
        return tuple(found)

    def _wider(self, record: Recorded, held: Held) -> Iterator[tuple[int, bool]]:
        """The way up through the figures that count this one, each with whether it would in a total of its group."""
        seen, current = {(record.ref, held.key)}, held
        while found := self._figure(current.counted_in):
            other, current = found
            if (other.ref, current.key) in seen:
                return
            seen.add((other.ref, current.key))
            yield other.entry, current.group == held.group and current.reason is None

    def _figure(self, identifier: str) -> tuple[Recorded, Held] | None:
        kind, _, rest = identifier.partition("/")
        ref, _, key = rest.partition("/")
        record = self.records.get(ref) if kind == self.kind else None
        return next(((record, held) for held in record.figures if held.key == key), None) if record else None

    def of_measures(self, measures: Iterable[str] = ()) -> list[Slices]:
        """The groups of some measures, or all where none is given, in their order."""
        measures = frozenset(measures)
        return [slices for slices in self._ordered if slices.group.measure in measures] if measures else self._ordered

    def present(self, chosen: Chosen, measures: Iterable[str] = ()) -> list[Slices]:
        """Those in which the chosen entries have figures."""
        return [slices for slices in self.of_measures(measures) if chosen.meets(slices)]

    def tallies(self, chosen: Chosen, places: Iterable[str] = (), measures: Iterable[str] = ()) -> list[Tally]:
        """The totals of the chosen entries, in the order of their groups; those of some measures where given.

        `places` are the geographies asked about; none means all.
        """
        places = frozenset(places)
        found = self.present(chosen, measures)
        return [slices.tally(chosen, is_inside(slices.group, places)) for slices in found]

    @cached_property
    def _ordered(self) -> list[Slices]:
        """The groups in their order."""
        return list(self.groups.values())

    @cached_property
    def by_entry(self) -> dict[int, Recorded]:
        """The records by the numbers of their entries."""
        return {record.entry: record for record in self.records.values()}

    @cached_property
    def widest(self) -> list[Slices]:
        """The groups, those with most figures that can be added first."""
        return sorted(self.groups.values(), key=attrgetter("most_addable"), reverse=True)

    def accounted(self, chosen: Chosen, places: Iterable[str] = (), measures: Iterable[str] = ()) -> Iterator:
        """(group, figure's number, reason or None) of every figure of the chosen entries, group by group."""
        places = frozenset(places)
        for slices in self.present(chosen, measures):
            for number, reason in slices.accounted(chosen, is_inside(slices.group, places)):
                yield slices.group, number, reason


def is_inside(group: Group, places: frozenset[str]) -> bool:
    """Whether a group speaks of a place that was asked about; no places ask about all."""
    return not places or group.geography in places


def links(records: dict[str, Recorded], of: Callable) -> dict:
    """Which of these records have something, by what they have."""
    found = defaultdict(set)
    for ref, record in records.items():
        for each in of(record):
            found[each].add(ref)
    return found


def _groups_of(record):
    return {held.group for held in record.figures}


def _leaning_of(record):
    counting = {held.counted_in.split("/")[1] for held in record.figures if held.counted_in}
    return counting | {record.parent} if record.parent else counting


def revised_sets(sets: dict, gone: dict, come: dict) -> dict:
    """Sets by key without the members that are gone and with those that come; empty ones left out."""
    after = dict(sets)
    for key in gone.keys() | come.keys():
        after[key] = frozenset(after.get(key, frozenset()) - gone.get(key, set()) | come.get(key, set()))
        if not after[key]:
            del after[key]
    return after


def closure(hanging: dict[str, frozenset[str]], refs: Iterable[str]) -> set[str]:
    """Everything that hangs on these records, however far down."""
    found: set[str] = set()
    left = list(refs)
    while left:
        further = hanging.get(left.pop(), frozenset()) - found
        found |= further
        left += further
    return found


@cache
def shared_group(measure: str, period_kind: str, geography: str) -> Group:
    """One object for each group."""
    return Group(measure, period_kind, geography)


def _figures(records, refs) -> Iterator[Held]:
    for ref in refs:
        if record := records.get(ref):
            yield from record.figures


def whole(number: Decimal) -> int | str:
    """A value as the register serves it: a whole number, or the text of another."""
    return int(number) if number == number.to_integral_value() else f"{number.normalize():f}"
