"""Proving that what was published still stands: hashes, numbers, the change log, the catalogue."""

import json
from collections import Counter
from collections.abc import Iterator

from lifesci.editions.canonical import canonical, sha256
from lifesci.editions.models import Change, ChangeNumber, Edition, Entry, Erasure, Kind


def faults() -> Iterator[str]:
    """A sentence for every Edition, line of the change log or Entry that is not what it must be."""
    yield from _edition_faults()
    yield from _erasure_faults()
    yield from _log_faults()
    yield from _catalogue_faults()


def _edition_faults():
    expected = {}
    for edition in Edition.objects.order_by("kind", "ref", "number").iterator():
        key = (edition.kind, edition.ref)
        expected[key] = expected.get(key, 0) + 1
        if edition.number != expected[key]:
            yield f"{edition}: Edition {expected[key]} is missing before it."
            expected[key] = edition.number
        if sha256(edition.text) != edition.sha256:
            yield f"{edition}: its text does not have the SHA-256 it was published with."
            continue
        document = json.loads(edition.text)
        if canonical(document) != edition.text:
            yield f"{edition}: its text is not canonical JSON."
        if (document["kind"], document["ref"], document["edition"]) != (edition.kind, edition.ref, edition.number):
            yield f"{edition}: its text speaks of {document['kind']} {document['ref']}, Edition {document['edition']}."


def _erasure_faults():
    """An Edition out of which a person was erased has the hash that the newest erasure gave it, and a line each."""
    newest, erased = {}, Counter()
    for erasure in Erasure.objects.order_by("id"):
        newest[erasure.kind, erasure.ref, erasure.number] = erasure.sha256
        erased[erasure.kind, erasure.ref, erasure.number] += 1
    for (kind, ref, number), digest in newest.items():
        if not Edition.objects.filter(kind=kind, ref=ref, number=number, sha256=digest).exists():
            yield f"{kind} {ref}, Edition {number}: it does not have the SHA-256 that an erasure gave it."
    lines = Change.objects.filter(action=Change.Action.ERASED).values_list("kind", "ref", "number")
    for kind, ref, number in (erased - Counter(lines)) | (Counter(lines) - erased):
        yield f"{kind} {ref}, Edition {number}: its erasures and the change log do not tell the same."


def _log_faults():
    sequence = 0
    for change in Change.objects.order_by("sequence").iterator():
        sequence += 1
        if change.sequence != sequence:
            yield f"Change {sequence} is missing from the log before {change}."
            sequence = change.sequence
        if change.action in (Change.Action.ISSUED, Change.Action.ERASED) and not _has_edition(change):
            yield f"Change {change}: Edition {change.number} is missing."
    counter = ChangeNumber.objects.filter(pk=1).values_list("latest", flat=True).first() or 0
    if counter != sequence:
        yield f"The change number stands at {counter}, the log ends at {sequence}."


def _has_edition(change):
    return Edition.objects.filter(kind=change.kind, ref=change.ref, number=change.number).exists()


def _catalogue_faults():
    last = {}
    for change in Change.objects.standing().filter(kind__in=Kind.values).order_by("sequence").iterator():
        last[change.kind, change.ref] = change
    entries = {(entry.kind, entry.ref): entry for entry in Entry.objects.defer("item", "summary")}
    for key, change in last.items():
        entry = entries.pop(key, None)
        if change.action != Change.Action.ISSUED:
            if entry:
                yield f"{key[0]} {key[1]} was withdrawn and is still in the catalogue."
        elif entry is None:
            yield f"{key[0]} {key[1]} is published and not in the catalogue."
        elif (entry.number, entry.sequence) != (change.number, change.sequence):
            shown = f"The catalogue shows Edition {entry.number} of {key[0]} {key[1]}"
            yield f"{shown}; Edition {change.number} is current."
    for kind, ref in entries:
        yield f"{kind} {ref} is in the catalogue and was never published."
