"""A source in the words of schema.org: the document that was read, by whom it was published and what it cites. Pure."""

from lifesci.site.linked.pieces import Node, filled, plain_date, references, web_address

TYPES = {
    "web-page": "WebPage",
    "article": "Article",
    "news": "NewsArticle",
    "report": "Report",
    "white-paper": "Report",
    "statistics": "Report",
}


def source(document: dict, site: str) -> list[Node]:
    """The document itself; its page on the register is where it is spoken of."""
    publisher, licence = document["publisher"], document["licence"]
    node = {
        "@type": TYPES.get(document["source_kind"]["code"], "CreativeWork"),
        "@id": f"{site}{document['url']}",
        "mainEntityOfPage": f"{site}{document['url']}",
        "url": web_address(document["website"]),
        "name": document["title"],
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
        "datePublished": plain_date(document["published_on"]),
        "license": {"@type": "CreativeWork", "name": licence} if licence else None,
        "citation": references("source", document["cites"], site, "CreativeWork"),
    }
    return [filled(node)]
