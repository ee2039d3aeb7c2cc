"""When programmes started, from the years that their Editions state. For the pages of insights."""

from lifesci.charts.answers import launched, part_of, programmes
from lifesci.charts.columns import columns
from lifesci.editions.card import UNDATED
from lifesci.site.insights.asked import Asked
from lifesci.site.insights.chart import Chart, Column, Row, Table, drawn_or_said
from lifesci.words import gettext, gettext_noop

NAME = "started"


def launches(asked: Asked) -> Chart:
    """The chart of programmes by the year of their start."""
    values = asked.values(NAME)
    dated = {int(value.code): value.count for value in values if value.code.isdigit()}
    undated = next((value.count for value in values if value.code == UNDATED), 0)
    rows = [
        Row((value.code if value.code.isdigit() else gettext("Not stated"), value.count), value.address)
        for value in values
    ]

    def listed(years: list[int]) -> str:
        return asked.list_with(started=[str(year) for year in years])

    return Chart(
        code="launches",
        question=gettext("When did programmes start?"),
        answer=launched(dated, undated),
        caption=gettext("Programmes by the year of their start"),
        table=Table(
            (Column(gettext_noop("Year"), "year"), Column(gettext_noop("Programmes"), "programmes", True)), rows
        ),
        left_out=_left_out(undated),
        **drawn_or_said(len(dated), "charts/columns.html", columns(dated, listed), _said(dated, asked.count)),
    )


def _said(dated, total) -> str:
    if not dated:
        return (
            gettext("None of these programmes states the year of its start.")
            if total
            else gettext("No programme is found.")
        )
    return part_of(next(iter(dated)), sum(dated.values()), total)


def _left_out(undated) -> list[str]:
    found = [gettext("A year that a source only lets infer is counted like one that it states.")]
    if undated:
        words = gettext("Counted beside the chart: {programmes} whose start is not stated, or not to the year.")
        found.append(words.format(programmes=programmes(undated)))
    return found
