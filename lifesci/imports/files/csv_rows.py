"""Rows of a CSV file, one at a time. Pure."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from lifesci.imports.files.bounds import LONGEST_CELL, BadFile, Row, Unreadable, counted, headers_of, row_of
from lifesci.imports.files.nature import letters_of, lines_of
from lifesci.tables.escaping import unescape

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
UNCLOSED = (
    "In row {number} a quotation mark is opened and not closed where its cell ends. "
    "Write a quotation mark inside a quoted cell twice. Nothing was read."
)


class CsvTables:
    """A CSV file as one table without a name."""

    def __init__(self, file: BinaryIO):
        self.file = file
        self.encoding, self.notes = letters_of(file)
        self.delimiter = self._delimiter()
        if self.delimiter != ",":
            self.notes = [*self.notes, f"Its cells are separated by {DELIMITERS[self.delimiter]}; they were read so."]
        self.headers = {"": self._headers()}
        self.expected = self._lines()

    def rows(self, name: str = "") -> Iterator[Row]:
        """The rows below the first one. Raises BadFile where the text is no table."""
        headers = self.headers[name]
        for number, cells in enumerate(counted(self._records()), start=1):
            if number > 1:
                row = row_of(number, headers, [_cell(cell) for cell in cells], is_ragged_wrong=True)
                if row:
                    yield row

    def _records(self) -> Iterator[list[str]]:
        self.file.seek(0)
        text = io.TextIOWrapper(self.file, encoding=self.encoding, newline="")
        reader = csv.reader(lines_of(text), delimiter=self.delimiter, strict=True)
        number = 0
        try:
            for record in reader:
                number += 1
                yield record
        except csv.Error as problem:
            raise BadFile(UNCLOSED.format(number=number + 1)) from problem
        finally:
            if not self.file.closed:
                text.detach()

    def _headers(self) -> list[str]:
        records = self._records()
        first = next(records, [])
        records.close()
        return headers_of([unescape(name) for name in first])

    def _delimiter(self) -> str:
        first = self.file.readline(1 << 16).decode(self.encoding, errors="replace")
        self.file.seek(0)
        counts = {mark: first.count(mark) for mark in DELIMITERS}
        return "," if counts[","] else max(counts, key=counts.get) if any(counts.values()) else ","

    def _lines(self) -> int:
        self.file.seek(0)
        count = sum(piece.count(b"\n") for piece in iter(lambda: self.file.read(1 << 16), b""))
        self.file.seek(0)
        return max(count - 1, 0)


def _cell(text: str):
    if text.startswith("="):
        return Unreadable(
            text[:80], "The cell begins with “=”, so a spreadsheet would run it. Put an apostrophe before it."
        )
    if len(text) > LONGEST_CELL:
        return Unreadable(text[:80], f"The cell has more than {LONGEST_CELL:,} characters.")
    return unescape(text)
