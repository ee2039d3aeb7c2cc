"""Random registers of records with parents and figures that count each other, for property tests of totals."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from lifesci.totals.adding import Row
from lifesci.totals.index import recorded

PLACES = ["scotland", "wales"]
VALUED = ["exactly", "more_than", "nearly", "about", "average", "at_least"]


@dataclass(frozen=True)
class Record:
    """One record: `entry` is its number, from 1; `rows` its figures with the number of each."""

    entry: int
    ref: str
    parent: str
    rows: tuple[tuple[int, Row], ...]

    @property
    def recorded(self):
        """As the index takes it."""
        return recorded(self.entry, self.ref, self.parent, self.rows)


@st.composite
def figures(draw, record, key, identifiers):
    """One figure; of people below five one in a few is withheld, as publishing does it."""
    value = draw(st.one_of(st.none(), st.integers(0, 5000), st.decimals(0, 900, places=2, allow_nan=False)))
    is_small = value is None and draw(st.booleans())
    return Row(
        identifier=f"programme/{record}/{key}",
        record=record,
        measure=draw(st.sampled_from(["students", "hours", "visitors"])),
        counts=draw(st.sampled_from(["people", "people", "hours", "share", "format"])),
        period_kind=draw(st.sampled_from(["cumulative", "cumulative", "per_year", "planned"])),
        value=None if value is None else Decimal(value),
        value_high=None if value is None or draw(st.integers(0, 5)) else Decimal(value) + 1,
        qualifier=draw(st.sampled_from(VALUED)) if value is not None else "exactly",
        missing_reason="" if value is not None else "withheld" if is_small else "not_stated",
        geography=draw(st.sampled_from(["", "", *PLACES])),
        population=draw(st.sampled_from(["", "girls"])),
        counted_in=draw(st.sampled_from(["", "organisation/b/x", "programme/gone/1", *identifiers])),
        is_small=is_small,
        is_set_aside=draw(st.integers(0, 9)) == 0,
    )


@st.composite
def records(draw, most=7):
    """A register: records by ref. Parents may be unpublished, and may run in a circle."""
    refs = [f"r{n}" for n in range(draw(st.integers(0, most)))]
    identifiers = [f"programme/{ref}/{key}" for ref in refs for key in range(3)]
    return {ref: draw(record(ref, entry, refs, identifiers)) for entry, ref in enumerate(refs, 1)}


@st.composite
def record(draw, ref, entry, refs, identifiers):
    """One record among others."""
    parent = draw(st.sampled_from(["", "", "gone", *refs]))
    rows = [(entry * 10 + key, draw(figures(ref, key, identifiers))) for key in range(draw(st.integers(0, 3)))]
    return Record(entry, ref, parent, tuple(rows))


def ancestors(register, ref) -> tuple[str, ...]:
    """The refs above a record, nearest first."""
    found, above = [], register[ref].parent
    while above and above != ref and above not in found:
        found.append(above)
        above = register[above].parent if above in register else ""
    return tuple(found)
