"""How well figures stand up to their sources, and how old facts are, in dates and not in ages. For the pages."""

from collections import Counter

import orjson

from lifesci.charts.answers import figures, oldest, programmes, verified
from lifesci.charts.bars import Mark, bars
from lifesci.editions.card import NEVER, year_of
from lifesci.editions.models import Entry, Kind
from lifesci.search.schemes import EVIDENCE
from lifesci.site.insights.asked import Asked
from lifesci.site.insights.chart import Chart, Column, Row, Table, drawn_or_said
from lifesci.words import gettext, gettext_noop

UNDATED = gettext_noop("Not stated")


def evidence(asked: Asked) -> Chart:
    """The chart of figures by what their check found."""
    counts = Counter()
    for fact, count in asked.facts.items():
        counts[fact.check] += count
    rows = [_result(asked, code, counts[code]) for code in EVIDENCE if counts[code]]
    marks = [Mark(row.cells[0], row.cells[1], row.address) for row in rows]
    said = f"{rows[0].cells[0]}: {rows[0].cells[1]:,}." if rows else gettext("These programmes state no figure.")
    columns = (
        Column(gettext_noop("What the check found"), "result"),
        Column(gettext_noop("Figures"), "figures", True),
        Column(gettext_noop("Programmes"), "programmes", True),
    )
    return Chart(
        code="evidence",
        question=gettext("How many figures are verified?"),
        answer=verified(counts["verified"], counts.total()),
        caption=gettext("Figures by what the check against their source found"),
        table=Table(columns, rows),
        left_out=[
            gettext("The check finds the words that a figure quotes in the source, and compares number and qualifier.")
        ],
        **drawn_or_said(len(rows), "charts/bars.html", bars(marks), said),
    )


def _result(asked, code, count) -> Row:
    carrying = len(asked.carrying("evidence", code))
    address = asked.list_with(evidence=[code]) if asked.is_open("evidence", code) else ""
    return Row((gettext(EVIDENCE[code]), count, carrying), address)


def checks(asked: Asked) -> Chart:
    """The chart of programmes by the year of the oldest check of their facts."""
    values = asked.values("checked")
    marks = [Mark(_year(value), value.count, value.address) for value in values]
    without = asked.without("checked") if asked.count else 0
    said = (
        f"{marks[0].label}: {programmes(marks[0].count)}."
        if marks
        else gettext("None of these programmes cites a source.")
    )
    return Chart(
        code="checks",
        question=gettext("When were facts last checked?"),
        answer=oldest(
            {value.code: value.count for value in values},
            one=gettext("oldest check"),
            many=gettext("programmes"),
            verb=gettext("had their oldest check in {}"),
        ),
        caption=gettext("Programmes by the year of the oldest check of their facts"),
        table=Table(
            (Column(gettext_noop("Oldest check"), "checked"), Column(gettext_noop("Programmes"), "programmes", True)),
            [Row((mark.label, mark.count), mark.address) for mark in marks],
        ),
        left_out=[_without(without)] if without else [],
        **drawn_or_said(len(marks), "charts/bars.html", bars(marks), said),
    )


def _without(count) -> str:
    return gettext("Left out: {programmes} without a fact that names a source.").format(programmes=programmes(count))


def _year(value) -> str:
    return gettext("With a fact not yet verified") if value.code == NEVER else value.code


def sources(asked: Asked) -> Chart:
    """The chart of figures by the year of the source they were read in. One query."""
    counts, undated = Counter(), gettext(UNDATED)
    for fact, count in asked.facts.items():
        counts[fact.source] += count
    cards = Entry.objects.filter(kind=Kind.SOURCE, ref__in=counts).order_by().values_list("ref", "title", "item")
    told = {ref: (title, year_of(orjson.loads(item)["published_on"]) or undated) for ref, title, item in cards}
    listed = [(*told.get(ref, (ref or gettext("No source"), undated)), ref, count) for ref, count in counts.items()]
    listed.sort(key=lambda row: (row[1], row[0], row[2]))
    by_year = Counter()
    for _, year, _, count in listed:
        by_year[year] += count
    marks = [Mark(year, count) for year, count in by_year.items()]
    said = f"{marks[0].label}: {figures(marks[0].count)}." if marks else gettext("These programmes state no figure.")
    columns = (
        Column(gettext_noop("Source"), "source"),
        Column(gettext_noop("Year"), "year"),
        Column(gettext_noop("Figures"), "figures", True),
    )
    return Chart(
        code="sources",
        question=gettext("How old are the sources of figures?"),
        answer=oldest(
            by_year, one=gettext("figure"), many=gettext("figures"), verb=gettext("were read in sources of {}")
        ),
        caption=gettext("Figures by the source they were read in, and its year"),
        table=Table(
            columns,
            [
                Row((title, year, count), f"/sources/{ref}/" if ref in told else "")
                for title, year, ref, count in listed
            ],
        ),
        left_out=[gettext("The page of a source lists every fact read in it, whatever the filters here.")],
        **drawn_or_said(len(marks), "charts/bars.html", bars(marks), said),
    )
