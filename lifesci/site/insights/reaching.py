"""What programmes state of one measure over one kind of period, each figure with its doubt. For the pages."""

from collections import Counter

import orjson

from lifesci.charts.answers import figures
from lifesci.charts.reach import Amount, reach
from lifesci.editions.models import EntryFigure
from lifesci.evidence.qualifiers import Qualifier
from lifesci.site.insights.asked import KIND, Asked
from lifesci.site.insights.chart import Chart, Column, Row, Table, drawn_or_said
from lifesci.site.insights.held import FORMAT
from lifesci.vocabularies.models import Measure
from lifesci.words import gettext, gettext_noop

MOST_DRAWN = 15
MOST_CHOICES = 12
PATH = "/insights/reach/"
PERIODS = {
    "cumulative": gettext_noop("in total to date"),
    "per_year": gettext_noop("a year"),
    "in_period": gettext_noop("in a stated period"),
    "at_date": gettext_noop("at a date"),
    "one_off": gettext_noop("on one occasion"),
    "planned": gettext_noop("planned"),
    "unknown": gettext_noop("in a period not stated"),
}
COLUMNS = (
    Column(gettext_noop("Programme"), "programme"),
    Column(gettext_noop("Figure"), "phrase"),
    Column(gettext_noop("Value"), "value", True),
    Column(gettext_noop("Upper end"), "value_high", True),
    Column(gettext_noop("Qualifier"), "qualifier", words={each.value: each.label for each in Qualifier}),
    Column(gettext_noop("Population"), "population"),
    Column(gettext_noop("Source"), "source", is_code=True),
    Column(gettext_noop("Id"), "id", is_code=True),
)


def reaching(asked: Asked) -> Chart:
    """The chart of one measure and kind of period: those asked for, or those that most of these figures have."""
    names = dict(Measure.objects.values_list("code", "label"))
    kinds = commonest(asked)
    measure, period = chosen(asked, kinds)
    rows = stated(asked, measure, period)
    amounts = [_amount(row) for row in rows]
    named = _named(names, measure, period)
    return Chart(
        code="reach",
        question=gettext("What do programmes reach?"),
        answer=_answer(amounts, named),
        caption=gettext("Figures for {measure}").format(measure=named) if measure else gettext("Figures"),
        table=Table(COLUMNS, [Row(_cells(row), page_of(row)) for row in rows]),
        left_out=_left_out(asked, measure, period, len(rows)),
        choices=_choices(asked, kinds, names, (measure, period)),
        **drawn_or_said(len(rows), "charts/reach.html", reach(amounts[:MOST_DRAWN]), _said(rows, asked)),
    )


def commonest(asked: Asked) -> list[tuple[tuple[str, str], int]]:
    """((measure, kind of period), figures that can be drawn), the commonest first."""
    counts = Counter()
    for fact, count in asked.facts.items():
        if not fact.why_not:
            counts[fact.measure, fact.period] += count
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def chosen(asked: Asked, kinds) -> tuple[str, str]:
    """The measure and kind of period to draw."""
    for (measure, period), _ in kinds:
        if asked.measure in ("", measure) and asked.period in ("", period):
            return measure, period
    return asked.measure, asked.period


def stated(asked: Asked, measure: str, period: str) -> list[dict]:
    """The flat rows that can be drawn, the highest value first. One query."""
    stored = EntryFigure.objects.filter(measure=measure, period_kind=period, value__isnull=False)
    rows = stored.filter(entry__kind=KIND).order_by("-value", "identifier").values_list("entry_id", "row")
    found = (orjson.loads(row) for entry, row in rows.iterator(chunk_size=2000) if entry in asked.entries)
    return [row for row in found if not row["set_aside_for"] and row["measure"]["counts"] != "format"]


def _amount(row) -> Amount:
    doubt = Qualifier(row["qualifier"])
    return Amount(
        row["record"]["title"],
        row["phrase"],
        row["value"],
        row["value_high"],
        doubt.may_be_lower,
        doubt.may_be_higher,
        page_of(row),
    )


def page_of(row) -> str:
    """The figure on its programme's page."""
    return f"{row['record']['url']}#figure-{row['id'].rpartition('/')[2]}"


def _cells(row) -> tuple:
    return (
        row["record"]["title"],
        row["phrase"],
        row["value"],
        "" if row["value_high"] is None else row["value_high"],
        row["qualifier"],
        row["population"],
        row["citation"]["source"],
        row["id"],
    )


def _answer(amounts, named) -> str:
    if not amounts:
        none = gettext("No number is stated for {measure}") if named else gettext("No number is stated")
        return none.format(measure=named)
    if len(amounts) == 1:
        return gettext("One number is stated for {measure}").format(measure=named)
    words = gettext("The highest of {count} numbers: {phrase}, {programme}")
    return words.format(count=f"{len(amounts):,}", phrase=amounts[0].phrase, programme=amounts[0].label)


def _said(rows, asked) -> str:
    if not rows:
        return (
            gettext("None of these programmes states such a number.")
            if asked.count
            else gettext("No programme is found.")
        )
    return f"{rows[0]['record']['title']}: {rows[0]['phrase']}."


def _left_out(asked, measure, period, shown) -> list[str]:
    found = [gettext("All numbers are drawn from 0 on one scale, and are not added up: a person may stand in several.")]
    if shown > MOST_DRAWN:
        words = gettext("Drawn are the {count} highest; the other {more} stand in the table.")
        found.append(words.format(count=MOST_DRAWN, more=f"{shown - MOST_DRAWN:,}"))
    reasons = Counter()
    for fact, count in asked.facts.items():
        if fact.why_not not in ("", FORMAT) and (fact.measure, fact.period) == (measure, period):
            reasons[fact.why_not] += count
    without = gettext("Left out: {figures} {reason}.")
    found += [
        without.format(figures=figures(count), reason=gettext(reason)) for reason, count in sorted(reasons.items())
    ]
    others = sum(asked.facts.values()) - shown - reasons.total()
    if others:
        words = gettext("Left out: {figures} of other measures or kinds of period.")
        found.append(words.format(figures=figures(others)))
    return found


def _named(names, measure, period) -> str:
    return f"{names.get(measure, measure)} {gettext(PERIODS[period]) if period in PERIODS else period}".strip()


def _choices(asked, kinds, names, current) -> list[dict]:
    """The commonest other numbers to draw, with how many figures each has."""
    return [
        {
            "label": _named(names, measure, period),
            "count": count,
            "address": "" if (measure, period) == current else asked.address(PATH, measure=measure, period=period),
        }
        for (measure, period), count in kinds[:MOST_CHOICES]
    ]
