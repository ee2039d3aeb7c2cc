"""Merging what is published: one record takes another's place, and whoever named the other names it from now on."""

import copy

from django.db import transaction

from lifesci.editions.catalogue import unshelve
from lifesci.editions.checkpoint import keep_where_due
from lifesci.editions.issue import reissue, restate_strands
from lifesci.editions.log import hold_log, log_change
from lifesci.editions.mentions import naming
from lifesci.editions.models import Change, Edition, Entry
from lifesci.editions.pieces import citations
from lifesci.editions.references import NAMING
from lifesci.editions.withdraw import NoReason, UnknownSuccessor
from lifesci.words import gettext

CITING = ("source", "as_given_in")


def merge_published(kind: str, ref: str, successor: str, *, by=None, reason: str) -> Change | None:
    """Leave a tombstone that leads to the successor and re-issue, before it, every record that names the merged one.

    One transaction; None for a record that was never published. Raises NoReason, UnknownSuccessor.
    """
    if not reason.strip():
        raise NoReason("Say why the records are merged: partners who hold a copy will read it.")
    with transaction.atomic():
        hold_log()
        newest = Edition.objects.of(kind, ref).first()
        if newest is None:
            return None
        heir = Entry.objects.filter(kind=kind, ref=successor).first()
        if heir is None or successor == ref:
            raise UnknownSuccessor(f"{successor} is not another published {kind}.")
        parents = set(_parents(kind, ref))
        _repoint_all(kind, ref, heir, by)
        change = log_change(
            kind, ref, Change.Action.MERGED, number=newest.number, reason=reason.strip(), successor=successor
        )
        unshelve(kind, ref)
        keep_where_due(change.sequence)
        for parent in [*parents - {successor}, *([successor] if kind == "programme" else [])]:
            restate_strands(
                parent, by=by, note=gettext("{ref} was merged into {title}.").format(ref=newest.ref, title=heir.title)
            )
    return change


def _parents(kind: str, ref: str):
    entry = Entry.objects.filter(kind=kind, ref=ref).first()
    return entry.terms.filter(scheme="parent").values_list("code", flat=True) if entry else ()


def _repoint_all(kind: str, ref: str, heir: Entry, by) -> None:
    note = f"{heir.title} takes the place of {ref}."
    for named, other in list(naming(kind, ref).order_by("pk").values_list("kind", "ref")):
        reissue(named, other, lambda document: repointed(document, kind, ref, heir.ref, heir.title), by=by, note=note)


def repointed(document: dict, kind: str, ref: str, successor: str, title: str) -> dict:
    """A copy of the document that names the successor wherever it named the other, each once, and never itself."""
    copied = copy.deepcopy(document)
    is_own = (copied["kind"], copied["ref"]) == (kind, successor)
    _repoint(copied, kind, ref, (successor, title), is_own)
    if kind == "source":
        for cited in citations(copied):
            cited.update({member: successor for member in CITING if cited.get(member) == ref})
    for figure in copied.get("figures", []):
        if figure["counted_in"].startswith(f"{kind}/{ref}/"):
            figure["counted_in"] = ""  # what it was counted in is not published for the moment
    return copied


def _repoint(value: dict, kind, ref, heir, is_own) -> None:
    for member, inner in value.items():
        names = NAMING.get(member) == kind
        if isinstance(inner, dict):
            if names and inner.get("ref") == ref:
                value[member] = None if is_own else _heir(inner, heir)
            _repoint(inner, kind, ref, heir, is_own)
        elif isinstance(inner, list):
            rows = [row for row in inner if isinstance(row, dict)]
            for row in rows:
                _repoint(row, kind, ref, heir, is_own)
            if names or any(row.get("other", "") is None for row in rows):
                value[member] = _each_once(inner, names, ref, heir, is_own)


def _heir(reference: dict, heir) -> dict:
    return {**reference, "ref": heir[0], "name" if "name" in reference else "title": heir[1]}


def _each_once(rows: list, names: bool, ref, heir, is_own) -> list:
    """The rows without those that would name the record itself, or repeat another."""
    kept, seen = [], set()
    for row in rows:
        if not isinstance(row, dict) or row.get("other", "") is None or (names and is_own and row.get("ref") == ref):
            continue
        now = _heir(row, heir) if names and row.get("ref") == ref else row
        mark = (now.get("ref"), now.get("role", {}).get("code"), now.get("mark"), str(now.get("other")))
        if mark not in seen:
            kept.append(now)
        seen.add(mark)
    return kept
