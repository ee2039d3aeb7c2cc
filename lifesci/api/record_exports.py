"""Whole lists of records and of facts as exports: which Editions they are of, and what is read of each."""

from array import array
from collections.abc import Callable, Iterator
from functools import partial

from lifesci.api.exporting import Export
from lifesci.api.fields import Chosen
from lifesci.downloads.building import PLURALS, as_described
from lifesci.downloads.csvw import file_name
from lifesci.downloads.rows.parts import Row
from lifesci.downloads.rows.tabling import MAKERS
from lifesci.downloads.snapshot import documents, gss_codes
from lifesci.editions.canonical import canonical
from lifesci.editions.models import Entry
from lifesci.search.ask import Ask
from lifesci.search.register import register_at
from lifesci.search.shelf import selected
from lifesci.tables.registry import TABLES

AT_A_TIME = 5_000  # entries whose Editions are looked up by one query


def of_records(ask: Ask, version: int, form: str, part: Callable, applied: dict) -> Export:
    """The records that pass an ask, in its order, as they are at a version of the register."""
    selection = selected(register_at(version), ask)
    keys = edition_keys([selection.order.ids[place] for _, place in selection.page(0, selection.count)])
    gss, table = gss_codes(), TABLES[PLURALS[ask.kind]]
    make = MAKERS[table.name][1]
    chosen = part(table)
    is_everything = ask == Ask(ask.kind, page=None, sort="ref") and not chosen
    return Export(
        name=table.name,
        table=table,
        count=selection.count,
        rows=lambda: (row for each in documents(keys, gss) for row in make(each.body, each.published)),
        texts=lambda: (each.text for each in documents(keys, gss)),
        part=chosen,
        applied=applied | chosen.applied(),
        lying=lying(version, f"{table.name}.{form}") if is_everything and form in ("csv", "ndjson") else None,
    )


def lying(version: int, name: str):
    """Where a bulk file of this version lies, None where it has not been made."""
    held = as_described(version)
    return held.path(name) if held else None


def edition_keys(ids: list[int]) -> array:
    """The keys of the Editions that entries have now, in the order of the entries."""
    keys = array("q")
    for start in range(0, len(ids), AT_A_TIME):
        chunk = ids[start : start + AT_A_TIME]
        found = dict(Entry.objects.filter(pk__in=chunk).order_by().values_list("pk", "edition_id"))
        keys.extend(found[id] for id in chunk)
    return keys


def of_facts(facts, name: str, to_row: Callable, *, form: str, chosen: Chosen, passing: dict, **told) -> Export:
    """The facts of a query set, in the order of their records and there of the documents.

    `passing` says which values of a column of the flat table pass; `to_row` makes of a document and its fact what the
    list holds. `told` are `version` and `applied`.
    """
    pairs = sorted(set(facts.order_by().values_list("entry__kind", "entry__ref", "entry__edition_id")))
    keys, gss, table = array("q", (key for *_, key in pairs)), gss_codes(), TABLES[name]
    read = partial(passing_facts, keys, gss, name, {column: frozenset(values) for column, values in passing.items()})
    is_everything = not told["applied"] and not chosen and form == "csv"
    return Export(
        name=name,
        table=table,
        count=facts.count(),
        rows=lambda: (row for row, _, _ in read()),
        texts=lambda: (canonical(to_row(body, fact)) for _, body, fact in read()),
        part=chosen,
        applied=told["applied"] | chosen.applied(),
        lying=lying(told["version"], file_name(table)) if is_everything else None,
    )


def passing_facts(keys: array, gss: dict, name: str, passing: dict) -> Iterator[tuple[Row, dict, dict]]:
    """(flat row, document, fact) of each fact of these Editions that passes."""
    make = MAKERS[name][1]
    for each in documents(keys, gss):
        for row, fact in zip(make(each.body, each.published), each.body[name], strict=True):
            if all(row[column] in values for column, values in passing.items()):
                yield row, each.body, fact
