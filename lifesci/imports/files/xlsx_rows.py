"""Rows of a workbook, one at a time; nothing in it is run. Pure."""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml.constants import SHARED_STRINGS

from lifesci.imports.files import bounds
from lifesci.imports.files.bounds import BadFile, Row, Unreadable, counted, headers_of, row_of
from lifesci.imports.files.shared_strings import SharedStrings
from lifesci.tables.escaping import from_workbook, unescape

DAMAGED = (
    AttributeError,
    EOFError,
    IndexError,
    InvalidFileException,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
# Sheets that templates and exports carry for people.
FOR_PEOPLE = {"columns", "notes"}
NO_WORKBOOK = "The file cannot be read as an Excel workbook. It may be damaged or protected; save it anew as .xlsx."


class Reader(ExcelReader):
    """openpyxl's reader, with the shared texts on disk."""

    def read_strings(self):
        """Copy the shared texts to disk."""
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as source:
                self.shared_strings = SharedStrings(source)


class XlsxTables:
    """The sheets of a workbook by name."""

    def __init__(self, file: BinaryIO):
        self.notes = []
        _within_bounds(file)
        file.seek(0)
        try:
            reader = Reader(file, read_only=True, keep_links=False)
            reader.read()
        except DAMAGED as problem:
            raise BadFile(NO_WORKBOOK) from problem
        self.sheets = {sheet.title: sheet for sheet in reader.wb.worksheets if sheet.title.casefold() not in FOR_PEOPLE}
        if not self.sheets:
            raise BadFile("The workbook has no sheet with rows in it.")
        self.headers = {name: self._headers(name) for name in self.sheets}
        self.expected = sum(max((sheet.max_row or 1) - 1, 0) for sheet in self.sheets.values())

    def rows(self, name: str) -> Iterator[Row]:
        """The rows below the first one. Raises BadFile where the sheet is damaged."""
        headers = self.headers[name]
        for number, cells in enumerate(counted(self._lines(name)), start=1):
            if number > 1:
                row = row_of(number, headers, [_value(cell) for cell in cells], is_ragged_wrong=False)
                if row:
                    yield row

    def _headers(self, name: str) -> list[str]:
        lines = self._lines(name)
        first = next(lines, ())
        lines.close()
        try:
            return headers_of([_header(cell) for cell in first])
        except BadFile as problem:
            raise BadFile(f"Sheet “{name[:40]}”: {problem}") from problem

    def _lines(self, name: str):
        sheet = self.sheets[name]
        try:
            yield from sheet.iter_rows(
                min_row=1, min_col=1, max_col=bounds.MOST_COLUMNS + 1, max_row=bounds.MOST_ROWS + 2
            )
        except DAMAGED as problem:
            raise BadFile(NO_WORKBOOK) from problem


def _within_bounds(file: BinaryIO) -> None:
    """Refuse an archive that unpacks to more than the register reads, before anything is unpacked."""
    try:
        archive = zipfile.ZipFile(file)
        parts = archive.infolist()
        whole = sum(part.file_size for part in parts)
        swollen = any(
            part.file_size > 1 << 20 and part.file_size > bounds.MOST_TIMES * max(part.compress_size, 1)
            for part in parts
        )
        if len(parts) > bounds.MOST_PARTS or whole > bounds.MOST_UNPACKED or swollen:
            raise BadFile(
                f"The workbook would unpack to {bounds.size_in_words(whole)}, far more than a table needs "
                "(a “zip bomb”). Nothing was unpacked."
            )
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.open(part).read(4096).upper():
                raise BadFile("The workbook declares a document type, which no spreadsheet writes. Nothing was read.")
    except DAMAGED as problem:
        raise BadFile(NO_WORKBOOK) from problem


def _header(cell):
    return unescape(from_workbook(cell.value)) if isinstance(cell.value, str) else cell.value


def _value(cell):
    """What a cell says: text, a number, yes or no, a day; Unreadable for everything else."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str) and cell.data_type not in ("f", "e"):
        return _text(value)
    if cell.data_type == "f":
        shown = value if isinstance(value, str) else "="
        return Unreadable(shown[:80], "The cell holds a formula. Paste what it comes to as a plain value.")
    if cell.data_type == "e":
        return Unreadable(str(value), "The cell holds an error of the spreadsheet.")
    if isinstance(value, int | float):
        if "%" in (cell.number_format or ""):
            shown = f"{value * 100:g}%"
            return Unreadable(shown, "The cell is formatted as per cent. Format it as a number and write 51 for 51%.")
        return value
    return (
        value if isinstance(value, date | datetime) else Unreadable(str(value)[:80], "This is no text, number or day.")
    )


def _text(value: str):
    if len(value) > bounds.LONGEST_CELL:
        return Unreadable(value[:80], f"The cell has more than {bounds.LONGEST_CELL:,} characters.")
    return unescape(from_workbook(value))
