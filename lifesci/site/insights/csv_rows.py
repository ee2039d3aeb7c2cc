"""The table of a chart as lines of CSV (RFC 4180), which no spreadsheet runs as a formula."""

import csv
from collections.abc import Callable, Iterator
from io import StringIO

from lifesci.site.insights.chart import Table
from programmes.totals.csv_rows import safe


def lines(table: Table, absolute: Callable[[str], str]) -> Iterator[str]:
    """The head and every row, with the whole address of its list as the last cell."""
    yield _line([*(column.name for column in table.columns), "list"])
    for row in table.rows:
        yield _line([*map(safe, row.cells), absolute(row.address) if row.address else ""])


def _line(cells) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
