"""The facts drawn from a source: rows of the catalogue, in the order of the source's paragraphs."""

from dataclasses import dataclass

from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from lifesci.editions.models import EntryFigure, EntryOutcome
from lifesci.search.paging import Paging, paging
from lifesci.site.page_asked import page_asked

PAGE_SIZE = 100
LAST = 2**31 - 1  # where facts without a paragraph are put


@dataclass(frozen=True)
class Facts:
    """One page of facts: `rows` are the JSON texts of the catalogue's flat rows."""

    count: int
    rows: list[str]
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
    rows = [row for _, _, row in ordered[start : start + PAGE_SIZE]]
    return Facts(count, rows, paging(page, pages, lambda number: f"?page={number}#facts"))


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
