"""What rows of several tables are made of. Pure: parts of documents in, plain values out."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

Gss = Mapping[str, str]  # ONS GSS codes by the code of a region or statistical area
Row = dict[str, object]
READING = "; "  # between labels that are to be read


class Published(NamedTuple):
    """What a row says of an Edition besides its document, and the GSS codes of the register that it is read at."""

    issued_on: str
    sha256: str
    gss: Gss


def word(term: Mapping | None, name: str) -> Row:
    """A term under a name: its code, and its label."""
    return {name: term["code"] if term else "", f"{name}_name": term["label"] if term else ""}


def words(terms: Iterable[Mapping], name: str, called: str) -> Row:
    """Terms under a name: their codes, and their labels to be read."""
    return {name: [term["code"] for term in terms], called: READING.join(term["label"] for term in terms)}


def regions(terms: Iterable[Mapping], gss: Gss) -> Row:
    """Regions with their GSS codes."""
    codes = [gss[term["code"]] for term in terms if gss.get(term["code"])]
    return {**words(terms, "regions", "region_names"), "region_gss_codes": codes}


def region(term: Mapping | None, gss: Gss) -> Row:
    """One region with its GSS code."""
    return {**word(term, "region"), "region_gss_code": gss.get(term["code"], "") if term else ""}


def refs(references: Iterable[Mapping]) -> list[str]:
    """The refs of records or places."""
    return [reference["ref"] for reference in references]


def read_in(document: Mapping) -> Row:
    """Where a record as a whole was read."""
    found = document["read_in"]
    return {"read_in": found["source"] if found else "", "read_at": found["paragraph"] if found else None}


def standing(document: Mapping, published: Published) -> Row:
    """The page and the Edition of a record."""
    return {"path": document["url"], "issued_on": published.issued_on, "sha256": published.sha256}


def citation(found: Mapping) -> Row:
    """Where a fact was read."""
    members = ("source", "section", "paragraph", "page", "stated_as", "as_given_in", "check_result")
    basis, checked_on = found["basis"]["code"], found["checked"] or None
    return {**{name: found[name] for name in members}, "basis": basis, "checked_on": checked_on}


def identifier(document: Mapping, key: str) -> str:
    """The key of a fact across the register, "" for none."""
    return f"{document['kind']}/{document['ref']}/{key}" if key else ""


def instant(moment: datetime) -> str:
    """A moment, to the second."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
