"""Where documents name other records, and renaming them there. Pure: documents in, documents out."""

import copy
from collections.abc import Iterator

PLAIN = frozenset({str, int, bool, type(None)})  # types of values that hold no reference
# Member of a document, at any depth, and the kind of record it names.
NAMING = {
    "lead": "organisation",
    "partners": "organisation",
    "part_of": "organisation",
    "other": "organisation",
    "organisations": "organisation",
    "organisation": "organisation",
    "parent": "programme",
    "strands": "programme",
    "briefs": "brief",
    "related": "brief",
    "sources": "source",
    "cites": "source",
}


def references(document: dict) -> Iterator[tuple[str, dict]]:
    """Every reference in a document as (kind, the reference itself: {"ref", "name" or "title", …}).

    In the order of the canonical text, so that a document just built and the text it became say the same.
    """
    for member, value in sorted(document.items()):
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                if member in NAMING and "ref" in inner:
                    yield NAMING[member], inner
                yield from references(inner)


def renamed(document: dict, kind: str, ref: str, title: str) -> dict:
    """A copy of the document in which each reference to the record carries its new title, and nothing else differs."""
    copied = copy.deepcopy(document)
    for named, reference in references(copied):
        if (named, reference["ref"]) == (kind, ref):
            reference["name" if "name" in reference else "title"] = title
    return copied
