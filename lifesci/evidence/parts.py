"""Which published figure of people may be part of which other, as anybody could suppose. Pure, on rows as served."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from lifesci.evidence.disclosure import NO_END, Told
from lifesci.evidence.qualifiers import Qualifier
from lifesci.evidence.small import FEWEST, OF_PEOPLE

# Kinds of period whose figures a figure of all time may count.
WITHIN = {"cumulative": frozenset({"in_period", "one_off"})}
STRICT = frozenset({"more_than", "less_than", "nearly"})  # the number itself is not reached


@dataclass(frozen=True)
class Published:
    """The figures of one record as the public reads them; `parent` is the ref of the record it is a strand of, or "".

    Each row has the members of a document's figure, and `id`.
    """

    ref: str
    parent: str
    figures: tuple[Mapping, ...]

    @property
    def of_people(self) -> list[Mapping]:
        """Those that count people."""
        return [row for row in self.figures if row["measure"]["counts"] in OF_PEOPLE]


def told(records: Iterable[Published]) -> Iterator[Told]:
    """Every figure of people of these records, with what the public knows of it and the figures it may be part of."""
    by_ref = {record.ref: record for record in records}
    names = {row["id"] for record in by_ref.values() for row in record.of_people}
    for record in by_ref.values():
        for row in record.of_people:
            least, most = bounds(row)
            wholes, by = _counted_in(row, names) or _in_its_record(row, record) or _above(row, record, by_ref)
            yield Told(row["id"], least, most, row["is_small"], wholes, by)


def bounds(row: Mapping) -> tuple[int, int]:
    """The least and the most that a figure can be, as its words say it."""
    if row["is_small"]:
        return 1, FEWEST - 1
    if row["value"] is None:
        return 0, NO_END
    qualifier, low = Qualifier(row["qualifier"]), Decimal(row["value"])
    high = low if row["value_high"] is None else Decimal(row["value_high"])
    beyond = int(qualifier in STRICT)
    least = 0 if qualifier.may_be_lower else floor(low) + beyond
    return least, NO_END if qualifier.may_be_higher else max(ceil(high) - beyond, 0)


def _counted_in(row, names) -> tuple[tuple[str, ...], str] | None:
    return ((row["counted_in"],), "counted in") if row["counted_in"] in names else None


def _in_its_record(row, record) -> tuple[tuple[str, ...], str] | None:
    """The narrowest of the figures of its record that are about more people, places or time."""
    wider = [(differences(other, row), other["id"]) for other in record.of_people if is_wider(other, row)]
    if not wider:
        return None
    least = min((found for found, _ in wider), key=len)
    return tuple(name for found, name in wider if found == least), ", ".join(least)


def _above(row, record, by_ref) -> tuple[tuple[str, ...], str]:
    """The figures of the nearest record above that count the same for the same kind of period."""
    seen, above = {record.ref}, by_ref.get(record.parent)
    while above and above.ref not in seen:
        same = [other for other in above.of_people if _kind(other) == _kind(row)]
        fitting = [other for other in same if _population(other) == _population(row)]
        if same:
            return tuple(other["id"] for other in fitting or same), "strand"
        seen.add(above.ref)
        above = by_ref.get(above.parent)
    return (), ""


def is_wider(other: Mapping, row: Mapping) -> bool:
    """Is another figure of a record about the same and more: more people, more places, or all of the time?"""
    if other["id"] == row["id"] or other["measure"]["code"] != row["measure"]["code"]:
        return False
    if _population(other) not in ("", _population(row)) or _place(other) not in ("", _place(row)):
        return False
    during = row["period"]["kind"] in WITHIN.get(other["period"]["kind"], ())
    return (other["period"] == row["period"] or during) and bool(differences(other, row))


def differences(other: Mapping, row: Mapping) -> list[str]:
    """In what two figures differ."""
    compared = {
        "population": _population(other) != _population(row),
        "place": _place(other) != _place(row),
        "time": other["period"] != row["period"],
    }
    return [name for name, differs in compared.items() if differs]


def _kind(row):
    return row["measure"]["code"], row["period"]["kind"]


def _population(row):
    return " ".join(row["population"].casefold().split())


def _place(row):
    return row["geography"]["code"] if row["geography"] else ""
