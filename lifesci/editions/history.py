"""What a page says of the Edition it shows: how to cite it, whether it is old, which came before and what changed."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from lifesci.editions.diff import changes_in_words
from lifesci.editions.models import Edition, Entry
from lifesci.editions.reading import current, edition

SHOWN = 5  # Editions listed on a page with their changes; the rest stand in the API
API_NAMES = {"programme": "programmes", "organisation": "organisations", "brief": "briefs", "source": "sources"}


@dataclass(frozen=True)
class Issued:
    """One line of the list of Editions."""

    number: int
    issued_on: date
    note: str
    changes: list[str]


@dataclass(frozen=True)
class History:
    """The Edition on the page among its siblings. `current` is the current one's number, 0 for a withdrawn record."""

    number: int
    issued_on: date
    sha256: str
    url: str
    json: str
    list: str
    current: int
    since: list[str] = field(default_factory=list)
    editions: list[Issued] = field(default_factory=list)
    more: int = 0

    @property
    def is_old(self) -> bool:
        return self.number != self.current


def current_page(kind, ref) -> tuple[dict, History]:
    """The current document and its history. Two queries. Raises Unknown or Gone."""
    document, entry = current(kind, ref)
    return document, _history(document, entry.edition, entry.number)


def edition_page(kind, ref, number) -> tuple[dict, History]:
    """A numbered Edition's document and its history, also of a withdrawn record. Three queries. Raises Unknown."""
    shown = edition(kind, ref, number)
    entry = Entry.objects.select_related("edition").filter(kind=kind, ref=ref).first()
    document = json.loads(shown.text)
    since = changes_in_words(document, json.loads(entry.edition.text)) if entry and entry.number != number else []
    return document, _history(document, shown, entry.number if entry else 0, since=since)


def _history(document, shown, current_number, *, since=()) -> History:
    newest = list(Edition.objects.of(shown.kind, shown.ref)[: SHOWN + 1])
    api = f"/api/v1/{API_NAMES[shown.kind]}/{shown.ref}/editions/"
    return History(
        number=shown.number,
        issued_on=timezone.localdate(shown.issued_at),
        sha256=shown.sha256,
        url=f"{document['url']}editions/{shown.number}/",
        json=f"{api}{shown.number}/",
        list=api,
        current=current_number,
        since=list(since),
        editions=_lines(newest)[:SHOWN],
        more=max(0, newest[0].number - SHOWN),
    )


def editions_with_changes(kind: str, ref: str) -> Iterator[tuple[Edition, list[str]]]:
    """Every Edition of a record, newest first, with what it changed in words. One query; nothing for an unknown one."""
    return _with_changes(Edition.objects.of(kind, ref))


def _lines(newest) -> list[Issued]:
    """Editions, newest first, each with what it changed; the last of the slice serves only to compare with."""
    return [
        Issued(each.number, timezone.localdate(each.issued_at), each.note, changes)
        for each, changes in _with_changes(newest)
    ]


def _with_changes(editions: Iterable[Edition]) -> Iterator[tuple[Edition, list[str]]]:
    """Editions, newest first, each held against the one after it; two documents are read at a time."""
    later, after = None, None
    for each in editions:
        document = json.loads(each.text)
        if later:
            yield later, changes_in_words(document, after)
        later, after = each, document
    if later:
        yield later, changes_in_words(None, after)
