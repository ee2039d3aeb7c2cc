"""Figures of totals as lines of CSV (RFC 4180), which no spreadsheet runs as a formula. Pure."""

import csv
from collections.abc import Iterable, Iterator

from lifesci.evidence.qualifiers import Qualifier
from lifesci.totals.adding import Group, Reason

COLUMNS = (
    *("measure", "period_kind", "geography", "part", "reason", "reason_in_words", "programme", "title", "figure"),
    *("phrase", "value", "value_high", "qualifier", "may_be_lower", "may_be_higher", "source", "paragraph"),
    "register_version",
)
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text):
        return text


def lines(rows: Iterable[tuple[Group, Reason | None, dict]], version: int) -> Iterator[str]:
    """The head and one line for each (group, reason, flat row of the API); the reason is None where it is added."""
    write = csv.writer(_Echo(), lineterminator="\r\n").writerow
    yield write(COLUMNS)
    for group, reason, row in rows:
        yield write([safe(cell) for cell in cells(group, reason, row, version)])


def cells(group: Group, reason: Reason | None, row: dict, version: int) -> tuple:
    """The cells of one figure, as COLUMNS names them; what is not there is empty."""
    return (
        *group,
        "left-out" if reason else "included",
        reason.value if reason else "",
        reason.label if reason else "",
        row["record"]["ref"],
        row["record"]["title"],
        row["id"],
        row["phrase"],
        row["value"],
        row["value_high"],
        row["qualifier"],
        *doubts(row),
        row["citation"]["source"],
        row["citation"]["paragraph"],
        version,
    )


def doubts(row: dict) -> tuple[str, str]:
    """Whether the truth may be lower and higher than a figure, "" for both where it has no value."""
    if row["value"] is None:
        return "", ""
    doubt = Qualifier(row["qualifier"])
    may_be_higher = doubt.may_be_higher or row["value_high"] is not None
    return "yes" if doubt.may_be_lower else "no", "yes" if may_be_higher else "no"


def safe(cell):
    """A cell as it may stand: a text that a spreadsheet would run gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RUN_BY_SPREADSHEETS) else cell
