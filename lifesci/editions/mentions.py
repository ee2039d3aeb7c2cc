"""Who names a record: links read backwards, from the current Editions of other records. Public code may call it."""

import json
from collections import defaultdict
from dataclasses import dataclass

from lifesci.editions.models import Entry

SHOWN = 200  # records listed as naming another


@dataclass(frozen=True)
class Mentions:
    """Records that name one: list items of the first, by kind, and how many there are in all."""

    by_kind: dict[str, list[dict]]
    count: int

    @property
    def listed(self) -> list[dict]:
        """The items of every kind, one after the other."""
        return [item for items in self.by_kind.values() for item in items]

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are listed."""
        return self.count > len(self.listed)


def naming(kind, ref):
    """Entries of the other records whose documents name this one."""
    return Entry.objects.filter(terms__scheme=kind, terms__code=ref).exclude(kind=kind, ref=ref)


def mentions(kind, ref) -> Mentions:
    """The records that name this one, by kind, in the order of their titles; at most SHOWN in all are listed.

    One query, and a second where there are more: an Entry has the records its document names as terms under their kind.
    """
    ordered = naming(kind, ref).order_by("kind", "sort_title", "ref")
    texts = list(ordered.values_list("item", flat=True)[: SHOWN + 1])
    found = defaultdict(list)
    for item in texts[:SHOWN]:
        found[(parsed := json.loads(item))["kind"]].append(parsed)
    return Mentions(dict(found), ordered.count() if len(texts) > SHOWN else len(texts))
