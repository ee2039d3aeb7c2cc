"""Documents of programmes as rows of words, one cell for each programme. No query."""

from typing import NamedTuple

from lifesci.site.templatetags.register import NOT_STATED, ages_in_words, in_words


class Said(NamedTuple):
    """Words in a cell, and where they lead or ""."""

    words: str
    address: str = ""


class Row(NamedTuple):
    """One question asked of every programme; a cell without words is not stated."""

    label: str
    cells: list[list[Said]]


TERMS = (
    ("Type", "types"),
    ("Regions and nations", "regions"),
    ("Sectors", "sectors"),
    ("Delivery", "delivery"),
    ("Access", "access"),
    ("Qualifications", "qualifications"),
    ("Gatsby Benchmarks", "gatsby_benchmarks"),
)


def rows(documents: list[dict]) -> list[Row]:
    """Every row of a comparison: who and for whom, figures by what they count, outcomes, context."""
    about = [
        _row("Led by", documents, lambda d: [_organisation(d["lead"])] if d["lead"] else []),
        _row("With", documents, lambda d: [_organisation(each, each["role"]) for each in d["partners"]]),
        _row("In one sentence", documents, lambda d: [Said(d["summary"])]),
        _terms("For", documents, "audiences"),
        _row("Ages", documents, lambda d: _said(ages_in_words(d["ages"]))),
        *(_terms(label, documents, member) for label, member in TERMS),
        _row("Places", documents, lambda d: [Said(place["name"]) for place in d["places"]]),
        _row("How often", documents, lambda d: _said(d["frequency"])),
        _row("Started", documents, lambda d: _said(in_words(d["starts"]))),
        _row("Ended", documents, lambda d: _said(in_words(d["ends"]))),
        _row("Status", documents, lambda d: _said(d["status"]["label"].lower())),
    ]
    last = [
        _row("Outcomes", documents, _outcomes),
        _row("Context", documents, lambda d: [Said(b["title"], f"/context/{b['ref']}/") for b in d["briefs"]]),
        _row("Sources", documents, lambda d: [Said(s["title"], f"/sources/{s['ref']}/") for s in d["sources"]]),
        _row("Edition", documents, lambda d: [Said(str(d["edition"]), f"{d['url']}editions/{d['edition']}/")]),
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
    doubt = " (sources differ)" if figure["sources_differ"] or figure["set_aside_for"] else ""
    return Said(f"{figure['phrase']}{doubt}", f"{document['url']}#figure-{figure['key']}")


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
    return [] if words in ("", NOT_STATED) else [Said(words)]


def _row(label, documents, cell) -> Row:
    return Row(label, [cell(document) for document in documents])
