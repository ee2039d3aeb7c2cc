"""How programmes spread over types, audiences, sectors and regions. For the pages of insights."""

from dataclasses import dataclass

from lifesci.charts.answers import commonest, programmes
from lifesci.charts.bars import Mark, bars
from lifesci.charts.tiles import PLACES, tiles
from lifesci.search.headings import in_a_sentence
from lifesci.site.insights.asked import Asked, Value
from lifesci.site.insights.chart import Chart, Column, Row, Table, drawn_or_said


@dataclass(frozen=True)
class Spread:
    """One facet as a question: what its values are called, and how one is put into a sentence."""

    facet: str
    noun: str
    question: str
    saying: str
    than: str


SPREADS = {
    "types": Spread("type", "type", "Which types of programme are there?", "are of the type {}", "of any other type"),
    "audiences": Spread("audience", "audience", "Whom are programmes for?", "are for {}", "for any other audience"),
    "sectors": Spread("sector", "sector", "Which sectors are programmes in?", "are in {}", "in any other sector"),
    "regions": Spread(
        "region", "region or nation", "Where are programmes?", "are in {}", "in any other region or nation"
    ),
}
WITH_ARTICLE = {code for code in PLACES if code.partition("-")[0] in ("north", "south", "east", "west")}
SEVERAL = "A programme that names several is counted under each, so the counts must not be added up."


def spread(code: str, asked: Asked) -> Chart:
    """The chart of programmes by one facet."""
    about = SPREADS[code]
    values = asked.values(about.facet)
    ranked = sorted(values, key=lambda value: (-value.count, value.label))
    return Chart(
        code=code,
        question=about.question,
        answer=_answer(about, ranked, asked.count),
        caption=f"Programmes by {about.noun}",
        table=_table(about, ranked),
        left_out=_left_out(about, asked, values),
        **(_map(asked, ranked) if code == "regions" else _bars(about, asked, ranked)),
    )


def _answer(about, ranked, total):
    if about.facet == "region":
        ranked = [value for value in ranked if value.code in PLACES]
    counts = [(_named(about, value), value.count) for value in ranked]
    return commonest(counts, total, about.saying, than=about.than, noun=about.noun)


def _named(about, value) -> str:
    label = in_a_sentence(about.facet, value.label)
    return f"the {label}" if value.code in WITH_ARTICLE and about.facet == "region" else label


def _table(about, ranked) -> Table:
    columns = (
        Column(about.noun.capitalize(), "label"),
        Column("Programmes", "programmes", True),
        Column("Code", "code"),
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
        return f"None of these programmes states a {about.noun}." if asked.count else "No programme is found."
    only = ranked[0]
    return f"{only.label}: {programmes(only.count)} of {asked.count:,}."


def _left_out(about, asked, values) -> list[str]:
    found = [SEVERAL] if len(values) > 1 else []
    if unstated := asked.without(about.facet) if asked.count else 0:
        found.append(f"Left out: {programmes(unstated)} for which no {about.noun} is stated.")
    beside = [value for value in values if value.code not in PLACES]
    if about.facet == "region" and beside:
        words = ", ".join(f"{value.label} {value.count:,}" for value in beside)
        found.append(f"Counted beside the map, because they are no tile of it: {words}.")
    if chosen := asked.ask.chosen(about.facet):
        found.append(f"Only what you asked for is drawn: {len(chosen):,} of all values.")
    return found
