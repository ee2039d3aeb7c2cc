"""The public pages of insights: all charts, one chart, and the CSV of one."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render

from lifesci.search.listing import widened
from lifesci.site.insights.asked import LIST, OWN, Asked, asked
from lifesci.site.insights.chart import Chart
from lifesci.site.insights.csv_rows import lines
from lifesci.site.insights.evidence import checks, evidence, sources
from lifesci.site.insights.gaps import gaps
from lifesci.site.insights.launches import launches
from lifesci.site.insights.reaching import reaching
from lifesci.site.insights.spread import SPREADS, spread

HERE = "/insights/"
CHARTS = {
    **{code: partial(spread, code) for code in SPREADS},
    "gaps": gaps,
    "launches": launches,
    "reach": reaching,
    "evidence": evidence,
    "checks": checks,
    "sources": sources,
}
TAKING_OWN = ("reach",)  # charts that read the measure and the kind of period


def insights(request):
    """Every chart of the programmes asked about. Raises BadParameter."""
    question = asked(request.GET, version_of(request))
    charts = [card(question, make(question)) for make in CHARTS.values()]
    return render(request, "insights/all.html", {**context(question, HERE), "charts": charts})


def one_chart(request, code):
    """One chart with its table. Raises BadParameter."""
    question = asked(request.GET, version_of(request), own=taken(code))
    chart = card(question, CHARTS[code](question))
    return render(request, "insights/one.html", {**context(question, f"{HERE}{code}/"), "chart": chart})


def chart_file(request, code):
    """The table of one chart as CSV. Raises BadParameter."""
    question = asked(request.GET, version_of(request), own=taken(code))
    body = "".join(lines(CHARTS[code](question).table, request.build_absolute_uri))
    named = {"Content-Disposition": f'attachment; filename="{code}.csv"'}
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=named)


def version_of(request) -> int | None:
    """The register version that the request is answered from."""
    return getattr(request, "register_version", None)


def taken(code) -> tuple[str, ...]:
    """The parameters of a chart besides the filters. Raises Http404 for a chart that is not there."""
    if code not in CHARTS:
        raise Http404(f"There is no chart “{code}”.")
    return OWN if code in TAKING_OWN else ()


def card(question: Asked, chart: Chart) -> dict:
    """What a template reads of a chart."""
    own = {} if chart.code in TAKING_OWN else dict.fromkeys(OWN, "")
    return {
        "chart": chart,
        "address": question.address(f"{HERE}{chart.code}/", **own),
        "csv": question.address(f"{HERE}{chart.code}.csv", **own),
    }


def context(question: Asked, path: str) -> dict:
    """What every page of insights reads."""
    tags = [
        {"label": label, "address": question.address(path, wider)}
        for label, wider in widened(question.ask, question.labels())
    ]
    return {
        "place": "insights",
        "heading": question.heading,
        "count": question.count,
        "tags": tags,
        "clear": path,
        "list": question.list_with(),
        "all": question.address(HERE),
        "canonical": question.address(path),
        "is_filtered": bool(tags or question.measure or question.period),
        "everything": LIST,
    }


insights.reads_parameters = one_chart.reads_parameters = chart_file.reads_parameters = True
