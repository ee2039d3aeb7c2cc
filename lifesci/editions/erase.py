"""The act that erases a person from Editions, inside `erasing()`. Called by the command that erases everywhere."""

import json
from collections.abc import Iterator

from lifesci.editions.canonical import canonical, sha256
from lifesci.editions.catalogue import shelve
from lifesci.editions.checkpoint import keep_where_due
from lifesci.editions.log import hold_log, log_change
from lifesci.editions.models import Change, Edition, Entry, Erasure
from lifesci.trace.redaction import Redaction


def editions_naming(redaction: Redaction) -> Iterator[tuple[Edition, str]]:
    """Every Edition in which the person is named, with its text as it would be; nothing is written."""
    for edition in Edition.objects.order_by("pk").iterator(chunk_size=200):
        text = canonical(redaction.value(json.loads(edition.text)))
        if text != edition.text or redaction.text(edition.note) != edition.note:
            yield edition, text


def erase_from_editions(redaction: Redaction, *, note: str, by=None) -> list[Change]:
    """Reword every Edition that names the person, and log each: numbers stay, hashes are new, the log stays whole.

    Returns the new lines of the change log. The caller is inside `erasing()`, or Immutable is raised.
    """
    hold_log()
    for change in Change.objects.exclude(reason="").iterator(chunk_size=1000):
        if (reason := redaction.text(change.reason)) != change.reason:
            Change.objects.filter(pk=change.pk).update(reason=reason)
    return [_erase(edition, text, redaction, note, by) for edition, text in list(editions_naming(redaction))]


def _erase(edition, text, redaction, note, by) -> Change:
    digest = sha256(text)
    Edition.objects.filter(pk=edition.pk).update(text=text, sha256=digest, note=redaction.text(edition.note))
    Erasure.objects.create(
        kind=edition.kind,
        ref=edition.ref,
        number=edition.number,
        sha256=digest,
        note=note,
        erased_by=by.get_username() if by else "",
    )
    change = log_change(edition.kind, edition.ref, Change.Action.ERASED, number=edition.number, reason=note)
    entry = Entry.objects.filter(kind=edition.kind, ref=edition.ref, number=edition.number).first()
    if entry:
        shelve(Edition.objects.get(pk=edition.pk), json.loads(text), entry.sequence)
    keep_where_due(change.sequence)
    return change
