"""Which records pass a question, as positions in the order of refs. Few queries, however many pass."""

from array import array
from collections.abc import Iterable
from typing import NamedTuple

from lifesci.bitmaps import BitMap, union
from lifesci.editions.card import PROGRAMME_TERMS, VENUE
from lifesci.editions.models import Change, Entry, EntryTerm, Kind
from lifesci.oruk.asking import Asked
from lifesci.oruk.finding import ref_of
from lifesci.oruk.reading import vocabulary_at
from lifesci.search.ask import Ask
from lifesci.search.order import Order
from lifesci.search.register import Register
from lifesci.search.schemes import AGES, KINDS
from lifesci.search.shelf import selected

# By kind, the vocabularies whose terms a record is found by, and the scheme under which the catalogue holds each.
SCHEMES = {
    Kind.PROGRAMME: {scheme: scheme for scheme in (*PROGRAMME_TERMS.values(), "theme")},
    Kind.ORGANISATION: {"organisation-type": "type", "sector": "sector", "region": "region"},
}


class Passing(NamedTuple):
    """The records that pass: a set of positions in an order."""

    order: Order
    bits: BitMap

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.bits)

    def page(self, asked: Asked) -> list[int]:
        """The entries of the page asked for."""
        return self.order.ids_in(self.bits, asked.first, asked.per_page)


def passing(register: Register, kind: str, asked: Asked) -> Passing:
    """The records of a kind that pass; worked out once for a register version."""
    question = ("oruk", kind, asked.filters)
    return register.answers.answer(question, lambda: _passing(register, kind, asked))


def _passing(register, kind, asked) -> Passing:
    selection = selected(register, Ask(kind, q=asked.value("search", ""), sort="ref", page=None))
    order, bits = selection.order, selection.bits
    if terms := asked.value("taxonomy_term_id"):
        known = vocabulary_at(register).by_id
        words = [known[id] for id in terms if id in known]
        bits = bits & _carrying(register, kind, order, [(word.scheme, word.code) for word in words])
    if taxonomies := asked.value("taxonomy_id"):
        vocabulary = vocabulary_at(register)
        schemes = [vocabulary.taxonomies[id] for id in taxonomies if id in vocabulary.taxonomies]
        words = [word for scheme in schemes for word in vocabulary.of(scheme)]
        bits = bits & _carrying(register, kind, order, [(word.scheme, word.code) for word in words])
    if leads := asked.value("organization_id"):
        refs = filter(None, (ref_of(register, Kind.ORGANISATION, id) for id in leads))
        bits = bits & order.bits_of(_entries(EntryTerm.objects.filter(scheme="lead", code__in=list(refs))))
    if moment := asked.value("modified_after"):
        bits = bits & order.bits_of(_changed(kind, moment))
    return Passing(order, bits & _of_age(register, order, asked) if _asks_age(asked) else bits)


def _carrying(register, kind, order, terms: Iterable[tuple[str, str]]) -> BitMap:
    """The positions of the records that carry any of these terms."""
    shelf, found, unheld = register.shelves[kind], [], {}
    for scheme, code in terms:
        held = SCHEMES[kind].get(scheme)
        if held and kind in KINDS.get(held, ()):
            found.append(shelf.bits(order, held, code))
        elif held:
            unheld.setdefault(held, []).append(code)
    for scheme, codes in unheld.items():
        rows = EntryTerm.objects.filter(scheme=scheme, code__in=codes, entry__kind=kind)
        found.append(order.bits_of(_entries(rows)))
    return union(found)


def _entries(terms) -> list[int]:
    return list(terms.order_by().values_list("entry_id", flat=True).distinct())


def _changed(kind, moment) -> list[int]:
    """The entries of a kind that show anything changed at or after a moment: their own Edition or their lead's."""
    before = Change.objects.filter(happened_at__lt=moment).order_by("-sequence").values_list("sequence", flat=True)
    since = Change.objects.filter(sequence__gt=before.first() or 0).order_by().values("ref")
    own = Entry.objects.filter(kind=kind, ref__in=since.filter(kind=kind)).order_by().values_list("pk", flat=True)
    if kind != Kind.PROGRAMME:
        return list(own)
    leads = since.filter(kind=Kind.ORGANISATION)
    return list({*own, *_entries(EntryTerm.objects.filter(scheme="lead", code__in=leads))})


def _asks_age(asked) -> bool:
    return asked.value("minimum_age") is not None or asked.value("maximum_age") is not None


def _of_age(register, order, asked) -> BitMap:
    """The positions of programmes that state ages, none of them outside what was asked. An open end counts as 0 or 120.

    A minimum age of at least n is: no age below n is included. A maximum age of at most n is: no age above n is.
    """
    youngest, oldest = asked.value("minimum_age", 0), asked.value("maximum_age", len(AGES))
    shelf, inside, outside = register.shelves[Kind.PROGRAMME], [], []
    for age in range(len(AGES)):
        (inside if youngest <= age <= oldest else outside).append(shelf.bits(order, "age", str(age)))
    return union(inside) - union(outside)


class Links(NamedTuple):
    """Programmes at their venues, in the order of both refs: the position of each programme, the ref of each place."""

    positions: array
    places: list[str]


def links_at(register: Register) -> Links:
    """Every published programme at each of its venues; read once for a register version."""
    return register.answers.answer(("oruk", "links"), lambda: _links(register))


def _links(register) -> Links:
    rows = EntryTerm.objects.filter(scheme=VENUE).order_by()  # only programmes have venues
    named: dict[int, list[str]] = {}
    for entry, place in rows.values_list("entry_id", "code"):
        named.setdefault(entry, []).append(place)
    ids = register.shelves[Kind.PROGRAMME].orders["ref"].ids
    pairs = [(at, place) for at, entry in enumerate(ids) for place in sorted(named.get(entry, ()))]
    return Links(array("q", [at for at, _ in pairs]), [place for _, place in pairs])


class PassingLinks(NamedTuple):
    """The links whose programme passes, as numbers among all links."""

    ids: list[int]
    links: Links
    numbers: array

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.numbers)

    def page(self, asked: Asked) -> list[tuple[int, str]]:
        """(entry of the programme, ref of the place) of each link on the page asked for."""
        numbers = self.numbers[asked.first : asked.first + asked.per_page]
        return [(self.ids[self.links.positions[number]], self.links.places[number]) for number in numbers]


def passing_links(register: Register, asked: Asked) -> PassingLinks:
    """The links whose programme passes; worked out once for a register version."""
    question = ("oruk", "passing links", asked.filters)
    return register.answers.answer(question, lambda: _passing_links(register, asked))


def _passing_links(register, asked) -> PassingLinks:
    found, links = passing(register, Kind.PROGRAMME, asked), links_at(register)
    numbers = array("q", [n for n, at in enumerate(links.positions) if at in found.bits])
    return PassingLinks(found.order.ids, links, numbers)
