"""A comparison as lines of CSV (RFC 4180), which no spreadsheet runs as a formula. Pure."""

import csv
from io import StringIO

from lifesci.site.comparing.table import NOT_STATED, rows
from lifesci.tables.escaping import escape
from lifesci.words import gettext


def text(documents: list[dict], absolute) -> str:
    """The table with a column for each programme, named by its ref; things in one cell have "; " between them."""
    out = StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    write(["", *(document["ref"] for document in documents)])
    write([gettext("Title"), *(escape(document["title"]) for document in documents)])
    for label, cells in rows(documents):
        write(
            [escape(label), *(escape("; ".join(said.words for said in cell) or gettext(NOT_STATED)) for cell in cells)]
        )
    write([gettext("Address"), *(absolute(f"{each['url']}editions/{each['edition']}/") for each in documents)])
    return out.getvalue()
