"""How programmes spread over types, audiences, sectors and regions. For the pages of insights."""

from dataclasses import dataclass

from lifesci.charts.answers import commonest, part_of, programmes
from lifesci.charts.bars import Mark, bars
from lifesci.charts.tiles import PLACES, tiles
from lifesci.search.headings import in_a_sentence
from lifesci.site.insights.asked import Asked, Value
from lifesci.site.insights.chart import Chart, Column, Row, Table, drawn_or_said
from lifesci.words import gettext, gettext_noop


@dataclass(frozen=True)
class Spread:
    """One facet as a question: what its values are called, and how one is put into a sentence. Translated when said."""

    facet: str
    noun: str
    question: str
    saying: str
    of_one: str
    than: str
    caption: str
    unstated: str
    none: str


SPREADS = {
    "types": Spread(
        "type",
        gettext_noop("type"),
        gettext_noop("Which types of programme are there?"),
        gettext_noop("are of the type {}"),
        gettext_noop("is of the type {}"),
        gettext_noop("of any other type"),
        gettext_noop("Programmes by type"),
        gettext_noop("Left out: {programmes} for which no type is stated."),
        gettext_noop("None of these programmes states a type."),
    ),
    "audiences": Spread(
        "audience",
        gettext_noop("audience"),
        gettext_noop("Whom are programmes for?"),
        gettext_noop("are for {}"),
        gettext_noop("is for {}"),
        gettext_noop("for any other audience"),
        gettext_noop("Programmes by audience"),
        gettext_noop("Left out: {programmes} for which no audience is stated."),
        gettext_noop("None of these programmes states an audience."),
    ),
    "sectors": Spread(
        "sector",
        gettext_noop("sector"),
        gettext_noop("Which sectors are programmes in?"),
        gettext_noop("are in {}"),
        gettext_noop("is in {}"),
        gettext_noop("in any other sector"),
        gettext_noop("Programmes by sector"),
        gettext_noop("Left out: {programmes} for which no sector is stated."),
        gettext_noop("None of these programmes states a sector."),
    ),
    "regions": Spread(
        "region",
        gettext_noop("region or nation"),
        gettext_noop("Where are programmes?"),
        gettext_noop("are in {}"),
        gettext_noop("is in {}"),
        gettext_noop("in any other region or nation"),
        gettext_noop("Programmes by region or nation"),
        gettext_noop("Left out: {programmes} for which no region or nation is stated."),
        gettext_noop("None of these programmes states a region or nation."),
    ),
}
WITH_ARTICLE = {code for code in PLACES if code.partition("-")[0] in ("north", "south", "east", "west")}
SEVERAL = gettext_noop("A programme that names several is counted under each, so the counts must not be added up.")


def spread(code: str, asked: Asked) -> Chart:
    """The chart of programmes by one facet."""
    about = SPREADS[code]
    values = asked.values(about.facet)
    ranked = sorted(values, key=lambda value: (-value.count, value.label))
    return Chart(
        code=code,
        question=gettext(about.question),
        answer=_answer(about, ranked, asked.count),
        caption=gettext(about.caption),
        table=_table(about, ranked),
        left_out=_left_out(about, asked, values),
        **(_map(asked, ranked) if code == "regions" else _bars(about, asked, ranked)),
    )


def _answer(about, ranked, total):
    if about.facet == "region":
        ranked = [value for value in ranked if value.code in PLACES]
    counts = [(_named(about, value), value.count) for value in ranked]
    words = {name: gettext(getattr(about, name)) for name in ("of_one", "than", "noun")}
    return commonest(counts, total, gettext(about.saying), **words)


def _named(about, value) -> str:
    label = in_a_sentence(about.facet, value.label)
    return (
        gettext("the {region}").format(region=label)
        if value.code in WITH_ARTICLE and about.facet == "region"
        else label
    )


def _table(about, ranked) -> Table:
    columns = (
        Column(gettext(about.noun).capitalize(), "label"),
        Column(gettext_noop("Programmes"), "programmes", True),
        Column(gettext_noop("Code"), "code", is_code=True),
    )
    return Table(columns, [Row((value.label, value.count, value.code), value.address) for value in ranked])


def _bars(about, asked, ranked) -> dict:
    return drawn_or_said(len(ranked), "charts/bars.html", bars(map(mark, ranked)), _said(about, asked, ranked))


def _map(asked, ranked) -> dict:
    on_map = {code: Mark(label, 0) for code, label in asked.register.labels.get("region", {}).items() if code in PLACES}
    on_map = {code: each for code, each in on_map.items() if asked.is_open("region", code)}
    on_map |= {value.code: mark(value) for value in ranked if value.code in PLACES}
    return drawn_or_said(len(ranked), "charts/tiles.html", tiles(on_map), _said(SPREADS["regions"], asked, ranked))


def mark(value: Value) -> Mark:
    """A value as something to draw."""
    return Mark(value.label, value.count, value.address)


def _said(about, asked, ranked) -> str:
    if not ranked:
        return gettext(about.none) if asked.count else gettext("No programme is found.")
    return part_of(ranked[0].label, ranked[0].count, asked.count)


def _left_out(about, asked, values) -> list[str]:
    found = [gettext(SEVERAL)] if len(values) > 1 else []
    if unstated := asked.without(about.facet) if asked.count else 0:
        found.append(gettext(about.unstated).format(programmes=programmes(unstated)))
    beside = [value for value in values if value.code not in PLACES]
    if about.facet == "region" and beside:
        values = ", ".join(f"{value.label} {value.count:,}" for value in beside)
        found.append(gettext("Counted beside the map, because they are no tile of it: {values}.").format(values=values))
    if chosen := asked.ask.chosen(about.facet):
        found.append(
            gettext("Only what you asked for is drawn: {count} of all values.").format(count=f"{len(chosen):,}")
        )
    return found
