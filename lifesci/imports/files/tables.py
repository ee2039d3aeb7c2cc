"""The tables of a file, whatever its format: names, columns, rows. Pure; what the plan reads from."""

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from lifesci.imports.files.bounds import Row
from lifesci.imports.files.csv_rows import CsvTables
from lifesci.imports.files.json_rows import JsonTables
from lifesci.imports.files.nature import kind_of, size_of
from lifesci.imports.files.xlsx_rows import XlsxTables

READERS = {"csv": CsvTables, "xlsx": XlsxTables, "json": JsonTables}


class Tables(Protocol):
    """What every reader offers. `expected` is about how many rows there are; `notes` are sentences for people."""

    notes: list[str]
    headers: dict[str, list[str]]
    expected: int

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of one table; may be asked more than once."""


def open_tables(file: BinaryIO, name: str) -> Tables:
    """Read what a file holds, in memory that does not grow with it. Raises BadFile with a sentence."""
    size_of(file)
    return READERS[kind_of(file, name)](file)
