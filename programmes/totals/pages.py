"""The page that says how totals came about, and the file of their rows."""

from django.http import StreamingHttpResponse
from django.shortcuts import render

from lifesci.search.headings import heading
from lifesci.search.listing import chosen_labels
from lifesci.search.paging import paging
from lifesci.search.parameters import BadParameter, whole_number
from lifesci.search.schemes import FACETS
from lifesci.search.shelf import selected
from lifesci.totals.wording import NO_GRAND_TOTAL
from lifesci.words import gettext
from programmes.totals import csv_rows
from programmes.totals.answering import FILE, PAGE, Answers, accounted, notes
from programmes.totals.asking import LAST_PAGE, asked
from programmes.totals.catalogue import KIND, stored_rows, titles, walked_rows

TOTALS_ON_A_PAGE = 20
ROWS_ON_A_PAGE = 50
LIST = "/programmes/"
ASKED_ON_PAGE = ("measure", "period", "geography", "page")
ASKED_OF_FILE = ("measure", "period", "geography", "part")


def totals(request):
    """What programmes add up to; of one total alone, every figure it adds or leaves out. Raises BadParameter."""
    version = getattr(request, "register_version", None)
    question, register = asked(request.GET, version, taking=ASKED_ON_PAGE)
    number = whole_number(request.GET, "page", lowest=1, highest=LAST_PAGE, default=1)
    found = list(Answers(question, register).found())
    context = {
        "place": "programmes",
        "heading": named(question, selected(register, question.ask)),
        "list": question.address_of_list(LIST),
        "file": question.address(FILE),
        "canonical": question.address(PAGE, page=number if number > 1 else ""),
        "all": question.of_any().address(PAGE) if question.is_narrowed else "",
        "notes": notes(question),
        "no_grand_total": gettext(NO_GRAND_TOTAL),
    }
    if len(found) == 1 and question.is_of_one:
        shown = one(question, register, number)
        return render(request, "totals/one.html", {**context, "answer": answered(found)[0], **shown})
    return render(request, "totals/all.html", {**context, **some(question, found, number)})


def named(question, selection) -> str:
    """The programmes asked about, as their list names them."""
    values = {name: selection.facets[facet.scheme] for name, facet in FACETS[KIND].items()}
    return heading(KIND, selection.count, chosen_labels(values), question.ask.q)


def answered(found) -> list:
    """Totals that were found, worked out."""
    return [part.answer(slices) for part, slices in found]


def some(question, found, number) -> dict:
    """One page of many totals."""
    return {
        "count": len(found),
        "answers": answered(found[slice(*window(len(found), number, TOTALS_ON_A_PAGE))]),
        "paging": paged(question, len(found), number, TOTALS_ON_A_PAGE),
    }


def one(question, register, number) -> dict:
    """One page of the figures of one total, those it adds before those it leaves out."""
    figures = sorted(accounted(question, register), key=lambda figure: figure[2] is not None)
    start, end = window(len(figures), number, ROWS_ON_A_PAGE)
    shown = figures[start:end]
    rows = stored_rows(id for _, id, _ in shown)
    sources = titles(row["citation"]["source"] for row in rows.values())
    told = [
        {"row": rows[id], "reason": reason, "source": sources.get(rows[id]["citation"]["source"])}
        for _, id, reason in shown
        if id in rows
    ]
    return {
        "included": [each for each in told if each["reason"] is None],
        "left_out": [each for each in told if each["reason"] is not None],
        "paging": paged(question, len(figures), number, ROWS_ON_A_PAGE),
    }


def window(count: int, number: int, size: int) -> tuple[int, int]:
    """Where a page begins and ends. Raises BadParameter for a page that is not there."""
    pages = max(-(-count // size), 1)
    if number > pages:
        detail = gettext("There is no page {number}: the last one is {pages}.")
        raise BadParameter("page", detail.format(number=number, pages=pages), str(pages))
    return (number - 1) * size, number * size


def paged(question, count, number, size):
    """Links to the other pages."""
    return paging(number, -(-count // size), lambda page: question.address(PAGE, page=page if page > 1 else ""))


def totals_file(request):
    """Every figure of the totals asked for as CSV, by identifier, sent while it is read. Raises BadParameter."""
    version = getattr(request, "register_version", None)
    question, register = asked(request.GET, version, taking=ASKED_OF_FILE)
    reasons = {id: (group, reason) for group, id, reason in accounted(question, register)}
    rows = ((*reasons[id], row) for id, row in walked_rows(set(reasons)))
    return StreamingHttpResponse(
        () if request.method == "HEAD" else csv_rows.lines(rows, register.version),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": 'attachment; filename="totals.csv"'},
    )


totals.reads_parameters = totals_file.reads_parameters = True
