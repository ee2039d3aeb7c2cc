"""Workbooks of tables: a cover, notes on every column, one sheet a table. No merged cell, and nothing that runs.

Written row by row, so that memory holds one row of each sheet at a time. For this package and the API.
"""

from collections.abc import Iterable
from datetime import datetime
from textwrap import wrap
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from lifesci.downloads import licence
from lifesci.downloads.cells import WHOLE, workbook_line, workbook_text
from lifesci.downloads.rows.parts import Row, instant
from lifesci.tables.column import Column, Table, Type
from lifesci.tables.workbook import MOST_ROWS

COVER, NOTES = "Cover", "Notes"
NOTES_HEAD = ("table", "column", "type", "meaning", "unit", "vocabulary", "names", "codes")
ESCAPED = "A text that a spreadsheet might run as a formula has an apostrophe before it."
NOTHING = "An empty cell means that nothing is stated. It is never a 0."
LISTS = "Several codes in one cell have semicolons between them; the sheet or file links has them one by one."
CUT = "A sheet holds 1,048,575 rows, and a cell 32,767 characters; where there are more, the CSV has the rest."
COVER_WIDTHS = (24, 90, 10)
NOTES_WIDTHS = (14, 22, 10, 64, 18, 18, 18, 50)
NOTES_ABOVE = (NOTHING, LISTS, ESCAPED, CUT)
WIDTHS = {Type.STRING: 36, Type.INTEGER: 10, Type.DECIMAL: 14, Type.BOOLEAN: 10, Type.DATE: 12}
WIDTH = 22
A4 = 9  # as Office numbers paper
FACE = "Calibri"
LINE = 15  # points of height
HEAD = Font(name=FACE, bold=True), PatternFill("solid", fgColor="E3EBE9"), Alignment(vertical="top", wrap_text=True)
TITLE = Font(name=FACE, bold=True, size=16)
ATTRIBUTES = {Font: "font", PatternFill: "fill", Alignment: "alignment", str: "number_format"}
READ = Alignment(vertical="top", horizontal="left", wrap_text=True)  # of what is read and not computed with


class Sheet:
    """One table as a sheet that rows are appended to."""

    def __init__(self, book: Workbook, table: Table):
        self.page = book.create_sheet(table.title)
        self.page.freeze_panes = "B2"  # the head, and the column that says which record it is
        laid_out(self.page)
        self.page.print_title_rows = "1:1"
        for place, column in enumerate(table.columns, start=1):
            self.page.column_dimensions[get_column_letter(place)].width = WIDTHS.get(column.type, WIDTH)
        self.page.append([heading(self.page, name) for name in table.names])
        self.line = workbook_line(table, self.page)
        self.rows, self.written = 0, 1
        self.last = get_column_letter(len(table.columns))

    def append(self, row: Row) -> None:
        """Write a row; where the sheet is full it is counted alone."""
        self.rows += 1
        if self.written < MOST_ROWS:
            self.page.append(self.line(row))
            self.written += 1

    def close(self) -> None:
        """Offer filters over what was written."""
        self.page.auto_filter.ref = f"A1:{self.last}{self.written}"
        self.page.close()


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
        for sheet in self.sheets.values():
            if not sheet.page.closed:
                sheet.close()
        for page in (self.cover, self.notes):
            if not page.closed:
                page.close()

    def _write_cover(self) -> None:
        page = self.cover
        laid_out(page, fitting=True)
        widen(page, COVER_WIDTHS)
        page.row_dimensions[1].height = 2 * LINE
        page.row_dimensions[3].height = lines(licence.ABOUT, COVER_WIDTHS[1]) * LINE
        page.append([styled(page, self.title, TITLE)])
        page.append([])
        for name, value in (
            ("What this is", licence.ABOUT),
            ("Register version", self.version),
            ("Of", instant(self.moment)),
            ("Licence", f"{licence.TITLE} ({licence.ADDRESS})"),
            ("Cite as", f"{self.title}, version {self.version}, {self.moment:%Y-%m-%d}."),
        ):
            page.append([styled(page, name, READ), styled(page, value, READ)])
        page.append([])
        page.append([heading(page, name) for name in ("Sheet", "What a row is", "Rows")])
        for table in self.tables:
            read = (styled(page, text, READ) for text in (table.title, table.meaning))
            page.append([*read, styled(page, self.sheets[table.name].rows, WHOLE)])

    def _write_notes(self) -> None:
        page = self.notes
        laid_out(page, fitting=True)
        page.freeze_panes = f"C{len(NOTES_ABOVE) + 3}"
        widen(page, NOTES_WIDTHS)
        for note in NOTES_ABOVE:
            page.append([note])
        page.append([])
        page.append([heading(page, name) for name in NOTES_HEAD])
        told = [told_of(table, column) for table in self.tables for column in table.columns]
        for number, texts in enumerate(told, start=len(NOTES_ABOVE) + 3):
            page.row_dimensions[number].height = LINE * max(map(lines, texts, NOTES_WIDTHS))
            page.append([styled(page, workbook_text(page, text) or None, READ) for text in texts])


def told_of(table: Table, column: Column) -> tuple[str, ...]:
    """What the notes say of a column."""
    told = (column.meaning, column.unit, column.scheme, column.refers, "; ".join(column.codes))
    return (table.name, column.name, column.type.value, *told)


def lines(text: str, width: int) -> int:
    """How many lines a text takes in a column so many letters wide; not every program works that out by itself."""
    return max(1, len(wrap(text, width - 2)))


def widen(page, widths: tuple[int, ...]) -> None:
    """Make columns so many letters wide."""
    for place, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(place)].width = width


def laid_out(page, *, fitting: bool = False) -> None:
    """Let a sheet be printed across the paper, and where it is to be read as wide as the paper is."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A4
    if fitting:
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_setup.fitToHeight = 0


def heading(page, text: str) -> Cell:
    """A cell at the head of a column."""
    return styled(page, text, *HEAD)


def styled(page, value, *styles: Font | PatternFill | Alignment | str) -> Cell:
    """A cell, or what is to stand in one, in these styles; a text among them says how a number is written."""
    cell = value if isinstance(value, Cell) else WriteOnlyCell(page, value)
    for style in styles:
        setattr(cell, ATTRIBUTES[type(style)], style)
    return cell
