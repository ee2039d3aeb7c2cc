"""The figures of all published programmes as this process holds them for one version of the register.

Each later version is made from the one before: only what changed is read.
"""

import threading

from lifesci.bitmaps import BitMap
from lifesci.search.past import one_at_a_time
from lifesci.search.register import Register, made_to_stay
from lifesci.search.shelf import Selection
from lifesci.totals.chosen import Chosen, Numbering
from lifesci.totals.index import Index, Recorded
from programmes.totals import catalogue
from programmes.totals.documents import record_of

NAME = "programmes.totals"  # under which a register carries them along
MOST_CHANGED = 60  # programmes after which all is read anew: each stirs the groups it has figures in


class Figures:
    """The index of one version, and the words of its measures and places."""

    def __init__(self, version: int, index: Index, before: "Figures | None" = None):
        self.version, self.index = version, index
        self.measures: dict[str, dict[str, str]] = catalogue.measures()
        self.places: dict[str, str] = catalogue.places()
        self._numbering = before._numbering if before else Numbering(())
        self._numbering.forget(index.groups.values())

    def chosen(self, selection: Selection, bits: BitMap | None = None) -> Chosen:
        """The programmes selected, or those at these positions of the selection's order, which is that of refs.

        Programmes are numbered anew only after one has come or gone.
        """
        numbering, ids = self._numbering, selection.order.ids
        if numbering.ids is not ids and numbering.ids != ids:
            numbering = self._numbering = Numbering(ids)
        return Chosen(numbering, selection.bits if bits is None else bits)


_building = threading.Lock()


def figures_at(register: Register) -> Figures:
    """The figures of the programmes at the version of this register, or at a later one that is already held; of an
    earlier moment, its own."""
    held = register.beside.get(NAME)
    if register.is_past:
        return held or _past_figures(register)
    if held is None or held.version < register.version:
        with _building:
            held = register.beside.get(NAME)
            if held is None or held.version < register.version:
                held = register.beside[NAME] = Figures(register.version, _index(held, register.version), held)
    return held


def _past_figures(register: Register) -> Figures:
    with one_at_a_time():
        if NAME not in register.beside:
            register.beside[NAME] = Figures(register.version, Index.of(catalogue.KIND, _past_records(register)))
    return register.beside[NAME]


def _past_records(register: Register) -> list[Recorded]:
    """The programmes of an earlier moment, those that have not changed since from the catalogue."""
    records = catalogue.records()
    unsettled = register.unsettled(catalogue.KIND)
    entries = register.shelves[catalogue.KIND].records
    settled = [records[entry.ref] for id, entry in entries.items() if id not in unsettled]
    return [*settled, *(record_of(*each) for each in register.documents(unsettled))]


def _index(held: Figures | None, version: int) -> Index:
    if held is not None:
        changed = catalogue.changed(held.version, version)
        if changed is not None and len(changed) <= MOST_CHANGED:
            return held.index.revised({**dict.fromkeys(changed), **catalogue.records(changed)})
    with made_to_stay():
        return Index.of(catalogue.KIND, catalogue.records().values())
