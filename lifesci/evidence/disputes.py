"""Where sources differ, across the register; for the desk's queue and for the command that lists it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.db.models import Count

from lifesci.evidence.contradictions import Contradiction, contradictions
from lifesci.evidence.models import Figure


@dataclass(frozen=True)
class Dispute:
    """One contradiction, and the working record whose figures they are."""

    record: object
    contradiction: Contradiction

    @property
    def kind(self) -> str:
        """The kind of the record."""
        return self.record._meta.model_name

    @property
    def is_open(self) -> bool:
        """Is it published as "sources differ", since nobody has chosen yet?"""
        return self.contradiction.chosen is None


def disputes() -> Iterator[Dispute]:
    """Every contradiction of the register, record by record, the decided ones included. One query a kind of figure."""
    for model in apps.get_models():
        if issubclass(model, Figure):
            yield from _disputes_among(model, owner=model.NATURAL[0].partition("__")[0])


def _disputes_among(model, owner: str) -> Iterator[Dispute]:
    rows = model._default_manager.select_related(owner, "measure", "source", "geography").defer("source__text")
    rows = rows.filter(value__isnull=False, **{f"{owner}__in": _suspects(model, owner)})
    rows = rows.order_by(f"{owner}__ref", "order", "pk")
    for _, group in groupby(rows.iterator(chunk_size=2_000), key=lambda row: getattr(row, f"{owner}_id")):
        figures = list(group)
        for contradiction in contradictions(figures):
            yield Dispute(getattr(figures[0], owner), contradiction)


def _suspects(model, owner: str):
    """The records with two figures of one measure, period and place; whether they contradict is asked of them alone."""
    valued = model._default_manager.filter(value__isnull=False).order_by()
    things = valued.values(owner, "measure", "period_kind", "period_start", "period_end", "geography")
    return things.annotate(figures=Count("pk")).filter(figures__gt=1).values(owner)
