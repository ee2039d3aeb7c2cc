"""The published names of records: what a document may call another record."""

from collections import defaultdict
from collections.abc import Iterable

from lifesci.editions.models import Entry


def published_names(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Titles of the current Editions of (kind, ref) pairs; a pair that is missing from the answer is not published."""
    wanted = defaultdict(set)
    for kind, ref in pairs:
        wanted[kind].add(ref)
    return {
        (kind, ref): title
        for kind, refs in wanted.items()
        for ref, title in Entry.objects.filter(kind=kind, ref__in=refs).values_list("ref", "title")
    }
