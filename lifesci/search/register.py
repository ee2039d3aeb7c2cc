"""The published register as this process holds it for one register version. Every question notices a newer version."""

import gc
import threading
from array import array
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from lifesci.bitmaps import BitMap
from lifesci.editions.checkpoint import forget_present
from lifesci.editions.models import Kind
from lifesci.editions.version import register_version, version_moment
from lifesci.search import tables, text
from lifesci.search.order import Order, Revision
from lifesci.search.query import Query
from lifesci.search.schemes import FACETS, KINDS, WIDE, fixed_labels, is_listed
from lifesci.search.shelving import Shelf
from lifesci.search.spelling import Spelling

MOST_REVISIONS = 60  # changed records after which all is read anew: each of them moves every set of positions
MOST_ASKS = 2048  # query strings whose reading is kept
MOST_ANSWERS = 128  # selections and guesses that are kept: at 100,000 records one takes about 100 kB
MOST_COUNTS = 1024  # counts of one facet's values that are kept: where a filter is its own, other filters share them
MOST_PARTS = 256  # parts of pages that are kept: at most some 50 kB each


class Kept:
    """What was worked out lately, by question; the least lately asked goes first."""

    def __init__(self, most):
        self.most = most
        self._answers: OrderedDict = OrderedDict()
        self._lock = threading.Lock()

    def answer(self, question, work):
        """The answer to a question, from `work()` when it is not kept."""
        with self._lock:
            if question in self._answers:
                self._answers.move_to_end(question)
                return self._answers[question]
        found = work()
        with self._lock:
            self._answers[question] = found
            if len(self._answers) > self.most:
                self._answers.popitem(last=False)
        return found


class Offered(NamedTuple):
    """One value that a facet offers: its label, the positions of the records that carry it, and how many they are."""

    label: str
    bits: BitMap
    count: int


class Register:
    """Shelves, labels and vocabulary of one version, and what was lately asked of them.

    `beside` is what other packages hold beside it, by their name: it is handed on from version to version, and begins
    empty when all is read anew. What stands there says itself of which version it is.
    """

    is_past = False

    def __init__(self, version, shelves, labels, spelling, beside=None):
        self.version: int = version
        self.shelves: dict[str, Shelf] = shelves
        self.labels: dict[str, dict[str, str]] = labels
        self.spelling: Spelling = spelling
        self.beside: dict[str, object] = {} if beside is None else beside
        self.asks = Kept(MOST_ASKS)
        self.answers = Kept(MOST_ANSWERS)
        self.counts = Kept(MOST_COUNTS)
        self.parts = Kept(MOST_PARTS)
        self._offered: dict[tuple[str, str, str], dict[str, Offered]] = {}

    def items(self, ids: list[int]) -> dict[int, str]:
        """The list items of entries by id."""
        return tables.items(ids)

    def edition_keys(self, ids: list[int]) -> array:
        """The keys of the Editions of entries, in their order."""
        return tables.edition_keys(ids)

    def matching(self, kind: str, query: Query) -> list[int]:
        """The ids of the entries of a kind whose texts hold the words."""
        return text.matching(kind, query)

    def ranked(self, kind: str, query: Query) -> text.Matched:
        """The same with how well they match."""
        return text.ranked(kind, query)

    def knows(self, scheme: str, code: str) -> bool:
        """Whether a value can be asked for: a term, a published organisation, or what a published record names."""
        return code in self.labels.get(scheme, {}) or (
            scheme == WIDE and any(code in shelf.named for shelf in self.shelves.values())
        )

    def offered(self, kind: str, order: Order, name: str) -> dict[str, Offered]:
        """The values of a facet that any record carries, by code in the order of their labels."""
        known = self._offered.get((kind, order.name, name))
        if known is None:
            facet, known = FACETS[kind][name], {}
            for code, label in self.labels.get(facet.labels, {}).items():
                if is_listed(facet.scheme, code) and (bits := order.bits.get((facet.scheme, code))):
                    known[code] = Offered(label, bits, len(bits))
            self._offered[kind, order.name, name] = known
        return known


@contextmanager
def made_to_stay() -> Iterator[None]:
    """While millions of objects are made that all stay, nothing is gained by looking for some to sweep away.

    Nor is it later: at 100,000 records one look at them all held every request up for a second.
    """
    was_sweeping = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_sweeping:
            gc.enable()


@made_to_stay()
def read_register(version: int) -> Register:
    """Everything read anew from the tables, in a few plain queries."""
    shelves = {kind: Shelf.of(tables.records(kind)) for kind in Kind.values}
    for scheme, code, ids in tables.members():
        for kind in KINDS[scheme]:
            shelves[kind].add(scheme, code, ids)
    for shelf in shelves.values():
        shelf.settle()
    labels = {**tables.labels(), **fixed_labels(), WIDE: tables.organisations()}
    return Register(version, shelves, labels, Spelling())


def revised_register(register: Register, version: int) -> Register | None:
    """The register brought to a later version from the change log, or None when it has to be read anew."""
    changes = tables.changes(register.version, version)
    touched = {(kind, ref) for kind, ref in changes if kind in Kind.values}
    if len(changes) != version - register.version or len(touched) > MOST_REVISIONS:
        return None
    shelves, seen = dict(register.shelves), set()
    for kind in {kind for kind, _ in touched}:
        revisions = _revisions(shelves[kind], kind, sorted(ref for changed, ref in touched if changed == kind))
        shelves[kind] = shelves[kind].revised(revisions)
        seen |= {revision.new.id for revision in revisions if revision.new}
    labels = register.labels
    if any(kind == "term" for kind, _ in changes):
        labels = {**labels, **tables.labels()}
    if renamed := {ref for kind, ref in touched if kind == Kind.ORGANISATION}:
        others = {ref: title for ref, title in labels[WIDE].items() if ref not in renamed}
        labels = {**labels, WIDE: others | tables.organisations(renamed)}
    register.spelling.also(seen)
    return Register(version, shelves, labels, register.spelling, register.beside)


def _revisions(shelf, kind, refs):
    entries = tables.entries(kind, refs)
    codes = tables.codes([entry.id for entry in entries.values()])
    carried = {
        ref: frozenset(pair for pair in codes[entry.id] if kind in KINDS[pair[0]]) for ref, entry in entries.items()
    }
    return [Revision(shelf.by_ref(ref), entries.get(ref), carried.get(ref, frozenset())) for ref in refs]


_building = threading.Lock()
_current: Register | None = None


def register_at(version: int | None = None, *, anew: bool = False) -> Register:
    """The register at `version` (asked of the database when not given), or at a later one that is already held.

    `anew` reads all tables again: for a catalogue that was rebuilt without a change.
    """
    global _current  # noqa: PLW0603 - one register a process: this is what "held" means
    version = register_version() if version is None else version
    held = _current
    if held is not None and held.version == version and not anew:
        return held
    with _building:
        held = _current
        if held is not None and not anew:
            if held.version > version:
                version = register_version()  # another thread was quicker, or the log is shorter than it was
            if held.version == version:
                return held
            if held.version < version and (revised := revised_register(held, version)):
                _current = revised
                return revised
        _current = read_register(version)
        return _current


def held_register() -> Register:
    """The register as it was held last, without asking the database for its version."""
    return _current or register_at()


def forget_register() -> None:
    """Hold nothing: the next question reads all. For tests, whose databases start again from the same version."""
    global _current  # noqa: PLW0603 - see above
    _current = None
    version_moment.cache_clear()
    forget_present()
