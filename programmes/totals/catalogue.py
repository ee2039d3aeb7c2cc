"""Published figures of programmes as a total needs them, read from the catalogue by a constant number of plain queries.

For this package alone.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

import orjson
from django.db.models import TextField
from django.db.models.functions import Cast

from lifesci.editions.models import Change, Entry, EntryFigure, EntryTerm, Kind
from lifesci.totals.adding import Row
from lifesci.totals.index import Recorded, recorded
from lifesci.vocabularies.models import Measure, Scheme, Term

KIND = Kind.PROGRAMME
FIGURE = (
    *("id", "entry_id", "identifier", "measure", "counts", "period_kind", "exact", "upper", "qualifier"),
    *("missing_reason", "geography", "counted_in", "row"),
)
WITHHELD = "withheld"


def records(refs: Iterable[str] | None = None) -> dict[str, Recorded]:
    """Published programmes by ref with their figures; of these refs where given. Three queries."""
    entries = Entry.objects.filter(kind=KIND).order_by()
    if refs is not None:
        entries = entries.filter(ref__in=list(refs))
    named = dict(entries.values_list("id", "ref"))
    regions, parents = _terms(named if refs is not None else None)
    found = {ref: Recorded(entry, ref, parents.get(entry, ""), ()) for entry, ref in named.items()}
    for entry, rows in _figures(named if refs is not None else None, regions):
        if ref := named.get(entry):
            found[ref] = recorded(entry, ref, parents.get(entry, ""), rows)
    return found


def _of(rows, entries):
    """Rows of the catalogue that belong to some entries, or to all programmes."""
    return rows.filter(entry__in=list(entries)) if entries is not None else rows.filter(entry__kind=KIND)


def _terms(entries) -> tuple[dict[int, str], dict[int, str]]:
    """By entry the only region it names, and the ref of the programme above it."""
    regions, parents = {}, {}
    terms = _of(EntryTerm.objects.filter(scheme__in=("region", "parent")), entries)
    for entry, scheme, code in terms.values_list("entry_id", "scheme", "code"):
        if scheme == "parent":
            parents[entry] = code
        else:
            regions[entry] = "" if entry in regions else code
    return regions, parents


def _figures(entries, regions) -> Iterator[tuple[int, Iterator[tuple[int, Row]]]]:
    """Entry by entry the (id, row) of its figures in their order. Numbers are read as text, which is exact."""
    figures = _of(EntryFigure.objects.order_by("entry_id", "order"), entries)
    figures = figures.annotate(exact=Cast("value", TextField()), upper=Cast("value_high", TextField()))
    for entry, listed in groupby(figures.values_list(*FIGURE).iterator(chunk_size=5000), key=itemgetter(1)):
        yield entry, _rows(list(listed), regions.get(entry, ""))


def _rows(figures, region) -> Iterator[tuple[int, Row]]:
    """The (id, row) of the figures of one record.

    Some things are said by the stored rows alone, and matter only for figures that are withheld, and for those whose
    record has another of the same measure and kind of period, so that both may state one thing.
    """
    kinds = [(figure[3], figure[5]) for figure in figures]
    is_said_twice = len(set(kinds)) < len(kinds)
    for figure, kind in zip(figures, kinds, strict=True):
        number, _, identifier, measure, counts, period_kind, value, upper, qualifier, reason, place, wider, text = (
            figure
        )
        matters = reason == WITHHELD or (is_said_twice and kinds.count(kind) > 1)
        row = Row(
            identifier=identifier,
            record=identifier.split("/")[1],
            measure=measure,
            counts=counts,
            period_kind=period_kind,
            value=None if value is None else Decimal(value),
            value_high=None if upper is None else Decimal(upper),
            qualifier=qualifier,
            missing_reason=reason,
            geography=place or region,
            counted_in=wider,
            **(dict(told(orjson.loads(text))) if matters else {}),
        )
        yield number, row


def told(row: dict) -> Iterator[tuple[str, object]]:
    """What only the stored row of a figure says of it, by the names that a total knows it under."""
    yield "population", " ".join(row["population"].casefold().split())
    yield "period", (row["period"]["start"], row["period"]["end"])
    yield "is_small", row.get("is_small", False)
    yield "is_set_aside", bool(row.get("set_aside_for"))


def changed(after: int, until: int) -> set[str] | None:
    """The refs of programmes that these changes of the log touch; None where the log does not hold them all."""
    changes = list(Change.objects.after(after).filter(sequence__lte=until).values_list("kind", "ref"))
    return {ref for kind, ref in changes if kind == KIND} if len(changes) == until - after else None


def measures() -> dict[str, dict[str, str]]:
    """Label, singular and sort of each measure by code, in the curators' order."""
    rows = Measure.objects.values_list("code", "label", "singular", "counts")
    return {code: {"label": label, "singular": singular, "counts": counts} for code, label, singular, counts in rows}


def places() -> dict[str, str]:
    """Labels of regions, nations and statistical areas by code."""
    return dict(Term.objects.filter(scheme__in=(Scheme.REGION, Scheme.AREA)).order_by().values_list("code", "label"))


def titles(sources: Iterable[str]) -> dict[str, str]:
    """Titles of published sources by ref. One query."""
    return dict(Entry.objects.filter(kind=Kind.SOURCE, ref__in=set(sources)).order_by().values_list("ref", "title"))


def stored_rows(numbers: Iterable[int]) -> dict[int, dict]:
    """The flat rows of figures by id, as the API serves them; for a page of them. One query."""
    figures = EntryFigure.objects.filter(id__in=list(numbers)).order_by()
    return {id: orjson.loads(text) for id, text in figures.values_list("id", "row")}


def walked_rows(numbers: set[int], few: int = 500) -> Iterator[tuple[int, dict]]:
    """(id, flat row) of these figures in the order of their identifiers; one query, read as it is walked."""
    figures = EntryFigure.objects.order_by("identifier")
    figures = figures.filter(id__in=numbers) if len(numbers) <= few else figures.filter(entry__kind=KIND)
    for id, text in figures.values_list("id", "row").iterator(chunk_size=2000):
        if id in numbers:
            yield id, orjson.loads(text)
