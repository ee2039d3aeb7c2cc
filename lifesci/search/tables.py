"""The plain queries of this package: what the catalogue's tables hold, read in bulk. For this package alone."""

from array import array
from collections.abc import Iterator

import orjson
from django.db import connection

from lifesci.editions.models import Change, Entry, EntryTerm, EntryText, Kind
from lifesci.search.order import Record
from lifesci.search.schemes import FACETS, SCHEMES
from lifesci.search.text import gathered
from lifesci.vocabularies.models import Term

AT_A_TIME = 5_000  # entries whose Editions are looked up by one query


def records(kind: str) -> dict[int, Record]:
    """Every entry of a kind by id."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, ref, sort_title, sequence FROM editions_entry WHERE kind = %s", [kind])
        return {row[0]: Record._make(row) for row in cursor.fetchall()}


def currents() -> list[tuple[int, str, str, str, int, int]]:
    """(id, kind, ref, sort title, sequence, key of the Edition) of every entry."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, kind, ref, sort_title, sequence, edition_id FROM editions_entry")
        return cursor.fetchall()


def members() -> Iterator[tuple[str, str, list[int]]]:
    """Scheme, code and the ids of the entries that carry it, one by one: they are many."""
    marks = ", ".join(["%s"] * len(SCHEMES))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT scheme, code, {gathered('entry_id')} FROM editions_entryterm"  # noqa: S608 - our own words
            f" WHERE scheme IN ({marks}) GROUP BY scheme, code",
            SCHEMES,
        )
        for scheme, code, ids in cursor:
            yield scheme, code, orjson.loads(ids)


def labels() -> dict[str, dict[str, str]]:
    """Labels of terms by scheme and code, in the curators' order; retired terms too, because records carry them."""
    schemes = {facet.labels for facets in FACETS.values() for facet in facets.values()}
    found: dict[str, dict[str, str]] = {}
    terms = Term.objects.filter(scheme__in=schemes).order_by("scheme", "order", "label")
    for scheme, code, label in terms.values_list("scheme", "code", "label"):
        found.setdefault(scheme, {})[code] = label
    return found


def organisations(refs=None) -> dict[str, str]:
    """Titles of the published organisations by ref; of those with these refs where given."""
    entries = Entry.objects.filter(kind=Kind.ORGANISATION).order_by()
    entries = entries if refs is None else entries.filter(ref__in=refs)
    return dict(entries.values_list("ref", "title"))


def changes(after: int, until: int) -> list[tuple[str, str]]:
    """(kind, ref) of each change of the log in these numbers."""
    return list(Change.objects.after(after).filter(sequence__lte=until).values_list("kind", "ref"))


def entries(kind: str, refs) -> dict[str, Record]:
    """The entries of a kind with these refs, those that there are."""
    rows = Entry.objects.filter(kind=kind, ref__in=refs).order_by()
    return {row[1]: Record(*row) for row in rows.values_list("id", "ref", "sort_title", "sequence")}


def codes(ids) -> dict[int, set[tuple[str, str]]]:
    """Every (scheme, code) that entries are found by."""
    found: dict[int, set[tuple[str, str]]] = {id: set() for id in ids}
    rows = EntryTerm.objects.filter(entry__in=list(ids), scheme__in=SCHEMES).order_by()
    for id, scheme, code in rows.values_list("entry_id", "scheme", "code"):
        found[id].add((scheme, code))
    return found


def items(ids: list[int]) -> dict[int, str]:
    """The list items of entries by id; one query."""
    if not ids:
        return {}
    marks = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, item FROM editions_entry WHERE id IN ({marks})", ids)  # noqa: S608 - marks alone
        return dict(cursor.fetchall())


def edition_keys(ids: list[int]) -> array:
    """The keys of the Editions that entries have now, in the order of the entries."""
    keys = array("q")
    for start in range(0, len(ids), AT_A_TIME):
        chunk = ids[start : start + AT_A_TIME]
        found = dict(Entry.objects.filter(pk__in=chunk).order_by().values_list("pk", "edition_id"))
        keys.extend(found[id] for id in chunk)
    return keys


def texts(columns, ids=None):
    """The searched texts of all entries, or of those with these ids, row by row."""
    rows = EntryText.objects.order_by() if ids is None else EntryText.objects.filter(entry__in=list(ids)).order_by()
    return rows.values_list(*columns).iterator(chunk_size=2000)


def count_of_texts() -> int:
    """How many texts there are."""
    return EntryText.objects.count()
