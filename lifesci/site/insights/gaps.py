"""Where programmes are recorded, where somebody searched in vain, and where nobody has looked. For the pages."""

from lifesci.bitmaps import count_in
from lifesci.charts.answers import gaps as answered
from lifesci.charts.answers import programmes
from lifesci.charts.matrix import State, matrix
from lifesci.charts.tiles import SHORT
from lifesci.evidence.periods import date_in_words
from lifesci.site.insights.asked import Asked, Value
from lifesci.site.insights.chart import Chart, Column, Row, Table, drawn_or_said
from lifesci.vocabularies.models import Search, Term
from lifesci.words import gettext, gettext_noop

COLUMNS = (
    Column(gettext_noop("Region or nation"), "region"),
    Column(gettext_noop("Audience"), "audience"),
    Column(gettext_noop("State"), "state"),
    Column(gettext_noop("Programmes"), "programmes", True),
    Column(gettext_noop("Searched on"), "searched_on"),
    Column(gettext_noop("Note"), "note"),
)


def gaps(asked: Asked) -> Chart:
    """The matrix of regions by audiences. Two queries."""
    regions, audiences = words(asked, "region"), words(asked, "audience")
    regions = {code: label for code, label in regions.items() if code in SHORT}
    searches = latest()
    pairs = {(audience, region): _pair(asked, region, audience) for audience in audiences for region in regions}
    states = {pair: state(value, searches.get((pair[1], pair[0]))) for pair, value in pairs.items()}
    tally = {each: list(states.values()).count(each) for each in State}
    lists = {
        (audience, region): (value.address, f"{audiences[audience]}, {regions[region]}: {programmes(value.count)}")
        for (audience, region), value in pairs.items()
        if value.count
    }
    drawing = matrix(list(audiences.items()), [(code, SHORT[code]) for code in regions], states, lists)
    rows = [
        Row(
            _cells(
                regions[region], audiences[audience], value, states[audience, region], searches.get((region, audience))
            ),
            value.address,
        )
        for (audience, region), value in pairs.items()
    ]
    return Chart(
        code="gaps",
        question=gettext("Where are the gaps?"),
        answer=answered(tally[State.RECORDED], tally[State.SEARCHED], len(states)),
        caption=gettext("Pairs of region and audience"),
        table=Table(COLUMNS, rows),
        left_out=_left_out(regions),
        grid=_grid(audiences, regions, pairs, states, searches),
        **drawn_or_said(len(states), "charts/matrix.html", drawing, _said(rows)),
    )


def words(asked: Asked, scheme: str) -> dict[str, str]:
    """The words in use of a vocabulary, in their order; where some are asked for, those alone."""
    found = Term.objects.of(scheme).in_use().values_list("code", "label")
    return {code: label for code, label in found if asked.is_open(scheme, code)}


def latest() -> dict[tuple[str, str], dict]:
    """The latest search that counts, by (region, audience)."""
    rows = Search.objects.filter(retired_on__isnull=True).order_by("searched_on")
    named = rows.values("region__code", "audience__code", "searched_on", "note")
    return {(row["region__code"], row["audience__code"]): row for row in named}


def _pair(asked, region, audience) -> Value:
    count = count_in(asked.carrying("region", region), asked.carrying("audience", audience))
    return Value(region, audience, count, asked.list_with(region=[region], audience=[audience]))


def state(value: Value, search: dict | None) -> State:
    """What is known of a pair: programmes that are recorded outweigh a search that found none."""
    if value.count:
        return State.RECORDED
    return State.SEARCHED if search else State.NOT_YET


def _cells(region, audience, value, known, search) -> tuple:
    is_told = known is State.SEARCHED
    day, note = (search["searched_on"].isoformat(), search["note"]) if is_told else ("", "")
    return region, audience, known.label, value.count, day, note


def _said(rows) -> str:
    if not rows:
        return gettext("There is no pair of region and audience to look at.")
    region, audience, known, count, *_ = rows[0].cells
    found = gettext("{count} recorded").format(count=f"{count:,}") if count else known
    return f"{audience}, {region}: {found}."


def _left_out(regions) -> list[str]:
    found = [gettext("A programme stands in every region and for every audience that it names.")]
    if "uk-wide" in regions:
        found.append(gettext("UK-wide programmes stand in a column of their own (UK), not in that of each region."))
    if regions:
        names = ", ".join(f"{SHORT[code]} {label}" for code, label in regions.items())
        found.insert(0, gettext("Short names: {names}.").format(names=names))
    return [*found, gettext("Left out: programmes outside the UK, and those that name no region or no audience.")]


def _grid(audiences, regions, pairs, states, searches) -> list[dict]:
    """The table of the page: an audience a row, its regions sorted by what is known of them."""
    grid = []
    for audience, label in audiences.items():
        row = {"label": label, "recorded": [], "searched": [], "not_yet": []}
        for region, name in regions.items():
            known = states[audience, region]
            if known is State.RECORDED:
                row["recorded"].append({"label": name, "value": pairs[audience, region]})
            elif known is State.SEARCHED:
                search = searches[region, audience]
                day = date_in_words(search["searched_on"].isoformat())
                row["searched"].append({"label": name, "day": day, "note": search["note"]})
            else:
                row["not_yet"].append(name)
        grid.append(row)
    return grid
