"""The pieces that linked data of every kind is made of. Pure: parts of documents in, nodes out.

Nothing is said here that the page does not say too, and nothing with more certainty than the page says it.
"""

import re

Node = dict[str, object]
PATHS = {"organisation": "/organisations/", "programme": "/programmes/", "brief": "/context/", "source": "/sources/"}
PLAIN_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?", re.ASCII)
WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def filled(node: Node) -> Node:
    """The node without members that say nothing."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}


def reference(kind: str, other: dict | None, site: str, type_: str) -> Node | None:
    """Another record by its address and the name it is published under."""
    if other is None:
        return None
    name = other.get("name") or other["title"]
    return {"@type": type_, "@id": f"{site}{PATHS[kind]}{other['ref']}/", "name": name}


def references(kind: str, others: list[dict], site: str, type_: str) -> list[Node]:
    """Other records, in their order."""
    return [{**reference(kind, other, site, type_)} for other in others]


def plain_date(edtf: str) -> str:
    """A date that is certain and one: a year, a month or a day. Nothing for any other, whose doubt would be lost."""
    return edtf if PLAIN_DATE.fullmatch(edtf) else ""


def web_address(website: str) -> str:
    """The address if it is one of the web."""
    return website if WEB.match(website) else ""


def labels(terms: list[dict]) -> list[str]:
    """The labels of terms."""
    return [term["label"] for term in terms]


def named(type_: str, names: list[str]) -> list[Node]:
    """A node of one type for each name."""
    return [{"@type": type_, "name": name} for name in names]


def observations(document: dict, site: str) -> list[Node]:
    """The figures that sources agree on, each in the words of the page, with the source it was read in.

    A number stands by itself only where it is stated exactly, was found in its source, and is written so on the page.
    """
    titles = {source["ref"]: source["title"] for source in document["sources"]}
    address = f"{site}{document['url']}"
    return [
        filled(
            {
                "@type": "Observation",
                "@id": f"{address}#figure-{figure['key']}",
                "name": figure["phrase"],
                "observationAbout": {"@id": address},
                "value": certain_value(figure),
                "subjectOf": _read_in(figure["citation"]["source"], titles, site),
            }
        )
        for figure in document["figures"]
        if not (figure["missing_reason"] or figure["sources_differ"] or figure["set_aside_for"])
    ]


def certain_value(figure: dict) -> int | None:
    """The number of a figure about which nothing is in doubt."""
    value = figure["value"]
    is_certain = (
        isinstance(value, int)
        and figure["value_high"] is None
        and figure["qualifier"] == "exactly"
        and figure["citation"]["check_result"] == "verified"
        and f"{value:,}" in figure["phrase"].split()
    )
    return value if is_certain else None


def _read_in(ref: str, titles: dict, site: str) -> Node | None:
    return reference("source", {"ref": ref, "title": titles.get(ref, ref)}, site, "CreativeWork") if ref else None
