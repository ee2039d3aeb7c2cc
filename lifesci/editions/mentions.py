"""Who names a record: links read backwards, from the current Editions of other records. Public code may call it."""

import json
from collections import defaultdict

from lifesci.editions.models import Entry

SHOWN = 200


def naming(kind, ref):
    """Entries of the other records whose documents name this one."""
    return Entry.objects.filter(terms__scheme=kind, terms__code=ref).exclude(kind=kind, ref=ref)


def mentions(kind, ref, *, limit=SHOWN) -> dict[str, list[dict]]:
    """List items of the records that name this one, by kind, in the order of their titles; at most `limit` in all.

    One query: an Entry has the records its document names as terms under their kind.
    """
    ordered = naming(kind, ref).order_by("kind", "sort_title", "ref")
    found = defaultdict(list)
    for item in ordered.values_list("item", flat=True)[:limit]:
        found[(parsed := json.loads(item))["kind"]].append(parsed)
    return dict(found)
