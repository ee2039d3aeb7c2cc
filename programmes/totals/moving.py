"""Which totals would move if a programme were published as it stands: each before and after, in words. For the desk."""

from dataclasses import dataclass

from lifesci.bitmaps import everything
from lifesci.search.register import register_at
from lifesci.totals.adding import Tally
from lifesci.totals.chosen import Chosen, Numbering
from lifesci.totals.index import Index
from lifesci.totals.wording import sentence
from programmes.totals.documents import record_of
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
    after = before.revised({document["ref"]: record_of(entry, document)})
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
    return Chosen(Numbering(entries), everything(len(entries)))


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
