"""The facts drawn from a source: rows of the catalogue, in the order of the source's paragraphs."""

from dataclasses import dataclass
from itertools import groupby

import orjson
from django.db.models import Q, Value

from lifesci.editions.models import EntryFigure, EntryOutcome
from lifesci.search.paging import Paging, paging
from lifesci.site.page_asked import page_asked

PAGE_SIZE = 100
MODELS = (EntryFigure, EntryOutcome)


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

    Five queries at most, whatever their number: indexes hold the facts of a source in their order, so that only those
    on the page are read. Raises BadParameter.
    """
    count = sum(model.objects.filter(Q(source=ref) | Q(behind=ref)).count() for model in MODELS)
    pages = -(-count // PAGE_SIZE)
    page = page_asked(params, pages)
    start = (page - 1) * PAGE_SIZE
    rows = [(text, orjson.loads(text)) for text in _texts(_in_order(ref)[start : start + PAGE_SIZE])]
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


def _in_order(ref):
    """(place, identifier, sort) of every fact in order; an index has each of the four parts in that order already."""
    parts = [
        model.objects.filter(cites).order_by().values_list("place", "identifier", Value(sort))
        for sort, model in enumerate(MODELS)
        for cites in (Q(source=ref), Q(behind=ref) & ~Q(source=ref))
    ]
    return parts[0].union(*parts[1:], all=True).order_by("place", "identifier")


def _texts(named) -> list[str]:
    """The rows of these facts."""
    named, found = list(named), {}
    for sort, model in enumerate(MODELS):
        facts = model.objects.filter(identifier__in=[identifier for _, identifier, of in named if of == sort])
        found |= {(sort, identifier): row for identifier, row in facts.order_by().values_list("identifier", "row")}
    return [found[sort, identifier] for _, identifier, sort in named]
