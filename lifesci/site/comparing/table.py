"""Documents of programmes as rows of words, one cell for each programme. No query."""

from typing import NamedTuple

from lifesci.site.templatetags.register import NOT_STATED, ages_in_words, in_words
from lifesci.words import gettext, gettext_noop


class Said(NamedTuple):
    """Words in a cell, and where they lead or ""."""

    words: str
    address: str = ""


class Row(NamedTuple):
    """One question asked of every programme; a cell without words is not stated."""

    label: str
    cells: list[list[Said]]


TERMS = (
    (gettext_noop("Type"), "types"),
    (gettext_noop("Regions and nations"), "regions"),
    (gettext_noop("Sectors"), "sectors"),
    (gettext_noop("Delivery"), "delivery"),
    (gettext_noop("Access"), "access"),
    (gettext_noop("Qualifications"), "qualifications"),
    (gettext_noop("Gatsby Benchmarks"), "gatsby_benchmarks"),
)


def rows(documents: list[dict]) -> list[Row]:
    """Every row of a comparison: who and for whom, figures by what they count, outcomes, context."""
    about = [
        _row(gettext("Led by"), documents, lambda d: [_organisation(d["lead"])] if d["lead"] else []),
        _row(gettext("With"), documents, lambda d: [_organisation(each, each["role"]) for each in d["partners"]]),
        _row(gettext("In one sentence"), documents, lambda d: [Said(d["summary"])]),
        _terms(gettext("For"), documents, "audiences"),
        _row(gettext("Ages"), documents, lambda d: _said(ages_in_words(d["ages"]))),
        *(_terms(gettext(label), documents, member) for label, member in TERMS),
        _row(gettext("Places"), documents, lambda d: [Said(place["name"]) for place in d["places"]]),
        _row(gettext("How often"), documents, lambda d: _said(d["frequency"])),
        _row(gettext("Started"), documents, lambda d: _said(in_words(d["starts"]))),
        _row(gettext("Ended"), documents, lambda d: _said(in_words(d["ends"]))),
        _row(gettext("Status"), documents, lambda d: _said(d["status"]["label"].lower())),
    ]
    last = [
        _row(gettext("Outcomes"), documents, _outcomes),
        _row(gettext("Context"), documents, lambda d: [Said(b["title"], f"/context/{b['ref']}/") for b in d["briefs"]]),
        _row(
            gettext("Sources"), documents, lambda d: [Said(s["title"], f"/sources/{s['ref']}/") for s in d["sources"]]
        ),
        _row(gettext("Edition"), documents, lambda d: [Said(str(d["edition"]), f"{d['url']}editions/{d['edition']}/")]),
    ]
    return [*about, *figure_rows(documents), *last]


def figure_rows(documents: list[dict]) -> list[Row]:
    """One row for each measure that any programme states, in the order in which they come."""
    measures = {figure["measure"]["code"]: figure["measure"]["label"] for d in documents for figure in d["figures"]}
    return [
        _row(label[:1].upper() + label[1:], documents, lambda d, c=code: [_figure(d, f) for f in _counting(d, c)])
        for code, label in measures.items()
    ]


def _counting(document, measure) -> list[dict]:
    return [figure for figure in document["figures"] if figure["measure"]["code"] == measure]


def _figure(document, figure) -> Said:
    is_disputed = figure["sources_differ"] or figure["set_aside_for"]
    words = gettext("{phrase} (sources differ)") if is_disputed else "{phrase}"
    return Said(words.format(phrase=figure["phrase"]), f"{document['url']}#figure-{figure['key']}")


def _outcomes(document) -> list[Said]:
    return [
        Said(f"{each['theme']['label']}: {each['statement']}", f"{document['url']}#outcome-{each['key']}")
        for each in document["outcomes"]
    ]


def _terms(label, documents, member) -> Row:
    return _row(label, documents, lambda d: [Said(term["label"]) for term in d[member]])


def _organisation(reference, role=None) -> Said:
    name = f"{reference['name']} ({role['label'].lower()})" if role else reference["name"]
    return Said(name, f"/organisations/{reference['ref']}/")


def _said(words) -> list[Said]:
    return [] if words in ("", gettext(NOT_STATED)) else [Said(words)]


def _row(label, documents, cell) -> Row:
    return Row(label, [cell(document) for document in documents])
