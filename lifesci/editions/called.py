"""What records are called, also those that are published no more. Public code may call it."""

import json
from collections.abc import Iterable
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
    cards = Entry.objects.filter(ref__in={ref for _, ref in named}).order_by()
    columns = cards.values_list("kind", "ref", "title", "summary")
    found = {(kind, ref): Called(title, summary) for kind, ref, title, summary in columns if (kind, ref) in named}
    gone = {(kind, ref) for kind, ref in named - found.keys() if kind in Kind.values}
    if gone:
        found |= {record: last for record, last in _last({ref for _, ref in gone}) if record in gone}
    return found


def _last(refs: set[str]):
    later = Edition.objects.filter(kind=OuterRef("kind"), ref=OuterRef("ref"), number__gt=OuterRef("number"))
    editions = Edition.objects.filter(~Exists(later), ref__in=refs).order_by()
    for kind, ref, text in editions.values_list("kind", "ref", "text"):
        document = json.loads(text)
        yield (kind, ref), Called(document["title"], document.get("summary", ""))
