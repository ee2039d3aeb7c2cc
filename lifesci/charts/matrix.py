"""A matrix of pairs in three states, drawn so that it needs no more width than a telephone has. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lifesci.charts.bars import MOST
from lifesci.charts.lines import lines
from lifesci.charts.units import per_cent, rem
from lifesci.words import gettext

LINE, CELL, GAP = 1.35, 1.9, 0.9  # heights in rem


class State(StrEnum):
    """What is known of a pair."""

    RECORDED = "recorded"
    SEARCHED = "searched"
    NOT_YET = "not-yet"

    @property
    def label(self) -> str:
        """The state in words."""
        words = {
            "recorded": gettext("recorded"),
            "searched": gettext("searched, none found"),
            "not-yet": gettext("not yet looked"),
        }
        return words[self.value]


@dataclass(frozen=True)
class Cell:
    """One pair. `short` is the short name of its column, written in it; `address` is where its list stands, which
    `words` name."""

    short: str
    state: State
    x: str
    middle: str
    address: str = ""
    words: str = ""


@dataclass(frozen=True)
class Row:
    """One row: its label, line by line, above its cells. `text_y` is the baseline of what is written in cells."""

    label: str
    lines: list[tuple[str, str]]
    y: str
    text_y: str
    strip_y: str
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    """The whole matrix. `width` and `tall` are those of one cell."""

    height: str
    width: str
    tall: str
    rows: list[Row]
    states: list[State]


def matrix(
    rows: Sequence[tuple[str, str]],
    columns: Sequence[tuple[str, str]],
    states: Mapping[tuple[str, str], State],
    lists: Mapping[tuple[str, str], tuple[str, str]] | None = None,
) -> Matrix:
    """The matrix of rows (code, label) by columns (code, short name); `states` by (row code, column code).

    `lists` gives by the same the (address, words) of pairs that have a list.
    """
    lists = lists or {}
    share, drawn, y = 100 / max(len(columns), 1), [], 0.0
    for code, label in rows:
        words = lines(label, MOST)
        placed = [(rem(y + number * LINE + 1), line) for number, line in enumerate(words)]
        top = y + len(words) * LINE + 0.1
        cells = [
            Cell(
                short,
                states[code, column],
                per_cent(share * number + share * 0.04),
                per_cent(share * (number + 0.5)),
                *lists.get((code, column), ()),
            )
            for number, (column, short) in enumerate(columns)
        ]
        drawn.append(Row(label, placed, rem(top), rem(top + 1.2), rem(top + CELL - 0.4), cells))
        y = top + CELL + GAP
    used = [state for state in State if state in set(states.values())]
    return Matrix(rem(y), per_cent(share * 0.92), rem(CELL), drawn, used)
