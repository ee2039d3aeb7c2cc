"""The figures of all published programmes as this process holds them for one version of the register.

Each later version is made from the one before: only what changed is read.
"""

import threading

from lifesci.search.register import Register, made_to_stay
from lifesci.search.shelf import Selection
from lifesci.totals.chosen import Chosen, Numbering
from lifesci.totals.index import Index
from programmes.totals import catalogue

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

    def chosen(self, selection: Selection, bits: int | None = None) -> Chosen:
        """The programmes selected, or those at these positions of the selection's order, which is that of refs.

        Programmes are numbered anew only after one has come or gone.
        """
        numbering, ids = self._numbering, selection.order.ids
        if numbering.ids is not ids and numbering.ids != ids:
            numbering = self._numbering = Numbering(ids)
        return Chosen(numbering, selection.bits if bits is None else bits)


_building = threading.Lock()


def figures_at(register: Register) -> Figures:
    """The figures of the programmes at the version of this register, or at a later one that is already held."""
    held = register.beside.get(NAME)
    if held is None or held.version < register.version:
        with _building:
            held = register.beside.get(NAME)
            if held is None or held.version < register.version:
                held = register.beside[NAME] = Figures(register.version, _index(held, register.version), held)
    return held


def _index(held: Figures | None, version: int) -> Index:
    if held is not None:
        changed = catalogue.changed(held.version, version)
        if changed is not None and len(changed) <= MOST_CHANGED:
            return held.index.revised({**dict.fromkeys(changed), **catalogue.records(changed)})
    with made_to_stay():
        return Index.of(catalogue.KIND, catalogue.records().values())
