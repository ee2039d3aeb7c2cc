"""Records that name each other and so can only be published as one act: which they are, and by which names they go."""

from collections.abc import Callable, Iterable

from lifesci.editions.names import published_names
from lifesci.editions.pieces import Names, named_in
from lifesci.editions.readiness import Readiness


def companions(record, document: Callable) -> list:
    """The unpublished records of its kind that name this one and are named by it, directly or by way of each other.

    None for a published record: whatever names that can be published by itself.
    """
    naming, waiting = {}, [record]
    known = {record.ref: record}
    if not _unpublished(record._meta.model_name, {record.ref}):
        return []
    while waiting:
        found = {each.ref: _named_like(each, document) for each in waiting}
        naming |= found
        new = _unpublished(record._meta.model_name, set().union(*found.values()) - known.keys())
        waiting = list(type(record)._default_manager.whole().filter(ref__in=new))
        known |= {each.ref: each for each in waiting}
    return [known[ref] for ref in sorted(_leading_to(record.ref, naming) - {record.ref})]


def names_for(records: Iterable, document: Callable) -> Names:
    """What documents of these records may call the records they name, when they are published as one act."""
    bodies = [document(each, {}) for each in records]
    names = published_names(set().union(*map(named_in, bodies)))
    if len(bodies) > 1:
        names |= {(body["kind"], body["ref"]): body["title"] for body in bodies}
    return names


def readiness_of(records: Iterable, readiness: Callable, names: Names) -> Readiness:
    """What stands between these records and one act; of all but the first with the record's name before it."""
    first, *others = records
    found = readiness(first, names)
    for each in others:
        more = readiness(each, names)
        found = Readiness(
            found.blocking + [f"{each}: {sentence}" for sentence in more.blocking],
            found.warnings + [f"{each}: {sentence}" for sentence in more.warnings],
        )
    return found


def _named_like(record, document) -> set[str]:
    """The refs of the records of its own kind that a record names."""
    return {ref for kind, ref in named_in(document(record, {})) if kind == record._meta.model_name}


def _unpublished(kind, refs) -> set[str]:
    return refs - {ref for _, ref in published_names((kind, ref) for ref in refs)}


def _leading_to(ref, naming) -> set[str]:
    """Every ref from which a path of names leads to this one."""
    found, before = {ref}, set()
    while found != before:
        before = found
        found = found | {each for each, named in naming.items() if named & found}
    return found
