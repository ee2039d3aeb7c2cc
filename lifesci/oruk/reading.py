"""Reading records and words for this package: always in bulk, by a number of queries that does not grow."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import orjson
from django.db.models import Max, Q

from lifesci.editions.models import Change, Entry, Kind
from lifesci.oruk.record import Record
from lifesci.oruk.vocabulary import MEASURE, Vocabulary, Word
from lifesci.search.register import Register
from lifesci.vocabularies.models import Measure, Term

TERM = ("scheme", "code", "label", "definition", "broader__code", "uri", "notation", "retired_on")
Rows = dict[int, tuple[dict, str, datetime]]  # document, hash and moment of issue by the id of the entry


class Programme(NamedTuple):
    """A programme and the organisation that answers for it, None where none is published."""

    record: Record
    lead: Record | None


def programmes(ids: Sequence[int]) -> dict[int, Programme]:
    """The programmes with these entries, in this order; those that are gone meanwhile are left out. Three queries."""
    rows = _documents(Q(pk__in=set(ids)))
    named = {document["lead"]["ref"] for document, *_ in rows.values() if document["lead"]}
    leads = _documents(Q(kind=Kind.ORGANISATION, ref__in=named)) if named else {}
    records = _with_moments({**rows, **leads})
    by_ref = {records[id].document["ref"]: records[id] for id in leads}
    return {id: Programme(records[id], _lead(rows[id][0], by_ref)) for id in ids if id in rows}


def _lead(document, organisations) -> Record | None:
    return organisations.get(document["lead"]["ref"]) if document["lead"] else None


def organisations(ids: Sequence[int]) -> dict[int, Record]:
    """The organisations with these entries, in this order. Two queries."""
    records = _with_moments(_documents(Q(pk__in=set(ids))))
    return {id: records[id] for id in ids if id in records}


def _documents(which: Q) -> Rows:
    entries = Entry.objects.filter(which).order_by()
    columns = entries.values_list("pk", "edition__text", "sha256", "edition__issued_at")
    return {pk: (orjson.loads(text), sha256, issued_at) for pk, text, sha256, issued_at in columns}


def _with_moments(rows: Rows) -> dict[int, Record]:
    """The rows as records, each with the moment of its newest change."""
    refs: dict[str, set[str]] = {}
    for document, *_ in rows.values():
        refs.setdefault(document["kind"], set()).add(document["ref"])
    which = Q()
    for kind, names in refs.items():
        which |= Q(kind=kind, ref__in=names)
    newest = Change.objects.filter(which).order_by().values_list("kind", "ref") if refs else Change.objects.none()
    moments = {(kind, ref): moment for kind, ref, moment in newest.annotate(newest=Max("happened_at"))}
    return {
        pk: Record(document, sha256, issued_at, moments[document["kind"], document["ref"]])
        for pk, (document, sha256, issued_at) in rows.items()
    }


def vocabulary_at(register: Register) -> Vocabulary:
    """The words as they stand at a register version, read once for it. Two queries."""
    return register.answers.answer(("oruk", "vocabulary"), lambda: Vocabulary(_words()))


def _words() -> Iterator[Word]:
    for *columns, retired_on in Term.objects.order_by("scheme", "order", "label").values_list(*TERM):
        yield Word(*(value or "" for value in columns), retired_on.isoformat() if retired_on else "")
    for code, label, definition, retired_on in Measure.objects.order_by("order", "label").values_list(
        "code", "label", "definition", "retired_on"
    ):
        retired = retired_on.isoformat() if retired_on else ""
        yield Word(MEASURE, code, label, definition, retired_on=retired)
