"""Which record a UUID was made for. A UUID cannot be read backwards, so a process holds where to look for each.

That is sixteen bytes a record, kept beside the register and carried from version to version; what is found is checked
by making its UUID again.
"""

import threading
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from uuid import UUID

from lifesci.editions.card import VENUE
from lifesci.editions.models import Change, EntryTerm, Kind
from lifesci.oruk.identity import identifier, service_at_location_id
from lifesci.oruk.location import venues
from lifesci.oruk.reading import Programme, programmes
from lifesci.search.register import Register

NAME = "lifesci.oruk"  # under which a register carries them along
KINDS = (Kind.PROGRAMME, Kind.ORGANISATION)
MOST_INSERTED = 100  # numbers that are put in one by one; more are sorted in


class Numbers:
    """A number or more for each UUID, found by the first half of it. Never changed once made."""

    def __init__(self, halves: array, numbers: array):
        self.halves, self.numbers = halves, numbers

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]]) -> "Numbers":
        """These (half, number) pairs."""
        pairs = sorted(pairs)
        return cls(array("Q", [half for half, _ in pairs]), array("q", [number for _, number in pairs]))

    def under(self, half: int) -> list[int]:
        """The numbers under a half."""
        place, found = bisect_left(self.halves, half), []
        while place < len(self.halves) and self.halves[place] == half:
            found.append(self.numbers[place])
            place += 1
        return found

    def also(self, pairs: Iterable[tuple[int, int]]) -> "Numbers":
        """The same with those pairs that are new."""
        new = {(half, number) for half, number in pairs if number not in self.under(half)}
        if not new:
            return self
        if len(new) > MOST_INSERTED:
            return Numbers.of([*zip(self.halves, self.numbers, strict=True), *new])
        halves, numbers = self.halves[:], self.numbers[:]
        for half, number in new:
            place = bisect_left(halves, half)
            halves.insert(place, half)
            numbers.insert(place, number)
        return Numbers(halves, numbers)


class Known:
    """Of one register version: under each record's UUID the change that issued its first Edition, and under that of
    each programme at a venue the programme's entry. What was withdrawn stays, for its tombstone."""

    def __init__(self, version: int, records: Numbers, venues: Numbers):
        self.version, self.records, self.venues = version, records, venues

    def brought_to(self, version: int) -> "Known":
        """The same with what came since."""
        return Known(
            version, self.records.also(_records(self.version, version)), self.venues.also(_venues(self.version))
        )


def half(id: str) -> int:
    """The first half of a UUID."""
    return UUID(id).int >> 64


def _records(after: int, until: int) -> Iterator[tuple[int, int]]:
    first = Change.objects.filter(action=Change.Action.ISSUED, number=1, kind__in=KINDS)
    rows = first.filter(sequence__gt=after, sequence__lte=until).order_by().values_list("kind", "ref", "sequence")
    return ((half(identifier(kind, ref)), sequence) for kind, ref, sequence in rows.iterator(chunk_size=2000))


def _venues(after: int) -> Iterator[tuple[int, int]]:
    rows = EntryTerm.objects.filter(scheme=VENUE, entry__sequence__gt=after).order_by()
    columns = rows.values_list("entry__ref", "code", "entry_id")
    return ((half(service_at_location_id(ref, code)), entry) for ref, code, entry in columns.iterator(chunk_size=2000))


_building = threading.Lock()
NOTHING = Known(0, Numbers.of(()), Numbers.of(()))


def known_at(register: Register) -> Known:
    """What is known at the version of this register, or at a later one that is already held."""
    held = register.beside.get(NAME, NOTHING)
    if held.version < register.version:
        with _building:
            held = register.beside.get(NAME, NOTHING)
            if held.version < register.version:
                held = register.beside[NAME] = held.brought_to(register.version)
    return held


def ref_of(register: Register, kind: str, id: str) -> str | None:
    """The ref of the record that a UUID was made for, published or withdrawn; None where there is none. One query."""
    sequences = known_at(register).records.under(half(id))
    changes = Change.objects.filter(pk__in=sequences, kind=kind).values_list("ref", flat=True) if sequences else ()
    return next((ref for ref in changes if identifier(kind, ref) == id), None)


def programme_at_venue(register: Register, id: str) -> tuple[Programme, dict] | None:
    """The programme and the venue that a UUID was made for, as they are published now."""
    entries = known_at(register).venues.under(half(id))
    for programme in programmes(entries).values() if entries else ():
        document = programme.record.document
        for place in venues(document):
            if service_at_location_id(document["ref"], place["ref"]) == id:
                return programme, place
    return None
