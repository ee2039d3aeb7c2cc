"""Issuing: freeze one whole record as its next Edition. The only way anything becomes public."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.utils import timezone

from lifesci.editions.canonical import canonical, sha256
from lifesci.editions.catalogue import shelve
from lifesci.editions.checkpoint import keep_where_due
from lifesci.editions.log import hold_log, log_change
from lifesci.editions.models import Change, Edition, Entry, EntryTerm
from lifesci.editions.references import renamed
from lifesci.editions.schema import current_schema, validate
from lifesci.words import gettext

# Parents that wait to be told of their strands until the end of a block; None where each is told at once.
WAITING: ContextVar[dict[str, None] | None] = ContextVar("parents waiting", default=None)
PATHS = {"programme": "programmes", "organisation": "organisations", "brief": "context", "source": "sources"}


class Unchanged(Exception):
    """The record is published exactly as it stands, so there is nothing to issue."""

    def __init__(self, edition):
        self.edition = edition
        super().__init__(f"Nothing has changed since Edition {edition.number}.")


class Overtaken(Exception):
    """Somebody else published the record after the caller looked at it; nothing was written."""

    def __init__(self, edition):
        self.edition = edition
        super().__init__(f"Edition {edition.number} was published meanwhile. Look at it before you publish again.")


def issue(body: dict, *, by=None, note: str = "", after: int | None = None) -> Edition:
    """Publish a document (without `edition` and `url`) as the record's next Edition, in one transaction.

    `after` is the number of the Edition that the caller saw, 0 for none. Raises Overtaken when it is no longer the
    newest, Unchanged when nothing differs, lifesci.editions.schema.Invalid when the document breaks its schema.
    Records that name this one under its old title, and the parent whose strand it is, are re-issued in the same act
    from their own published text.
    """
    with transaction.atomic():
        hold_log()
        newest = Edition.objects.of(body["kind"], body["ref"]).first()
        entry = Entry.objects.filter(kind=body["kind"], ref=body["ref"]).first()
        if after is not None and newest and newest.number != after:
            raise Overtaken(newest)
        body = _with_strands(body)
        if entry and newest and canonical(numbered(body, newest.number)) == newest.text:
            raise Unchanged(newest)
        edition = _append(body, newest, by, note)
        before = json.loads(newest.text) if newest else None
        _restate_names(body, before, by)
        _restate_parents(body, before, by)
    return edition


def numbered(body: dict, number: int) -> dict:
    """The document with its Edition number and its address on the register."""
    return {**body, "edition": number, "url": f"/{PATHS[body['kind']]}/{body['ref']}/"}


def reissue(kind: str, ref: str, change, *, by=None, note: str) -> Edition | None:
    """Issue a record anew from its published text with `change(document)` applied; None where nothing came of it."""
    entry = Entry.objects.select_related("edition").filter(kind=kind, ref=ref).first()
    if entry is None:
        return None
    document = json.loads(entry.edition.text)
    changed = change(document)
    if canonical(changed) == entry.edition.text:
        return None
    return _append(changed, entry.edition, by, note)


def strands_of(ref: str) -> list[dict]:
    """The published strands of a programme, in the order of their titles."""
    strands = Entry.objects.filter(kind="programme", terms__scheme="parent", terms__code=ref)
    return [{"ref": strand.ref, "title": strand.title} for strand in strands.order_by("sort_title", "ref")]


def restate_strands(parent: str, *, by=None, note: str) -> Edition | None:
    """Bring the list of strands in a parent's document up to date."""
    return reissue("programme", parent, lambda document: {**document, "strands": strands_of(parent)}, by=by, note=note)


@contextmanager
def parents_told_once(*, by=None, note: str) -> Iterator[None]:
    """In this block parents are not re-issued for each strand; at its end each is, once. For publishing many records.

    If the block is broken off, the parents' lists are behind until the next call for them.
    """
    waiting: dict[str, None] = {}
    token = WAITING.set(waiting)
    try:
        yield
    finally:
        WAITING.reset(token)
    for parent in waiting:
        with transaction.atomic():
            restate_strands(parent, by=by, note=note)


def _append(body, newest, by, note) -> Edition:
    document = numbered(body, newest.number + 1 if newest else 1)
    validate(document)
    text = canonical(document)
    edition = Edition.objects.create(
        kind=body["kind"],
        ref=body["ref"],
        number=document["edition"],
        text=text,
        sha256=sha256(text),
        schema=current_schema(body["kind"]),
        issued_at=timezone.now(),
        issued_by=by.get_username() if by else "",
        note=note,
    )
    change = log_change(edition.kind, edition.ref, Change.Action.ISSUED, number=edition.number, reason=note)
    shelve(edition, document, change.sequence)
    keep_where_due(change.sequence)
    return edition


def _with_strands(body):
    return {**body, "strands": strands_of(body["ref"])} if body["kind"] == "programme" else body


def _restate_names(body, before, by):
    """Re-issue every record that names this one by the title it had."""
    if before is None or before["title"] == body["title"]:
        return
    note = gettext("{before} is now called {after}.").format(before=before["title"], after=body["title"])
    naming = EntryTerm.objects.filter(scheme=body["kind"], code=body["ref"]).exclude(
        entry__kind=body["kind"], entry__ref=body["ref"]
    )
    for kind, ref in list(naming.order_by("entry_id").values_list("entry__kind", "entry__ref")):
        reissue(
            kind, ref, lambda document: renamed(document, body["kind"], body["ref"], body["title"]), by=by, note=note
        )


def _restate_parents(body, before, by):
    """Tell the old and the new parent which strands they have now."""
    if body["kind"] != "programme":
        return
    parents = [document["parent"]["ref"] for document in (before, body) if document and document["parent"]]
    if (waiting := WAITING.get()) is not None:
        waiting.update(dict.fromkeys(parents))
        return
    for parent in dict.fromkeys(parents):
        restate_strands(parent, by=by, note=gettext("Its strands changed: {title}.").format(title=body["title"]))
