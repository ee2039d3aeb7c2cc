"""Bulk data on its way out: CSV, JSON and workbooks in blocks, so that memory holds one block at a time."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from lifesci.downloads.cells import csv_line
from lifesci.downloads.rows.parts import Row
from lifesci.downloads.workbook import Book
from lifesci.tables.column import Table

BLOCK = 1 << 18  # bytes that are read and sent at a time
TEXT_BLOCK = 1 << 16  # characters that are gathered before they are sent


def blocks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a block at a time."""
    with path.open("rb", buffering=0) as file:
        yield from read_blocks(file)


def read_blocks(file: BinaryIO) -> Iterator[bytes]:
    """What is left of an open file, a block at a time."""
    while block := file.read(BLOCK):
        yield block


def csv_blocks(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """A table as CSV (RFC 4180): the head, then a line a row."""
    out = io.StringIO()
    writer, line = csv.writer(out, lineterminator="\r\n"), csv_line(table)
    writer.writerow(table.names)
    for row in rows:
        writer.writerow(line(row))
        if out.tell() >= TEXT_BLOCK:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def gathered(pieces: Iterable[str]) -> Iterator[bytes]:
    """Short texts put together into blocks."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= TEXT_BLOCK:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()


def ndjson_blocks(texts: Iterable[str]) -> Iterator[bytes]:
    """JSON texts, one a line."""
    return gathered(f"{text}\n" for text in texts)


def json_blocks(head: dict, texts: Iterable[str]) -> Iterator[bytes]:
    """JSON texts as the `results` of an object that begins with these members."""

    def pieces():
        yield json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1]
        yield ',"results":['
        for number, text in enumerate(texts):
            yield f",{text}" if number else text
        yield "]}"

    return gathered(pieces())


def workbook_blocks(title: str, version: int, moment: datetime, table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """A workbook of one table; it is written to a file of its own first, which nobody else sees."""
    with TemporaryFile() as file:
        book = Book(title, version, moment, [table])
        try:
            for row in rows:
                book.sheets[table.name].append(row)
            book.save(file)
        finally:
            book.close()
        file.seek(0)
        yield from read_blocks(file)
