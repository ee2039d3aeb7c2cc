"""Rows of a JSON file, one at a time: a list of objects, or an object of such lists by table. Pure."""

import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from lifesci.imports.files.bounds import LONGEST_LINE, MOST_COLUMNS, BadFile, Row, Unreadable, counted
from lifesci.imports.files.nature import letters_of

PIECE = 1 << 16
SHAPE = (
    "The file is no JSON that the register reads. It holds a list of objects, or one object with such a list for each "
    "table, as an export has it. The trouble is in {where}."
)


class Number(str):
    """A number as it was written; no float ever stands in between."""

    __slots__ = ()


class Twice(str):
    """A name that an object has twice, so that nobody knows which of its values is meant."""

    __slots__ = ()


class JsonTables:
    """The lists of a JSON file by table; a bare list is a table without a name."""

    def __init__(self, file: BinaryIO):
        self.file = file
        self.encoding, self.notes = letters_of(file)
        self.headers: dict[str, list[str]] = {}
        self.expected = 0
        for name, cells in self._objects():
            known = self.headers.setdefault(name, [])
            known += [column for column in cells or () if column not in known and not _is_twice(cells, column)]
            self.expected += cells is not None
            if len(known) > MOST_COLUMNS:
                raise BadFile(f"A table has at most {MOST_COLUMNS} columns, and this one has more. Nothing was read.")

    def rows(self, name: str) -> Iterator[Row]:
        """The objects of one table, numbered from 1."""
        mine = (cells for table, cells in self._objects() if table == name and cells is not None)
        for number, cells in enumerate(counted(mine), start=1):
            twice = cells.pop("") if _is_twice(cells, "") else ""
            yield Row(number, cells, f"The object names “{twice}” more than once." if twice else "")

    def _objects(self) -> Iterator[tuple[str, dict | None]]:
        """(table, object) of all tables in their order; a table also gives a None, so that an empty one is known."""
        self.file.seek(0)
        stream = io.TextIOWrapper(self.file, encoding=self.encoding, newline="")
        text = Text(stream)
        try:
            if text.peek() == "[":
                yield from text.list_of("")
            else:
                yield from text.lists_by_name()
            if text.peek():
                text.fail()
        finally:
            if not self.file.closed:
                stream.detach()


class Text:
    """A JSON text that is decoded value by value from a stream."""

    def __init__(self, stream):
        self.stream, self.buffer, self.ended, self.where = stream, "", False, "the beginning"
        self.decoder = json.JSONDecoder(
            object_pairs_hook=_object,
            parse_float=Number,
            parse_int=Number,
            parse_constant=lambda name: Unreadable(name, f"{name} is no number."),
        )

    def lists_by_name(self):
        """The lists of an object."""
        self.take("{")
        names = set()
        while self.peek() != "}":
            if names:
                self.take(",")
            name = self.value()
            if not isinstance(name, str) or name in names:
                self.fail()
            names.add(name)
            self.take(":")
            yield from self.list_of(name)
        self.take("}")

    def list_of(self, name: str):
        """The objects of a list."""
        self.take("[")
        yield name, None
        count = 0
        while self.peek() != "]":
            if count:
                self.take(",")
            count += 1
            self.where = f"object {count}" + (f" of “{name[:40]}”" if name else "")
            found = self.value()
            if not isinstance(found, dict):
                self.fail()
            yield name, found
        self.take("]")

    def peek(self) -> str:
        """The next character that is not white; empty at the end."""
        while True:
            self.buffer = self.buffer.lstrip(" \t\r\n")
            if self.buffer or self.ended:
                return self.buffer[:1]
            self.fill()

    def take(self, mark: str) -> None:
        """Step over a mark that must come next."""
        if self.peek() != mark:
            self.fail()
        self.buffer = self.buffer[1:]

    def value(self):
        """The next value, whole."""
        self.peek()
        while True:
            try:
                found, end = self.decoder.raw_decode(self.buffer)
            except (ValueError, RecursionError) as problem:
                if self.ended or len(self.buffer) > LONGEST_LINE or isinstance(problem, RecursionError):
                    self.fail()
                self.fill()
            else:
                self.buffer = self.buffer[end:]
                return found

    def fill(self) -> None:
        """Read on."""
        piece = self.stream.read(max(PIECE, len(self.buffer)))
        self.ended = not piece
        self.buffer += piece

    def fail(self):
        """Refuse the file."""
        raise BadFile(SHAPE.format(where=self.where))


def _object(pairs: list) -> dict:
    """An object; a name that stands in it twice is kept under the empty name, where no column can be."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        found[""] = Twice(next(name for name in names if names.count(name) > 1))
    return found


def _is_twice(cells: dict, column: str) -> bool:
    """Is this no column, but what `_object` says of one?"""
    return isinstance(cells.get(column), Twice)
