"""The facts of a published document, by the anchors they have on its page. Pure; for pages and for the desk."""

from dataclasses import dataclass, field

MEMBERS = {
    "figure": "figures",
    "outcome": "outcomes",
    "objective": "objectives",
    "engagement": "engagements",
    "story": "stories",
}


@dataclass(frozen=True)
class Fact:
    """One fact as published: its anchor, its words, and where it was read. The empty anchor is the whole record."""

    anchor: str
    words: str
    citation: dict = field(default_factory=dict)


def facts_of(document: dict) -> dict[str, Fact]:
    """Every fact of a document that has an anchor, in the order of its page."""
    return {
        f"{name}-{row['key']}": Fact(f"{name}-{row['key']}", words_of(name, row), row["citation"])
        for name, member in MEMBERS.items()
        for row in document.get(member, [])
    }


def words_of(name: str, row: dict) -> str:
    """A fact as its page says it, in one line."""
    if name == "figure":
        words = row["phrase"] if row["parts"]["numeral"] else f"{row['measure']['label'].capitalize()}: {row['phrase']}"
        counted = row["population"] if row["measure"]["counts"] != "share" else ""
        return f"{words} ({counted})" if counted else words
    if name == "story":
        return ": ".join(filter(None, (row["person"], row["summary"])))
    return row["title"] if name == "engagement" else row["statement"]
