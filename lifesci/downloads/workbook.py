"""Workbooks of tables: a cover, notes on every column, one sheet a table. No merged cell, and nothing that runs.

Written row by row, so that memory holds one row of each sheet at a time. For this package and the API.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from lifesci.downloads import licence
from lifesci.downloads.cells import workbook_line, workbook_text
from lifesci.downloads.rows.parts import Row
from lifesci.tables.column import Table, Type
from lifesci.tables.workbook import MOST_ROWS

COVER, NOTES = "Cover", "Notes"
NOTES_HEAD = ("table", "column", "type", "meaning", "unit", "vocabulary", "names", "codes")
ESCAPED = "A text that a spreadsheet might run as a formula has an apostrophe before it."
NOTHING = "An empty cell means that nothing is stated. It is never a 0."
LISTS = "Several codes in one cell have semicolons between them; the sheet or file links has them one by one."
CUT = "A sheet holds 1,048,575 rows, and a cell 32,767 characters; where there are more, the CSV has the rest."
WIDTHS = {Type.STRING: 36, Type.INTEGER: 10, Type.DECIMAL: 14, Type.BOOLEAN: 10, Type.DATE: 12}
WIDTH = 22
BOLD = Font(bold=True)


class Sheet:
    """One table as a sheet that rows are appended to."""

    def __init__(self, book: Workbook, table: Table):
        self.page = book.create_sheet(table.title)
        self.page.freeze_panes = "A2"
        for place, column in enumerate(table.columns, start=1):
            self.page.column_dimensions[get_column_letter(place)].width = WIDTHS.get(column.type, WIDTH)
        self.page.append([heading(self.page, name) for name in table.names])
        self.line = workbook_line(table, self.page)
        self.rows, self.written = 0, 1

    def append(self, row: Row) -> None:
        """Write a row; where the sheet is full it is counted alone."""
        self.rows += 1
        if self.written < MOST_ROWS:
            self.page.append(self.line(row))
            self.written += 1


class Book:
    """A workbook in the making."""

    def __init__(self, title: str, version: int, moment: datetime, tables: Iterable[Table]):
        self.title, self.version, self.moment = title, version, moment
        self.tables = tuple(tables)
        self.book = Workbook(write_only=True)
        self.book.properties.title = title
        self.book.properties.creator = title
        self.cover, self.notes = self.book.create_sheet(COVER), self.book.create_sheet(NOTES)
        self.sheets = {table.name: Sheet(self.book, table) for table in self.tables}

    def save(self, file: BinaryIO) -> None:
        """Write cover and notes, now that the rows are counted, and the whole into a file."""
        try:
            self._write_cover()
            self._write_notes()
        finally:
            self.close()
        self.book.save(file)

    def close(self) -> None:
        """Finish every sheet, written whole or not."""
        for page in (self.cover, self.notes, *(sheet.page for sheet in self.sheets.values())):
            if not page.closed:
                page.close()

    def _write_cover(self) -> None:
        page = self.cover
        page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 80
        page.append([heading(page, self.title)])
        for name, value in (
            ("What this is", licence.ABOUT),
            ("Register version", self.version),
            ("Of", f"{self.moment:%Y-%m-%dT%H:%M:%SZ}"),
            ("Licence", f"{licence.TITLE} ({licence.ADDRESS})"),
            ("Cite as", f"{self.title}, version {self.version}, {self.moment:%Y-%m-%d}."),
        ):
            page.append([name, value])
        page.append([])
        page.append([heading(page, "Sheet"), heading(page, "What a row is"), heading(page, "Rows")])
        for table in self.tables:
            page.append([table.title, table.meaning, self.sheets[table.name].rows])

    def _write_notes(self) -> None:
        page = self.notes
        for letter, width in zip("ABCDEFGH", (16, 24, 10, 90, 24, 24, 20, 60), strict=True):
            page.column_dimensions[letter].width = width
        for note in (NOTHING, LISTS, ESCAPED, CUT):
            page.append([note])
        page.append([])
        page.append([heading(page, name) for name in NOTES_HEAD])
        for table in self.tables:
            for column in table.columns:
                told = (column.meaning, column.unit, column.scheme, column.refers, "; ".join(column.codes))
                cells = (table.name, column.name, column.type.value, *told)
                page.append([workbook_text(page, cell) or None for cell in cells])


def heading(page, text: str) -> WriteOnlyCell:
    """A cell in bold."""
    cell = WriteOnlyCell(page, text)
    cell.font = BOLD
    return cell
