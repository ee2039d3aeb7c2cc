"""Reading what is published: current documents, Editions, tombstones. Public code reads records through here."""

import json

from lifesci.editions.models import Change, Edition, Entry, Kind


class Unknown(LookupError):
    """No such record, or no such Edition, was ever published."""

    def __init__(self, kind, ref, number=None):
        self.kind, self.ref, self.number = kind, ref, number
        super().__init__(f"{kind} {ref}" + (f", Edition {number}" if number else ""))


class Gone(LookupError):
    """The record was published and then withdrawn; `change` says why and what takes its place."""

    def __init__(self, change):
        self.change = change
        super().__init__(f"{change.kind} {change.ref} was withdrawn")


def missing(kind, ref) -> LookupError:
    """The exception that tells a withdrawn record from an unknown one."""
    last = Change.objects.standing().filter(kind=kind, ref=ref).order_by("-sequence").first()
    return Gone(last) if last and last.action in (Change.Action.WITHDRAWN, Change.Action.MERGED) else Unknown(kind, ref)


def current(kind, ref) -> tuple[dict, Entry]:
    """The document and the Entry (its Edition loaded) of a published record. Raises Unknown or Gone."""
    entry = Entry.objects.select_related("edition").filter(kind=kind, ref=ref).first()
    if entry is None:
        raise missing(kind, ref)
    return json.loads(entry.edition.text), entry


def sources_of(document) -> list[dict]:
    """The sources that a document names, each with what its own current Edition says of it. One query.

    A source that is published no more has nothing but its ref and the title that the document gives it.
    """
    named = document["sources"]
    if not named:
        return []
    entries = Entry.objects.filter(kind=Kind.SOURCE, ref__in=[source["ref"] for source in named]).order_by()
    published = map(json.loads, entries.values_list("edition__text", flat=True))
    known = {source["ref"]: source for source in published}
    return [{**known.get(source["ref"], {}), **source} for source in named]


def edition(kind, ref, number) -> Edition:
    """One numbered Edition, also of a withdrawn record: what was published stays citable. Raises Unknown."""
    found = Edition.objects.filter(kind=kind, ref=ref, number=number).first()
    if found is None:
        raise Unknown(kind, ref, number)
    return found


def changes(after=0, limit=100):
    """Lines of the change log newer than `after`, oldest first, at most `limit`."""
    return Change.objects.after(after)[:limit]
