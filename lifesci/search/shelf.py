"""Answers an Ask from the shelves of published records: `find()`, for pages and API."""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from lifesci import bitmaps
from lifesci.bitmaps import NOTHING, BitMap, count_in, union
from lifesci.editions.canonical import fold
from lifesci.editions.card import DATED
from lifesci.search.ask import Ask, BadParameter
from lifesci.search.cursor import Cursor, read_cursor
from lifesci.search.query import Query, read
from lifesci.search.register import Offered, Register, register_at
from lifesci.search.schemes import FACETS, WIDE
from lifesci.search.shelving import MOST_COUNTED, MOST_LISTED
from lifesci.words import gettext

MOST_FOLDED = 10_000  # titles of organisations that are kept as lists order them


folded = lru_cache(maxsize=MOST_FOLDED)(fold)


class FacetValue(NamedTuple):
    """One value of a facet: how many records it would leave beside the other filters, and whether it is chosen."""

    code: str
    label: str
    count: int
    chosen: bool


class Selection:
    """The records that pass an Ask, as sets of positions; the same for every page of it."""

    def __init__(self, register: Register, ask: Ask):
        self.register, self.ask = register, ask
        self.shelf = register.shelves[ask.kind]
        self.order = self.shelf.orders["title" if ask.order == "relevance" else ask.order]
        self.query: Query = read(ask.q)
        everything = self.order.everything
        self.found, better = self._matches(everything)
        self.chosen = {name: self._any_of(FACETS[ask.kind][name].scheme, values) for name, values in ask.filters}
        self.within = self._within(everything)
        self.bits = self._narrowed(None)
        self.steps = [self.bits]
        if better:
            self.steps = []
            left = self.bits
            for step in better:
                self.steps.append(left & step)
                left = left - step
            self.steps.append(left)
        self.sizes = [len(step) for step in self.steps]
        self.count = sum(self.sizes)

    def _matches(self, everything):
        if not self.ask.q:
            return everything, []
        if self.ask.order != "relevance":
            return self.order.bits_of(self.register.matching(self.ask.kind, self.query)), []
        matched = self.register.ranked(self.ask.kind, self.query)
        opening = self.order.opening(fold(self.ask.q)) if matched.ids else NOTHING
        return self.order.bits_of(matched.ids), [opening, *map(self.order.bits_of, matched.better)]

    def _any_of(self, scheme, values):
        return union([self.shelf.bits(self.order, scheme, value) for value in values])

    def _within(self, everything):
        """The records that are named or have changed, where that is asked for."""
        bits = everything
        if self.ask.changed_since:
            bits = self.order.bits_of(self.shelf.changed_since(self.ask.changed_since))
        if self.ask.refs:
            named = [record.id for ref in self.ask.refs if (record := self.shelf.by_ref(ref))]
            bits = bits & self.order.bits_of(named)
        return bits

    def _narrowed(self, without):
        bits = self.found & self.within
        for name, passing in self.chosen.items():
            if name != without:
                bits = bits & passing
        return bits

    def bits_with(self, name: str, value: str) -> BitMap:
        """The records found where `value` alone is asked for under `name`, whatever was asked under it."""
        return self._narrowed(name) & self._any_of(FACETS[self.ask.kind][name].scheme, (value,))

    @property
    def dated(self) -> BitMap:
        """The positions of the records found that have an event dated to the day."""
        return self.bits & self.shelf.bits(self.order, *DATED)

    def page(self, start: int, size: int) -> list[tuple[int, int]]:
        """(step, position) of the records from number `start`, counted from 0."""
        found = []
        for number, (step, count) in enumerate(zip(self.steps, self.sizes, strict=True)):
            if start < count and len(found) < size:
                positions = bitmaps.listed(step, bitmaps.nth(step, start), size - len(found))
                found += [(number, position) for position in positions]
            start = max(start - count, 0)
        return found

    def rank(self, cursor: Cursor) -> int:
        """How many records stand before the place of a cursor, its own record included when it looks forward."""
        step = min(cursor.step, len(self.steps) - 1)
        place = (bisect_right if cursor.forward else bisect_left)(self.order.keys, cursor.key)
        return sum(self.sizes[:step]) + bitmaps.rank(self.steps[step], place)

    @cached_property
    def facets(self) -> dict[str, list[FacetValue]]:
        """Values with counts by scheme; a filter does not narrow its own values."""
        return {
            facet.scheme: self._wide_values(name) if facet.scheme == WIDE else self._values(name)
            for name, facet in FACETS[self.ask.kind].items()
        }

    def _values(self, name):
        chosen = self.ask.chosen(name)
        offered = self._offered(name, chosen)
        counts = self._counts_beside(name, offered) if name in self.chosen else self._counts(offered, self.bits)
        return [
            FacetValue(code, value.label, count, code in chosen)
            for (code, value), count in zip(offered.items(), counts, strict=True)
            if count or code in chosen
        ]

    def _counts_beside(self, name, offered) -> list[int]:
        """How many records pass the other filters and carry each of these values: shared by all asks with those."""
        others = tuple((other, values) for other, values in self.ask.filters if other != name)
        question = (replace(self.ask, filters=others).question, name, tuple(offered))
        return self.register.counts.answer(question, lambda: self._counts(offered, self._narrowed(name)))

    def _counts(self, offered, base) -> list[int]:
        """How many records of a set carry each of these values."""
        if len(base) == len(self.order):
            return [value.count for value in offered.values()]
        return [count_in(base, value.bits) for value in offered.values()]

    def _offered(self, name, chosen):
        """The values to count: those that any record carries, and those chosen."""
        offered = self.register.offered(self.ask.kind, self.order, name)
        if all(code in offered for code in chosen):
            return offered
        facet = FACETS[self.ask.kind][name]
        further = {code: self.shelf.bits(self.order, facet.scheme, code) for code in chosen if code not in offered}
        return {
            code: offered.get(code) or Offered(label, further[code], len(further[code]))
            for code, label in self.register.labels[facet.labels].items()
            if code in offered or code in further
        }

    def _wide_values(self, name):
        chosen = self.ask.chosen(name)
        base = self._narrowed(name) if name in self.chosen else self.bits
        if len(base) <= MOST_COUNTED:
            ids, names = self.order.ids, self.shelf.names
            named = Counter(chain.from_iterable([names.get(ids[place], ()) for place in bitmaps.members(base)]))
            counts = dict(named.most_common(MOST_LISTED))
        else:
            counts = {ref: count_in(base, self.shelf.bits(self.order, WIDE, ref)) for ref in self.shelf.most_named}
        for ref in chosen:
            counts[ref] = count_in(base, self.shelf.bits(self.order, WIDE, ref))
        labels = self.register.labels[WIDE]
        values = [FacetValue(r, labels.get(r, r), n, r in chosen) for r, n in counts.items() if n or r in chosen]
        return sorted(values, key=lambda value: (folded(value.label), value.code))


@dataclass(frozen=True)
class Found:
    """The answer to an Ask. `items` is the JSON text of each list item; `first` the number of the first, from 1.

    `guesses` are other words that do find something, where these find nothing. `nothing_to_look_for` says that the
    words asked for hold none that can be looked for, `left_out` how many words past the twelfth were not.
    """

    ask: Ask
    version: int
    count: int
    entry_ids: list[int]
    items: list[str]
    first: int
    page: int | None
    pages: int
    next_cursor: str
    previous_cursor: str
    guesses: list[str]
    nothing_to_look_for: bool
    left_out: int
    selection: Selection = field(repr=False, compare=False)

    @property
    def facets(self) -> dict[str, list[FacetValue]]:
        """Values with counts by scheme, worked out when asked for."""
        return self.selection.facets


def find(ask: Ask, version: int | None = None) -> Found:
    """The answer at the register's present version; `version` saves asking for that again.

    Raises BadParameter for a page that is not there.
    """
    found = _found(register_at(version), ask)
    if len(found.items) < len(found.entry_ids):  # the catalogue was rebuilt without a change
        found = _found(register_at(version, anew=True), ask)
    return found


def find_in(register: Register, ask: Ask) -> Found:
    """The answer in a register that is not the present one. Raises BadParameter for a page that is not there."""
    return _found(register, ask)


def selected(register: Register, ask: Ask) -> Selection:
    """The records that pass an Ask, none of them read."""
    question = (ask.question, ask.order)
    return register.answers.answer(question, lambda: Selection(register, ask))


def _found(register, ask):
    selection = selected(register, ask)
    start, size, pages = _window(selection, ask)
    places = selection.page(start, size)
    ids = [selection.order.ids[position] for _, position in places]
    items = register.items(ids)
    return Found(
        ask=ask,
        version=register.version,
        count=selection.count,
        entry_ids=ids,
        items=[items[id] for id in ids if id in items],
        first=start + 1 if places else 0,
        page=ask.page,
        pages=pages,
        next_cursor=_cursor(selection, ask, places[-1], True) if places and start + size < selection.count else "",
        previous_cursor=_cursor(selection, ask, places[0], False) if places and start else "",
        guesses=_guesses(register, ask, selection),
        nothing_to_look_for=bool(ask.q) and not selection.query,
        left_out=selection.query.left_out,
        selection=selection,
    )


def _window(selection, ask):
    size = ask.page_size
    pages = max(-(-selection.count // size), 1)
    if ask.cursor:
        cursor = read_cursor(ask.cursor, ask.order, ask.digest())
        rank = selection.rank(cursor)
        start = rank if cursor.forward else max(rank - size, 0)
        return start, (size if cursor.forward else rank - start), pages
    page = ask.page or 1
    if page > pages:
        detail = gettext("There is no page {number}: the last one is {pages}.")
        raise BadParameter("page", detail.format(number=page, pages=pages), str(pages))
    return (page - 1) * size, size, pages


def _cursor(selection, ask, place, forward):
    step, position = place
    return "" if ask.is_for_page else Cursor(forward, step, selection.order.keys[position]).text(ask.digest())


def _guesses(register, ask, selection):
    if selection.count or selection.found or not selection.query:
        return []
    return register.answers.answer(("guesses", ask.question), lambda: _tried(register, ask, selection.query))


def _tried(register, ask, query):
    near = {word: register.spelling.nearest(word) for word in query.words}
    most = max(map(len, near.values()), default=0)
    guesses = []
    for number in range(most):
        phrases = [
            " ".join(near[word][min(number, len(near[word]) - 1)] if near[word] else word for word in phrase)
            for phrase in query.phrases
        ]
        guess = " ".join(f'"{phrase}"' if " " in phrase else phrase for phrase in phrases)
        if guess not in guesses and selected(register, ask.asking(guess)).count:
            guesses.append(guess)
    return guesses
