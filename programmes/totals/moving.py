"""Which totals would move if a programme were published as it stands: each before and after, in words. For the desk."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import orjson

from lifesci.editions.card import terms
from lifesci.editions.catalogue import figures as figure_rows
from lifesci.search.register import register_at
from lifesci.totals.adding import Row, Tally
from lifesci.totals.chosen import Chosen, Numbering
from lifesci.totals.index import Index, Recorded, recorded
from lifesci.totals.wording import sentence
from programmes.totals.catalogue import told
from programmes.totals.held import Figures, figures_at

NONE_YET = "There is no such total yet."
NO_MORE = "There would be no such total."


@dataclass(frozen=True)
class Moved:
    """One total of all programmes, in words: as the public reads it now, and as it would after publishing."""

    before: str
    after: str


def moved_totals(document: dict) -> list[Moved]:
    """The totals that publishing this document would move, in the order of their groups."""
    figures = figures_at(register_at())
    before = figures.index
    held = before.records.get(document["ref"])
    entry = held.entry if held else 1 + max((record.entry for record in before.records.values()), default=0)
    after = before.revised({document["ref"]: _record(entry, document)})
    stirred = [g for g in before.groups.keys() | after.groups.keys() if before.groups.get(g) is not after.groups.get(g)]
    everybody, everybody_after = _everybody(before), _everybody(after)
    found = []
    for group in sorted(stirred):
        old, new = _tally(before, group, everybody), _tally(after, group, everybody_after)
        if old != new:
            found.append(Moved(_words(figures, old, NONE_YET), _words(figures, new, NO_MORE)))
    return found


def _everybody(index: Index) -> Chosen:
    entries = sorted(record.entry for record in index.records.values())
    return Chosen(Numbering(entries), (1 << len(entries)) - 1)


def _tally(index: Index, group, chosen: Chosen) -> Tally | None:
    slices = index.groups.get(group)
    return slices.tally(chosen, True) if slices else None


def _words(figures: Figures, tally: Tally | None, none: str) -> str:
    if tally is None:
        return none
    code, place = tally.group.measure, tally.group.geography
    measure = figures.measures.get(code, {"label": code, "singular": code, "counts": "other"})
    words = {"singular": measure["singular"], "plural": measure["label"], "counts": measure["counts"]}
    return sentence(tally, **words, place=figures.places.get(place, place))


def _record(entry: int, document: dict) -> Recorded:
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
