"""The models of editions: what is published, its log, and the catalogue made from it. Public code may read these."""

from lifesci.editions.edition import Change, ChangeNumber, Edition, Immutable, Kind
from lifesci.editions.entry import Entry, EntryFigure, EntryOutcome, EntryTerm, EntryText

__all__ = [
    "Change",
    "ChangeNumber",
    "Edition",
    "Entry",
    "EntryFigure",
    "EntryOutcome",
    "EntryTerm",
    "EntryText",
    "Immutable",
    "Kind",
]
