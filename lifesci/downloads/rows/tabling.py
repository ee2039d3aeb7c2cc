"""Which rows of which tables a published document gives. Pure; for this package and the API."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from lifesci.downloads.rows import facts, records
from lifesci.downloads.rows.links import links
from lifesci.downloads.rows.parts import Published, Row

Maker = Callable[[Mapping, Published], Iterable[Row]]


def one(make: Callable[[Mapping, Published], Row]) -> Maker:
    """A maker of the only row of a document."""

    def made(document: Mapping, published: Published) -> Iterator[Row]:
        yield make(document, published)

    return made


# By table: the kinds whose documents have rows in it, and what makes them.
MAKERS: dict[str, tuple[tuple[str, ...], Maker]] = {
    "programmes": (("programme",), one(records.programme)),
    "figures": (("brief", "organisation", "programme"), facts.figures),
    "outcomes": (("programme",), facts.outcomes),
    "stories": (("programme",), facts.stories),
    "organisations": (("organisation",), one(records.organisation)),
    "affiliations": (("organisation",), facts.affiliations),
    "briefs": (("brief",), one(records.brief)),
    "sources": (("source",), one(records.source)),
    "links": (("brief", "organisation", "programme", "source"), links),
}
KINDS = ("brief", "organisation", "programme", "source")  # in the order in which documents are read


def tables_of(kind: str) -> dict[str, Maker]:
    """The tables that documents of a kind have rows in."""
    return {name: make for name, (kinds, make) in MAKERS.items() if kind in kinds}
