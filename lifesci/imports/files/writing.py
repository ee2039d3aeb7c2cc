"""Tables written as CSV, as a workbook or as JSON, so that reading gives the same plain values. Pure."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from openpyxl import Workbook

from lifesci.tables.escaping import escape
from lifesci.tables.workbook import LARGEST_IN_WORKBOOK, TooLong, text_cell

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


class CannotHold(Exception):
    """The format cannot hold what should be written; the message says so, and which format can."""


@dataclass(frozen=True)
class Sheet:
    """A table to write: its name, its columns, its rows of plain values."""

    name: str
    headers: list[str]
    rows: Iterable[dict]


def write(sheets: Iterable[Sheet], form: str, file: BinaryIO) -> None:
    """Write tables into a file. Raises CannotHold."""
    {"csv": _write_csv, "xlsx": _write_xlsx, "json": _write_json}[form](sheets, file)


def _write_csv(sheets: Iterable[Sheet], file: BinaryIO) -> None:
    sheets = list(sheets)
    if len(sheets) != 1:
        raise CannotHold("A CSV file holds one table. Choose XLSX or JSON for several.")
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow(map(escape, sheets[0].headers))
    writer.writerows([escape(shown(row.get(name))) for name in sheets[0].headers] for row in sheets[0].rows)
    text.flush()
    text.detach()


def shown(value) -> str:
    """A plain value as a cell of text."""
    if isinstance(value, list):
        return "; ".join(value)
    return {None: "", True: "yes", False: "no"}[value] if value is None or isinstance(value, bool) else str(value)


def _write_xlsx(sheets: Iterable[Sheet], file: BinaryIO) -> None:
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        try:
            page.append([_cell(page, name) for name in sheet.headers])
            for row in sheet.rows:
                page.append([_cell(page, row.get(name)) for name in sheet.headers])
        finally:
            page.close()
    book.save(file)


def _cell(page, value):
    if value is None or value == "":
        return None
    if isinstance(value, bool) or (isinstance(value, int) and abs(value) < LARGEST_IN_WORKBOOK):
        return value
    try:
        return text_cell(page, escape(shown(value)))
    except TooLong as problem:
        raise CannotHold(
            "A cell of a workbook holds at most 32,767 characters, and one of these is longer. Choose JSON."
        ) from problem


def _write_json(sheets: Iterable[Sheet], file: BinaryIO) -> None:
    for piece in _json(sheets):
        file.write(piece.encode())


def _json(sheets: Iterable[Sheet]) -> Iterator[str]:
    yield "{"
    for place, sheet in enumerate(sheets):
        yield f"{',' if place else ''}\n{json.dumps(sheet.name)}: ["
        for number, row in enumerate(sheet.rows):
            kept = {name: row.get(name) for name in sheet.headers}
            yield f"{',' if number else ''}\n  {json.dumps(kept, ensure_ascii=False)}"
        yield "\n]"
    yield "\n}\n"
