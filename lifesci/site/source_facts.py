"""The facts drawn from a source: rows of the catalogue, in the order of the source's paragraphs."""

from dataclasses import dataclass
from itertools import groupby

import orjson
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from lifesci.editions.models import EntryFigure, EntryOutcome
from lifesci.search.paging import Paging, paging
from lifesci.site.page_asked import page_asked

PAGE_SIZE = 100
LAST = 2**31 - 1  # where facts without a paragraph are put


@dataclass(frozen=True)
class Facts:
    """One page of facts, from the `first` to the `last` of `count`.

    `sections` are the headings of the source with the runs below each; what is cited by way of another document stands
    under none. A run is the JSON texts of the catalogue's flat rows that follow each other and were read at one place,
    of one record and on one basis. `checked` is the day on which all on the page were checked, "" for no such day.
    """

    count: int
    first: int
    last: int
    sections: list[tuple[str, list[tuple[str, ...]]]]
    checked: str
    paging: Paging


def facts_from(ref, params) -> Facts:
    """One page of the published figures and outcomes that cite a source, also as the document behind another.

    Three queries, whatever their number. Raises BadParameter.
    """
    figures, outcomes = _citing(EntryFigure, ref), _citing(EntryOutcome, ref)
    count = figures.count() + outcomes.count()
    pages = -(-count // PAGE_SIZE)
    page = page_asked(params, pages)
    ordered = figures.union(outcomes, all=True).order_by("place", "identifier")
    start = (page - 1) * PAGE_SIZE
    rows = [(text, orjson.loads(text)) for _, _, text in ordered[start : start + PAGE_SIZE]]
    days = {fact["citation"]["checked"] for _, fact in rows}
    return Facts(
        count,
        first=start + 1,
        last=start + len(rows),
        sections=[(heading, _runs(below)) for heading, below in groupby(rows, lambda row: _heading(row[1], ref))],
        checked=days.pop() if len(days) == 1 else "",
        paging=paging(page, pages, lambda number: f"?page={number}#facts"),
    )


def _heading(fact, ref) -> str:
    citation = fact["citation"]
    return citation["section"] if citation["source"] == ref else ""


def _runs(rows) -> list[tuple[str, ...]]:
    return [tuple(text for text, _ in run) for _, run in groupby(rows, lambda row: _read_alike(row[1]))]


def _read_alike(fact) -> tuple:
    citation = fact["citation"]
    place = (citation[name] for name in ("source", "section", "paragraph", "page", "checked"))
    return *place, citation["basis"]["code"], fact["record"]["url"]


def _citing(model, ref):
    """Rows whose citation names the source. Only rows of records that name it at all are looked at."""
    behind = Q(entry__terms__scheme="source", entry__terms__code=ref, row__contains=f'"as_given_in":"{ref}"')
    return (
        model.objects.filter(Q(source=ref) | behind)
        .order_by()
        .annotate(place=Coalesce(F("paragraph"), Value(LAST)))
        .values_list("place", "identifier", "row")
        .distinct()
    )
