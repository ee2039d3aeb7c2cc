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
from lifesci.search.ask import Ask
from lifesci.search.shelf import Selection
from lifesci.tables.registry import TABLES


def of_records(ask: Ask, selection: Selection, form: str, part: Chosen, applied: dict) -> Export:
    """The records that pass an ask, in its order, as they are in the register that they were selected from."""
    places, register = selection.page(0, selection.count), selection.register
    keys = register.edition_keys([selection.order.ids[place] for _, place in places])
    gss, table = gss_codes(), TABLES[PLURALS[ask.kind]]
    make = MAKERS[table.name][1]
    is_everything = ask == Ask(ask.kind, page=None, sort="ref") and not part and form in ("csv", "ndjson")
    return Export(
        name=table.name,
        table=table,
        version=register.version,
        count=selection.count,
        rows=lambda: (row for each in documents(keys, gss) for row in make(each.body, each.published)),
        texts=lambda: (each.text for each in documents(keys, gss)),
        part=part,
        applied=applied,
        lying=lying(register.version, f"{table.name}.{form}") if is_everything else None,
    )


def lying(version: int, name: str):
    """Where a bulk file of this version lies, None where it has not been made."""
    held = as_described(version)
    return held.path(name) if held else None


def of_facts(keys: array, name: str, to_row: Callable, *, form: str, passing: dict, **told) -> Export:
    """The facts of Editions, in the order of these and there of their documents.

    `passing` says which values of a column of the flat table pass; `to_row` makes of a document and its fact what the
    list holds. `told` are the other members of the export.
    """
    gss, table = gss_codes(), TABLES[name]
    read = partial(passing_facts, keys, gss, name, {column: frozenset(values) for column, values in passing.items()})
    is_everything = not told["applied"] and not told["part"] and form == "csv"
    return Export(
        name=name,
        table=table,
        rows=lambda: (row for row, _, _ in read()),
        texts=lambda: (canonical(to_row(body, fact)) for _, body, fact in read()),
        lying=lying(told["version"], file_name(table)) if is_everything else None,
        **told,
    )


def passing_facts(keys: array, gss: dict, name: str, passing: dict) -> Iterator[tuple[Row, dict, dict]]:
    """(flat row, document, fact) of each fact of these Editions that passes."""
    make = MAKERS[name][1]
    for each in documents(keys, gss):
        for row, fact in zip(make(each.body, each.published), each.body[name], strict=True):
            if all(row[column] in values for column, values in passing.items()):
                yield row, each.body, fact
