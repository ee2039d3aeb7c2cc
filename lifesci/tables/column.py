"""What a table and a column of it are: name, type, meaning, unit, vocabulary. Pure; for anybody."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

SEPARATOR = ";"  # between the items of a list in one cell


class Type(StrEnum):
    """What the cells of a column hold. Whatever is not stated is an empty cell, never a 0."""

    STRING = "string"
    CODE = "code"  # a code of a vocabulary, or the ref of a record
    LIST = "list"  # codes with semicolons between them
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"  # true or false
    DATE = "date"  # ISO 8601
    MOMENT = "moment"  # ISO 8601 with the time, in UTC
    EDTF = "edtf"  # ISO 8601-2: a date as uncertain as its source
    URL = "url"  # a whole address
    PATH = "path"  # the address of a page of the register, without its host


TEXTS = frozenset({Type.STRING, Type.CODE, Type.EDTF, Type.URL, Type.PATH})


@dataclass(frozen=True)
class Column:
    """One column. `scheme` is the vocabulary of its codes, `refers` the table and column its values are keys of: all
    of them where `is_held`, else those that are still published. `codes` are given where they cannot change."""

    name: str
    type: Type
    meaning: str
    unit: str = ""
    scheme: str = ""
    codes: tuple[str, ...] = ()
    refers: str = ""
    is_held: bool = False
    is_required: bool = False

    @property
    def is_text(self) -> bool:
        """Does it hold text, of which nothing is "" and not null?"""
        return self.type in TEXTS

    @cached_property
    def described(self) -> str:
        """Its meaning with its unit and vocabulary."""
        further = [self.meaning]
        if self.unit:
            further.append(f"Unit: {self.unit}.")
        if self.scheme:
            further.append(f"Vocabulary: {self.scheme}.")
        if self.refers:
            further.append(f"Names a row of {self.refers.partition('.')[0]}.")
        return " ".join(further)


@dataclass(frozen=True)
class Table:
    """One flat table: its rows are about one sort of thing, and its key names each row once."""

    name: str
    title: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, in their order."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Its columns by name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def held(self) -> tuple[Column, ...]:
        """The columns whose every value is the key of a row that is there."""
        return tuple(column for column in self.columns if column.is_held)
