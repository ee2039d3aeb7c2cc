"""The page that shows programmes side by side, and the file of it."""

from django.http import HttpResponse
from django.shortcuts import render

from lifesci.site.comparing import csv_rows
from lifesci.site.comparing.chosen import MOST, address, chosen
from lifesci.site.comparing.table import rows

PAGE, FILE = "/programmes/compare/", "/programmes/compare.csv"


def compare(request):
    """Up to four programmes side by side; what cannot be shown or nobody states is said. Raises BadParameter."""
    asked = chosen(request.GET)
    found = rows(asked.documents)
    context = {
        "place": "programmes",
        "asked": asked,
        "most": MOST,
        "columns": [
            {"document": each, "without": address(PAGE, [ref for ref in asked.refs if ref != each["ref"]])}
            for each in asked.documents
        ],
        "rows": [row for row in found if any(row.cells)],
        "unstated": "; ".join(row.label for row in found if not any(row.cells)),
        "canonical": address(PAGE, asked.refs),
        "file": address(FILE, asked.refs),
    }
    return render(request, "comparing/page.html", context)


def compare_file(request):
    """The same as CSV; what cannot be shown is left out, as the page says. Raises BadParameter."""
    asked = chosen(request.GET)
    body = csv_rows.text(asked.documents, request.build_absolute_uri)
    named = {"Content-Disposition": f'attachment; filename="programmes-compared-{request.register_version}.csv"'}
    return HttpResponse(body, content_type="text/csv; charset=utf-8; header=present", headers=named)


compare.reads_parameters = compare_file.reads_parameters = True
