"""Figures of a programme as a total needs them, read off a document that is not in the catalogue: one that is not
published yet, or was published once. For this package alone."""

from collections.abc import Iterator
from decimal import Decimal

import orjson

from lifesci.editions.card import terms
from lifesci.editions.catalogue import figures as figure_rows
from lifesci.totals.adding import Row
from lifesci.totals.index import Recorded, recorded
from programmes.totals.catalogue import told


def record_of(entry: int, document: dict) -> Recorded:
    """The document as the index of totals keeps a record."""
    named = list(terms(document))
    regions = [code for scheme, code in named if scheme == "region"]
    parent = next((code for scheme, code in named if scheme == "parent"), "")
    rows = list(_rows(document, regions[0] if len(regions) == 1 else ""))
    return recorded(entry, document["ref"], parent, ((-number, row) for number, row in enumerate(rows, 1)))


def _rows(document: dict, region: str) -> Iterator[Row]:
    for figure in figure_rows(None, document):
        yield Row(
            identifier=figure.identifier,
            record=document["ref"],
            measure=figure.measure,
            counts=figure.counts,
            period_kind=figure.period_kind,
            value=_decimal(figure.value),
            value_high=_decimal(figure.value_high),
            qualifier=figure.qualifier,
            missing_reason=figure.missing_reason,
            geography=figure.geography or region,
            counted_in=figure.counted_in,
            **dict(told(orjson.loads(figure.row))),
        )


def _decimal(value) -> Decimal | None:
    return None if value is None else Decimal(str(value))
