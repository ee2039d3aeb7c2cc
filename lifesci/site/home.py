"""The first page: what the register is, three ways in, three cited figures, the newest Editions."""

import json

from django.db.models import Count
from django.http import QueryDict
from django.shortcuts import render

from lifesci.editions.models import Entry, EntryFigure, Kind
from lifesci.search.ask import parse
from lifesci.search.headings import counted
from lifesci.search.shelf import find
from lifesci.words import gettext, gettext_noop

WAYS_IN = (
    ("audience", gettext_noop("By audience")),
    ("region", gettext_noop("By region or nation")),
    ("type", gettext_noop("By type")),
)
WAYS_SHOWN = 6
NEWEST = 5
LOOKED_AT = 60  # newest Editions among which the three figures are chosen
TELLING = ("people", "attendances", "schools", "events", "hours", "posts")


def home(request):
    """The home page. Its counts and figures come from the catalogue, so they are published and cited."""
    version = getattr(request, "register_version", None)
    counts = dict(Entry.objects.order_by().values_list("kind").annotate(count=Count("id")))
    newest = Entry.objects.filter(kind=Kind.PROGRAMME).order_by("-sequence")
    context = {
        "counts": {kind: counted(kind, counts.get(kind, 0)) for kind in Kind.values},
        "ways": ways_in(version),
        "figures": whole_figures(three_figures(_telling_rows(newest))),
        "newest": [json.loads(item) for item in newest.values_list("item", flat=True)[:NEWEST]],
    }
    return render(request, "site/home.html", context)


def ways_in(version=None) -> list[dict]:
    """For each way in, its commonest values with how many programmes each has, and how many more values there are."""
    facets = find(parse(Kind.PROGRAMME, QueryDict(""), for_page=True, version=version), version).facets
    ways = []
    for scheme, title in WAYS_IN:
        values = sorted(facets.get(scheme, ()), key=lambda value: -value.count)
        ways.append(
            {
                "scheme": scheme,
                "title": gettext(title),
                "values": values[:WAYS_SHOWN],
                "more": max(0, len(values) - WAYS_SHOWN),
            }
        )
    return ways


def three_figures(rows) -> list[dict]:
    """At most three figures: of different records and different sorts, people first, the largest of each sort."""
    chosen = []
    for counts in TELLING:
        told = {row["record"]["ref"] for row in chosen}
        of_this = [row for row in rows if row["measure"]["counts"] == counts and row["record"]["ref"] not in told]
        chosen += sorted(of_this, key=lambda row: (-float(row["value"]), row["id"]))[:1]
    return chosen[:3]


def whole_figures(rows) -> list[dict]:
    """The figures of these rows as their records' documents hold them, each with its record. One query."""
    refs = [row["record"]["ref"] for row in rows]
    texts = Entry.objects.filter(kind=Kind.PROGRAMME, ref__in=refs).values_list("ref", "edition__text")
    documents = {ref: json.loads(text) for ref, text in texts}
    whole = []
    for row in rows:
        document = documents[row["record"]["ref"]]
        figure = next(each for each in document["figures"] if row["id"].endswith(f"/{each['key']}"))
        whole.append({**figure, "record": row["record"], "sources": document["sources"]})
    return whole


def _telling_rows(newest) -> list[dict]:
    """Rows of the newest programmes' figures that say how many, once or to date: no plans, no formats."""
    ids = list(newest.values_list("id", flat=True)[:LOOKED_AT])
    figures = EntryFigure.objects.filter(
        entry__in=ids,
        value__isnull=False,
        counts__in=TELLING,
        period_kind__in=("cumulative", "per_year", "in_period", "one_off"),
    )
    return [json.loads(row) for row in figures.values_list("row", flat=True)]
