"""Figures and outcomes as they were published at an earlier moment, walked by identifier as those of the present are.

A moment holds of each row only what it is found by; the rows of a page are read off their Editions when asked for.
"""

import json
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from lifesci.editions.canonical import canonical
from lifesci.editions.card import figure_row, outcome_row
from lifesci.editions.models import EntryFigure, EntryOutcome
from lifesci.search.past import PastRegister, one_at_a_time

COMMON = {"source": "source", "kind": "entry__kind", "ref": "entry__ref"}  # parameters and their columns
STATED_BY = ("programme", "organisation", "brief")  # kinds of record that state figures or outcomes


class Fact(NamedTuple):
    """One row: its identifier, the entry whose document states it, at which place, and the values it is found by."""

    identifier: str
    entry: int
    place: int
    values: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A flat table: its name, its model and columns in the catalogue, which rows a document gives, and the values by
    which a row is found."""

    name: str
    model: type
    columns: dict[str, str]
    rows: Callable[[dict], Iterator[dict]]
    values: Callable[[dict], dict[str, str]]


def figures(document: dict) -> Iterator[dict]:
    """The rows of the figures of a document."""
    return (figure_row(document, figure) for figure in document.get("figures", []))


def outcomes(document: dict) -> Iterator[dict]:
    """The rows of the outcomes of a document."""
    return (outcome_row(document, outcome) for outcome in document.get("outcomes", []))


def found_by(row: dict) -> dict[str, str]:
    """What figures and outcomes are both found by."""
    return {"source": row["citation"]["source"], "kind": row["record"]["kind"], "ref": row["record"]["ref"]}


FIGURES = Table(
    "figures",
    EntryFigure,
    {**COMMON, "measure": "measure", "period": "period_kind"},
    figures,
    lambda row: found_by(row) | {"measure": row["measure"]["code"], "period": row["period"]["kind"]},
)
OUTCOMES = Table(
    "outcomes",
    EntryOutcome,
    {**COMMON, "theme": "theme", "basis": "basis"},
    outcomes,
    lambda row: found_by(row) | {"theme": row["theme"]["code"], "basis": row["citation"]["basis"]["code"]},
)


class PastRows:
    """The rows of a table of one moment that are asked for, in the order of their identifiers."""

    def __init__(self, register: PastRegister, table: Table, applied: dict):
        self.register, self.table = register, table
        since = applied.get("changed_since", 0)
        wanted = {name: frozenset(applied[name]) for name in table.columns if name in applied}
        self.facts = [
            fact
            for fact in facts_of(register, table)
            if all(fact.values[name] in values for name, values in wanted.items()) and self.sequence(fact) > since
        ]

    def sequence(self, fact: Fact) -> int:
        """The change that had made the Edition current in which a row stands."""
        return self.register.shelves[fact.values["kind"]].records[fact.entry].sequence

    def count(self) -> int:
        """How many there are."""
        return len(self.facts)

    def edition_keys(self) -> array:
        """The keys of the Editions that stated them, by kind and ref of their records."""
        entries = {(fact.values["kind"], fact.values["ref"], fact.entry) for fact in self.facts}
        return self.register.edition_keys([entry for *_, entry in sorted(entries)])

    def page(self, side: str, key: str, size: int) -> tuple[list[tuple[str, str]], bool, bool]:
        """(identifier, row) of one page, whether there is a page before it, and whether there is one after it."""
        if side == "before":
            end = bisect_left(self.facts, key, key=attrgetter("identifier"))
            start = max(end - size, 0)
        else:
            start = bisect_right(self.facts, key, key=attrgetter("identifier"))
            end = start + size
        shown = self.facts[start:end]
        return list(self._rows(shown)), bool(shown) and start > 0, bool(shown) and end < len(self.facts)

    def _rows(self, facts):
        entries = list({fact.entry for fact in facts})
        texts = zip(entries, self.register.texts(entries), strict=True)
        rows = {entry: list(self.table.rows(json.loads(text))) for entry, text in texts}
        return ((fact.identifier, canonical(rows[fact.entry][fact.place])) for fact in facts)


def facts_of(register: PastRegister, table: Table) -> list[Fact]:
    """Every row of a table, by identifier; read off the documents once for a moment. Raises Busy."""
    if table.name not in register.beside:
        with one_at_a_time():
            if table.name not in register.beside:
                register.beside[table.name] = sorted(_read(register, table), key=attrgetter("identifier"))
    return register.beside[table.name]


def _read(register, table) -> Iterator[Fact]:
    """From the catalogue what has not changed since the moment, else from documents."""
    columns = list(table.columns.values())
    rows = list(table.model.objects.order_by().values_list("identifier", "entry_id", "order", *columns))
    settled, unsettled = set(), set()
    for kind in STATED_BY:
        unsettled |= register.unsettled(kind)
        settled |= register.shelves[kind].records.keys()
    settled -= unsettled
    for identifier, entry, place, *values in rows:
        if entry in settled:
            yield Fact(identifier, entry, place, dict(zip(table.columns, values, strict=True)))
    for entry, document in register.documents(unsettled):
        for place, row in enumerate(table.rows(document)):
            yield Fact(row["id"], entry, place, table.values(row))
