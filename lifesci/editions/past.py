"""What was published at an earlier number of the change log, read from the log and from Editions. For public code.

An erasure has reworded Editions since: what it took out is in no moment any more.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple

from django.db.models import Max

from lifesci.editions.models import Change, Edition, Erasure, Kind
from lifesci.editions.reading import Gone, Unknown

Key = tuple[str, str]  # kind and ref
FEW = 300  # records that are looked up by name
AT_ONCE = 500  # texts that one query reads


class Standing(NamedTuple):
    """An Edition that was current: its key, and the change that had made it so."""

    kind: str
    ref: str
    edition: int
    sequence: int


def sequence_before(day: date) -> int:
    """The newest change before a day began in UTC; 0 where there is none."""
    earlier = Change.objects.filter(happened_at__lt=datetime.combine(day, time.min, UTC))
    return earlier.order_by("-happened_at", "-sequence").values_list("sequence", flat=True).first() or 0


def sequence_on(day: date) -> int:
    """The newest change by the end of a day in UTC; 0 before the first."""
    return sequence_before(day + timedelta(days=1))


def current_at(kind: str, ref: str, sequence: int) -> Edition:
    """The Edition of a record that was current right after a change. Raises Unknown, or Gone as it was gone then."""
    changes = Change.objects.standing().filter(kind=kind, ref=ref, sequence__lte=sequence)
    last = changes.order_by("-sequence").first()
    if last is None:
        raise Unknown(kind, ref)
    if last.action != Change.Action.ISSUED:
        raise Gone(last)
    return Edition.objects.get(kind=kind, ref=ref, number=last.number)


def touched(after: int, until: int) -> set[Key]:
    """The records that these changes speak of."""
    changes = Change.objects.after(after).filter(sequence__lte=until, kind__in=Kind.values).order_by()
    return set(changes.values_list("kind", "ref"))


def standing_at(sequence: int, keys: set[Key]) -> list[Standing]:
    """Those of these records that were published right after a change, with the Editions that were current."""
    found = []
    for kind, group in groupby(sorted(keys), key=lambda key: key[0]):
        refs = {ref for _, ref in group}
        numbers = _numbers(kind, refs, sequence)
        editions = _named(Edition.objects.filter(kind=kind).order_by(), refs).values_list("ref", "number", "pk")
        for ref, number, pk in editions.iterator(chunk_size=5000):
            if ref in numbers and numbers[ref][0] == number:
                found.append(Standing(kind, ref, pk, numbers[ref][1]))
    return found


def _numbers(kind, refs, sequence) -> dict[str, tuple[int, int]]:
    """By ref the number of the Edition that was current, and the change that had made it so."""
    earlier = _named(Change.objects.standing().filter(kind=kind, sequence__lte=sequence).order_by(), refs)
    newest = earlier.values("ref").annotate(newest=Max("sequence")).values("newest")
    issued = Change.objects.filter(sequence__in=newest, action=Change.Action.ISSUED).order_by()
    rows = issued.values_list("ref", "number", "sequence").iterator(chunk_size=5000)
    return {ref: (number, sequence) for ref, number, sequence in rows if ref in refs}


def _named(rows, refs: set[str]):
    return rows.filter(ref__in=refs) if len(refs) <= FEW else rows


def editions(keys: Iterable[int]) -> Iterator[Edition]:
    """These Editions, in no order, some hundreds at a time."""
    for some in in_batches(keys):
        yield from Edition.objects.filter(pk__in=some).only("pk", "text", "sha256", "issued_at").order_by()


def in_batches(keys: Iterable[int]) -> Iterator[list[int]]:
    """Keys, as many at a time as one query takes."""
    keys = list(keys)
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def newest_erasure() -> int:
    """Which erasure was the last; what was made of Editions before it is not to be kept."""
    return Erasure.objects.aggregate(newest=Max("pk"))["newest"] or 0
