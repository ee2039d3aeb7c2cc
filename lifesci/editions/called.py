"""What records are called, also those that are published no more. Public code may call it."""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from lifesci.editions.models import Edition, Entry, Kind


class Called(NamedTuple):
    """The title and the summary of a record: what it says now, or said in its last Edition."""

    title: str
    summary: str


def called(named: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Called]:
    """By (kind, ref) what these records are called; whatever was never published is not in it.

    One query, and a second where some of them are published no more.
    """
    named = set(named)
    cards = Entry.objects.filter(**_among(named)).order_by().values_list("kind", "ref", "title", "summary")
    found = {(kind, ref): Called(title, summary) for kind, ref, title, summary in cards if (kind, ref) in named}
    gone = {(kind, ref) for kind, ref in named - found.keys() if kind in Kind.values}
    for document in last_documents(gone):
        found[document["kind"], document["ref"]] = Called(document["title"], document.get("summary", ""))
    return found


def last_documents(named: Collection[tuple[str, str]]) -> Iterator[dict]:
    """The documents that the last Editions of these records hold. One query."""
    later = Edition.objects.filter(kind=OuterRef("kind"), ref=OuterRef("ref"), number__gt=OuterRef("number"))
    texts = Edition.objects.filter(~Exists(later), **_among(named)).order_by().values_list("text", flat=True)
    documents = map(json.loads, texts)
    return (document for document in documents if (document["kind"], document["ref"]) in named)


def _among(named) -> dict:
    """A filter that an index by kind and ref answers; others of these kinds may have such a ref too."""
    return {"kind__in": {kind for kind, _ in named}, "ref__in": {ref for _, ref in named}}
