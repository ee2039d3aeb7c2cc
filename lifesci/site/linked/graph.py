"""The linked data of one page: the record as schema.org knows it, and the way to it. Pure: a document in, data out."""

from lifesci.site.linked.brief import brief
from lifesci.site.linked.organisation import organisation
from lifesci.site.linked.pieces import Node
from lifesci.site.linked.programme import programme
from lifesci.site.linked.source import source

CONTEXT = ["https://schema.org/", {"dct": "http://purl.org/dc/terms/"}]
NODES = {"programme": programme, "organisation": organisation, "brief": brief, "source": source}
HOME = ("Home", "/")
LISTS = {
    "programme": ("Programmes", "/programmes/"),
    "organisation": ("Organisations", "/organisations/"),
    "brief": ("Context", "/context/"),
    "source": ("Sources", "/sources/"),
}


def linked(document: dict, site: str) -> Node:
    """What the Edition of a document says, as one JSON-LD document. `site` is the address of the register, no slash."""
    return {"@context": CONTEXT, "@graph": [*NODES[document["kind"]](document, site), breadcrumbs(document, site)]}


def breadcrumbs(document: dict, site: str) -> Node:
    """The way from the home page to the record, as the top of its page shows it."""
    steps = [HOME, LISTS[document["kind"]]]
    if parent := document.get("parent"):
        steps.append((parent["title"], f"/programmes/{parent['ref']}/"))
    steps.append((document["title"], document["url"]))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": f"{site}{path}"}
            for number, (name, path) in enumerate(steps, 1)
        ],
    }
