"""The figures of programmes as charts count them, held beside the register and brought to each version. For charts."""

from typing import NamedTuple

import orjson

from lifesci.editions.card import UNCHECKED
from lifesci.editions.models import EntryFigure
from lifesci.search.register import Register
from lifesci.words import gettext_noop

BESIDE = "insights"
KIND = "programme"
FEW = 500  # programmes up to which only their own figures are read anew
# Why a figure cannot be drawn, as pages say it.
WITHHELD = gettext_noop("withheld, because they count fewer than five people")
HINTED = gettext_noop("hinted at in words like “hundreds”, without a number")
MISSING = gettext_noop("without a number")
SET_ASIDE = gettext_noop("set aside, because sources differ and another was chosen")
FORMAT = "the size of a format, not a reach"


class Fact(NamedTuple):
    """What charts count of a figure; `why_not` says why it cannot be drawn, "" where it can."""

    measure: str
    period: str
    source: str
    check: str
    why_not: str


def facts_at(register: Register) -> dict[int, tuple[Fact, ...]]:
    """The figures of each published programme, by the id of its entry. Reads only programmes that changed since."""
    held: dict = register.beside.get(BESIDE, {})
    records = register.shelves[KIND].records
    stale = {id for id, record in records.items() if held.get(id, (None, ()))[0] != record.sequence}
    if stale or len(held) > len(records):
        fresh = {id: (records[id].sequence, figures) for id, figures in read(stale).items()}
        held = {id: fresh.get(id) or held[id] for id in records}
        register.beside[BESIDE] = held
    return Facts(held)


class Facts(dict):
    """The figures by entry, without the change that made each current."""

    def __getitem__(self, entry):
        return super().__getitem__(entry)[1]


def read(entries: set[int]) -> dict[int, tuple[Fact, ...]]:
    """The figures of these entries; equal ones are one object. One query."""
    figures = EntryFigure.objects.filter(entry__kind=KIND).order_by("entry_id", "order")
    if len(entries) <= FEW:
        figures = figures.filter(entry__in=entries)
    found: dict[int, list[Fact]] = {entry: [] for entry in entries}
    shared: dict[Fact, Fact] = {}
    for entry, row in figures.values_list("entry_id", "row").iterator(chunk_size=5000):
        if entry in found:
            fact = told(orjson.loads(row))
            found[entry].append(shared.setdefault(fact, fact))
    return {entry: tuple(facts) for entry, facts in found.items()}


def told(row: dict) -> Fact:
    """What charts count of one flat row."""
    citation = row["citation"]
    check = citation["check_result"] or UNCHECKED
    return Fact(row["measure"]["code"], row["period"]["kind"], citation["source"], check, why_not(row))


def why_not(row: dict) -> str:
    """Why a figure cannot be drawn, "" where it can."""
    if "format" in (row["period"]["kind"], row["measure"]["counts"]):
        return FORMAT
    if row["set_aside_for"]:
        return SET_ASIDE
    if row["value"] is not None:
        return ""
    if row["is_small"]:
        return WITHHELD
    return HINTED if row["qualifier"] == "hundreds" else MISSING
