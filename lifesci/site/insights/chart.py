"""What a chart is, whatever its question: answer, drawing, what it leaves out, table and CSV. For this package."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lifesci.words import gettext

MOST_ROWS = 200  # rows of a table on a page; the CSV has all


@dataclass(frozen=True)
class Column:
    """One column: its head on the page, its name in the CSV, and whether it holds numbers, or codes of the register.

    `words` says on the page what its codes mean; the CSV has the codes. Head and words are translated when shown.
    """

    title: str
    name: str
    is_number: bool = False
    is_code: bool = False
    words: Mapping[object, str] = field(default_factory=dict)

    def said(self, cell):
        """A cell as the page says it."""
        return gettext(str(self.words[cell])) if cell in self.words else cell


@dataclass(frozen=True)
class Row:
    """One row. `address` is its list; `cells` stand in the order of the columns."""

    cells: tuple
    address: str = ""


@dataclass(frozen=True)
class Table:
    """What a chart shows, as rows; the first column names them."""

    columns: tuple[Column, ...]
    rows: list[Row]

    @property
    def shown(self) -> list[dict]:
        """The rows that a page shows: the address of each, and its (column, cell in words) pairs."""
        return [
            {
                "address": row.address,
                "cells": [(column, column.said(cell)) for column, cell in zip(self.columns, row.cells, strict=True)],
            }
            for row in self.rows[:MOST_ROWS]
        ]

    @property
    def more(self) -> int:
        """How many rows only the CSV has."""
        return max(len(self.rows) - MOST_ROWS, 0)


@dataclass(frozen=True)
class Chart:
    """One question with its answer. Where there is only one number to draw, `said` gives it in words instead.

    `template` draws `drawing`; `caption` says what the table counts; `choices` are other numbers to ask for.
    """

    code: str
    question: str
    answer: str
    caption: str
    table: Table
    template: str = ""
    drawing: object = None
    said: str = ""
    left_out: list[str] = field(default_factory=list)
    choices: list[dict] = field(default_factory=list)
    grid: list[dict] = field(default_factory=list)


def drawn_or_said(count: int, template: str, drawing: object, said: str) -> dict:
    """The drawing where it has at least two marks; one number, or none, is said in words."""
    return {"template": template, "drawing": drawing} if count > 1 else {"said": said}
