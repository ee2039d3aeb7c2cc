"""Lines of CSV (RFC 4180) for the trail, which no spreadsheet runs as a formula."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

RUN = ("=", "+", "-", "@", "\t", "\r")


def safe(cell: str) -> str:
    """The cell as text that a spreadsheet shows and does not run."""
    return f"'{cell}" if cell.lstrip(" ").startswith(RUN) else cell


def csv_lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Each row as a line."""
    for row in rows:
        out = StringIO()
        csv.writer(out, lineterminator="\r\n").writerow([safe(str(cell)) for cell in row])
        yield out.getvalue()
