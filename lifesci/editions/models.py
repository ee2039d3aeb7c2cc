"""The models of editions: what is published, its log, and the catalogue made from it. Public code may read these."""

from lifesci.editions.checkpoint import Checkpoint
from lifesci.editions.edition import Change, ChangeNumber, Edition, Kind
from lifesci.editions.entry import Entry, EntryFigure, EntryOutcome, EntryTerm, EntryText
from lifesci.editions.erasure import Erasure
from lifesci.trace.written_once import Immutable

__all__ = [
    "Change",
    "ChangeNumber",
    "Checkpoint",
    "Edition",
    "Entry",
    "EntryFigure",
    "EntryOutcome",
    "EntryTerm",
    "EntryText",
    "Erasure",
    "Immutable",
    "Kind",
]
