"""The register as it was right after an earlier change, answered by the same code as the present one: `register_of()`.

What has not changed since is taken from the catalogue; of everything else the Editions that were current then are read,
and what the catalogue would hold of them is worked out anew (`lifesci.editions.card`). A process holds a few moments.
"""

import json
import threading
from array import array
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from lifesci.editions import past
from lifesci.editions.canonical import canonical, fold
from lifesci.editions.card import item, search_text, terms
from lifesci.editions.models import Kind
from lifesci.editions.version import register_version
from lifesci.search import tables, text
from lifesci.search.order import Record
from lifesci.search.query import Query
from lifesci.search.register import Register, held_register, made_to_stay, register_at
from lifesci.search.schemes import KINDS, WIDE
from lifesci.search.shelving import Shelf
from lifesci.search.text import Matched, Texts

MOST_MOMENTS = 8  # that a process holds
MOST_RECORDS = 250_000  # of them all; one moment is held however large
PATIENCE = 10  # seconds to wait while another moment is worked out


class Busy(Exception):
    """Another moment is being worked out; one is at a time, so that nobody can take up the whole process."""


class PastRegister(Register):
    """The register of one moment. `editions` are the keys of the Editions that were current, by id of entry."""

    is_past = True

    def __init__(self, version, shelves, organisations, editions):
        self.organisations: dict[str, str] = organisations
        self.editions: dict[int, int] = editions
        super().__init__(version, shelves, {}, held_register().spelling)
        self._texts: dict[str, tuple[Texts, frozenset[int]]] = {}
        self._moved: tuple[int, dict[str, frozenset[int]]] = (version, {})

    @property
    def labels(self) -> dict[str, dict[str, str]]:
        """The words of today, which records of any time are found by, and the organisations of then."""
        return {**held_register().labels, WIDE: self.organisations}

    @labels.setter
    def labels(self, labels):
        """Nothing: they are those of today."""

    @property
    def size(self) -> int:
        """How many records were published."""
        return len(self.editions)

    def items(self, ids: list[int]) -> dict[int, str]:
        """The list items of entries by id. One query."""
        return {
            id: canonical(item(json.loads(edition.text), edition.issued_at.date().isoformat(), edition.sha256))
            for id, edition in self._editions_of(ids)
        }

    def edition_keys(self, ids: list[int]) -> array:
        """The keys of the Editions of entries, in their order."""
        return array("q", map(self.editions.__getitem__, ids))

    def texts(self, ids: list[int]) -> list[str]:
        """The texts of the Editions of entries, in their order. One query."""
        found = {id: edition.text for id, edition in self._editions_of(ids)}
        return [found[id] for id in ids]

    def documents(self, ids: Iterable[int]) -> Iterator[tuple[int, dict]]:
        """(id, document) of entries, in no order."""
        for id, edition in self._editions_of(ids):
            yield id, json.loads(edition.text)

    def unsettled(self, kind: str) -> frozenset[int]:
        """The entries of a kind of which the catalogue may hold something else by now: their records have changed since
        the moment. Asked after the catalogue was read, so that of all others it is as it was."""
        version = register_version()
        if self._moved[0] != version:
            changed = past.touched(self.version, version)
            found = {kind: map(shelf.by_ref, _refs(changed, kind)) for kind, shelf in self.shelves.items()}
            self._moved = version, {kind: frozenset(r.id for r in rows if r) for kind, rows in found.items()}
        return self._moved[1].get(kind, frozenset())

    def matching(self, kind: str, query: Query) -> list[int]:
        """The ids of the entries of a kind whose texts held the words. Raises Busy, or NoIndex."""
        [ids] = self._found([text.matching(kind, query)], kind, lambda texts: [texts.matching(query)])
        return ids

    def ranked(self, kind: str, query: Query) -> Matched:
        """The same with how well they match."""
        now = text.ranked(kind, query)
        ids, *better = self._found([now.ids, *now.better], kind, lambda texts: _steps(texts.ranked(query)))
        return Matched(ids, better)

    def _found(self, now, kind, search):
        """What the database finds of entries that are settled, and what is found in the texts of the others."""
        unsettled = self.unsettled(kind)
        then = search(self._indexed(kind, unsettled))
        settled = self.shelves[kind].records.keys() - unsettled
        return [[*filter(settled.__contains__, ids), *others] for ids, others in zip(now, then, strict=True)]

    def _indexed(self, kind, ids) -> Texts:
        """The texts of these entries at least; those of more do no harm, since entries stay unsettled."""
        texts, indexed = self._texts.get(kind, (None, frozenset()))
        if texts is None or not ids <= indexed:
            with one_at_a_time():
                texts, indexed = self._texts.get(kind) or (Texts(kind), frozenset())
                texts.add((id, search_text(document)) for id, document in self.documents(ids - indexed))
                self._texts[kind] = texts, ids | indexed
        return texts

    def _editions_of(self, ids):
        by_key = {self.editions[id]: id for id in ids}
        return ((by_key[edition.pk], edition) for edition in past.editions(by_key))


def _refs(changed, kind) -> Iterator[str]:
    return (ref for of, ref in changed if of == kind)


def _steps(matched: Matched) -> list[list[int]]:
    return [matched.ids, *matched.better]


_working = threading.RLock()
_holding = threading.Lock()
_held: OrderedDict[int, PastRegister] = OrderedDict()
_erasure = 0


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Only one thread of the process works out what a moment was; the others wait a little, and then are told."""
    if not _working.acquire(timeout=PATIENCE):
        raise Busy("Another moment of the register is being worked out.")
    try:
        yield
    finally:
        _working.release()


def register_of(sequence: int, version: int) -> Register:
    """The register right after a change, which is not after `version`; the present one where they are the same.

    Raises Busy.
    """
    present = register_at(version)
    if sequence == present.version:
        return present
    newest = past.newest_erasure()
    if held := _lately_asked(sequence, newest):
        return held
    with one_at_a_time():
        if (held := _lately_asked(sequence, newest)) is None:
            with made_to_stay():
                held = worked_out(sequence)
            _hold(held, newest)
    return held


def _lately_asked(sequence: int, newest: int) -> PastRegister | None:
    """A moment that is held; none of those that were worked out before the newest erasure."""
    global _erasure  # noqa: PLW0603 - what is held is the process's
    with _holding:
        if newest != _erasure:
            _held.clear()
            _erasure = newest
        if sequence in _held:
            _held.move_to_end(sequence)
        return _held.get(sequence)


def _hold(register: PastRegister, newest: int) -> None:
    """Hold one moment more, unless somebody was erased meanwhile; let go of those that were not asked for lately."""
    with _holding:
        if newest == _erasure:
            _held[register.version] = register
        while len(_held) > 1 and (
            len(_held) > MOST_MOMENTS or sum(each.size for each in _held.values()) > MOST_RECORDS
        ):
            _held.popitem(last=False)


def forget_moments() -> None:
    """Hold none; for tests, whose registers begin again at the same numbers."""
    _held.clear()


def worked_out(sequence: int) -> PastRegister:
    """The register right after a change: what stands since, and the Editions of then of what does not.

    The catalogue is read by several queries while it may move on; whatever has moved until afterwards is not taken
    from it.
    """
    rows, members, titles = tables.currents(), list(tables.members()), tables.organisations()
    changed = past.touched(sequence, register_version())
    records, editions = defaultdict(dict), {}
    for id, kind, ref, sort_title, since, edition in rows:
        if (kind, ref) not in changed:
            records[kind][id] = Record(id, ref, sort_title, since)
            editions[id] = edition
    carried = _restored(sequence, changed, 1 + max((row[0] for row in rows), default=0), records, editions, titles)
    shelves = {kind: Shelf.of(records[kind]) for kind in Kind.values}
    for scheme, code, ids in members:
        add(shelves, scheme, code, ids + carried.pop((scheme, code), []))
    for (scheme, code), ids in carried.items():
        add(shelves, scheme, code, ids)
    for shelf in shelves.values():
        shelf.settle()
    order = shelves[Kind.ORGANISATION].orders["title"]
    organisations = {ref: titles[ref] for _, ref in order.keys}
    return PastRegister(sequence, shelves, organisations, editions)


def add(shelves, scheme: str, code: str, ids: list[int]) -> None:
    """Say on the shelves which of their entries carry a value; other ids may be among them."""
    for kind in KINDS[scheme]:
        shelves[kind].add(scheme, code, ids)


def _restored(sequence, changed, id, records, editions, titles) -> dict[tuple[str, str], list[int]]:
    """Put what has changed since back as it was, under ids of its own; returns by which values it is found."""
    standing = {each.edition: each for each in past.standing_at(sequence, changed)}
    carried = defaultdict(list)
    for edition in past.editions(standing):
        document, was = json.loads(edition.text), standing[edition.pk]
        records[was.kind][id] = Record(id, was.ref, fold(document["title"]), was.sequence)
        editions[id] = edition.pk
        if was.kind == Kind.ORGANISATION:
            titles[was.ref] = document["title"]
        for scheme, code in terms(document):
            if was.kind in KINDS.get(scheme, ()):
                carried[scheme, code].append(id)
        id += 1
    return carried
