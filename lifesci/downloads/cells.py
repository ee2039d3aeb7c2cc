"""A value of a row as a cell of CSV, of JSON and of a workbook. Pure; for this package."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from openpyxl.cell import Cell, WriteOnlyCell

from lifesci.downloads.rows.parts import Row
from lifesci.tables.column import SEPARATOR, Column, Table, Type
from lifesci.tables.escaping import escape, to_workbook
from lifesci.tables.workbook import LARGEST_IN_WORKBOOK, LONGEST_IN_WORKBOOK, text_cell

CUT = " … (cut: the CSV has the whole text)"
WHOLE = "#,##0"  # how a workbook writes a whole number that may be large
SPECIAL = ("=", "#")  # what a workbook's text may not begin with, or it is taken for a formula or an error


def csv_line(table: Table) -> Callable[[Row], list[str]]:
    """What makes the cells of one line of CSV of a row."""
    makers = [(column.name, CSV.get(column.type, _text)) for column in table.columns]

    def line(row: Row) -> list[str]:
        return [make(row[name]) for name, make in makers]

    return line


def _text(value) -> str:
    return escape(value) if value else ""


def _listed(value) -> str:
    return escape(SEPARATOR.join(value))


def _number(value) -> str:
    return "" if value is None else str(value)


def _flag(value) -> str:
    return {None: "", True: "true", False: "false"}[value]


CSV = {
    Type.LIST: _listed,
    Type.INTEGER: _number,
    Type.DECIMAL: _number,
    Type.BOOLEAN: _flag,
}


def plain(table: Table, row: Row) -> dict:
    """A row as JSON says it, its columns in their order: what is not stated is "" of a text, else null."""
    return {column.name: row[column.name] for column in table.columns}


def workbook_line(table: Table, page) -> Callable[[Row], list]:
    """What makes the cells of one line of a sheet of a row."""
    columns = table.columns

    def line(row: Row) -> list:
        return [workbook_cell(page, column, row[column.name]) for column in columns]

    return line


def workbook_cell(page, column: Column, value):
    """A cell: numbers, dates and flags as such, everything else as text that nothing runs."""
    if value is None or value == "" or value == []:
        return None
    if column.type is Type.BOOLEAN:
        return value
    if column.type is Type.DATE:
        return date.fromisoformat(value)
    if column.type in (Type.INTEGER, Type.DECIMAL):
        number = Decimal(value)
        if abs(number) >= LARGEST_IN_WORKBOOK:
            return text_cell(page, str(value))
        return grouped(page, number) if column.type is Type.DECIMAL and number == int(number) else number
    return workbook_text(page, SEPARATOR.join(value) if column.type is Type.LIST else str(value))


def grouped(page, number: Decimal) -> Cell:
    """A whole number with its thousands apart; a workbook would else write 50 billion as 5E+10."""
    cell = WriteOnlyCell(page, number)
    cell.number_format = WHOLE
    return cell


def workbook_text(page, text: str):
    """A text in a cell; one too long for any cell is cut, and says so."""
    held = escape(text)
    if not held.startswith(SPECIAL) and len(held) <= LONGEST_IN_WORKBOOK and to_workbook(held) == held:
        return held  # the quick way: a workbook takes it as it is
    if len(to_workbook(held)) > LONGEST_IN_WORKBOOK:
        held = held[: LONGEST_IN_WORKBOOK // 8] + CUT
    return text_cell(page, held)
