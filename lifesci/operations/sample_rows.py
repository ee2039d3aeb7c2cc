"""The rows that a sample's records leave: working rows, and what issuing would have written. No query; for make_sample.

Documents, cards and rows of the catalogue are made by the functions that publishing uses; only numbers and moments are
given here, as the lock of the change log would have given them.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from operator import attrgetter

from django.db import connections
from django.db.models import AutoField, BooleanField, DateField, DecimalField

from lifesci.context import document as brief_document
from lifesci.editions import catalogue, sources
from lifesci.editions.canonical import canonical, fold, sha256
from lifesci.editions.card import search_text, terms
from lifesci.editions.issue import numbered
from lifesci.editions.models import Change, Edition, Entry, EntryTerm, EntryText
from lifesci.editions.schema import current_schema, validate
from lifesci.operations.sample import BLOCK, OPENED, Sample, strands_after
from organisations import document as organisation_document
from programmes import document as programme_document

CHECKED = 500  # one document in so many is held against its schema
PACE = timedelta(seconds=20)  # between one publishing and the next
RESTATED = sum(map(bool, map(strands_after, range(BLOCK))))  # second Editions of a block, which list the strands
STRANDS_OUT = "Its strands were published."
CONVERTED = (BooleanField, DateField, DecimalField)  # fields whose values a database takes in a form of its own

Rows = dict[str, list[tuple]]  # by the label of the model, which every process understands


def named(record) -> str:
    """What a record is published under."""
    return getattr(record, "title", None) or record.name


def listed(strands) -> list[dict]:
    """Strands as the document of their programme lists them."""
    ordered = sorted(strands, key=lambda strand: (fold(strand.title), strand.ref))
    return [{"ref": strand.ref, "title": strand.title} for strand in ordered]


class Scribe:
    """Writes the rows of some of a sample's records; `rows` holds them by table."""

    def __init__(self, sample: Sample, using: str, note: str):
        self.sample, self.using, self.note = sample, using, note
        self.shared = [*sample.sources.choices, *sample.organisations.choices, *sample.briefs.choices]
        self.names = {(record._meta.model_name, record.ref): named(record) for record in self.shared}
        self.rows: Rows = defaultdict(list)
        self.act = self.sequence = 0

    def write_shared(self) -> Rows:
        """The rows of sources, organisations and briefs, in the order in which they name each other; asked for once."""
        self.act = self.sequence = 0
        for records, document in (
            (self.sample.sources, sources.document),
            (self.sample.organisations, organisation_document.document),
            (self.sample.briefs, brief_document.document),
        ):
            for record in records.choices:
                self._publish(record, document)
                record._prefetched_objects_cache.clear()  # written, and no burden to processes that only name it
        return self._taken()

    def write_block(self, number: int) -> Rows:
        """The rows of one block of programmes; they do not depend on what was written before."""
        self.act = len(self.shared) + number * BLOCK
        self.sequence = len(self.shared) + number * (BLOCK + RESTATED)
        for family in self.sample.block(number):
            self._publish_family(family)
        return self._taken()

    def _taken(self) -> Rows:
        rows, self.rows = self.rows, defaultdict(list)
        return rows

    def _publish(self, record, document) -> None:
        """A record whose first Edition is its only one."""
        self._keep(record)
        self.act += 1
        self._shelve(self.act, *self._issue(document(record, self.names), 1, self.note))

    def _publish_family(self, family: list) -> None:
        """A programme, its strands, and then its second Edition, which lists them."""
        parent, *strands = family
        name = (programme_document.KIND, parent.ref)
        self.names[name] = parent.title
        self._keep(parent)
        body = programme_document.document(parent, self.names)
        self.act += 1
        place, issued = self.act, self._issue(body, 1, self.note)
        for strand in strands:
            self._publish(strand, programme_document.document)
        if strands:
            issued = self._issue({**body, "strands": listed(strands)}, 2, STRANDS_OUT)
        self._shelve(place, *issued)
        del self.names[name]

    def _issue(self, body: dict, number: int, note: str) -> tuple[Edition, dict, int]:
        """The Edition, its document and the number of its change."""
        document = numbered(body, number)
        if self.sequence % CHECKED == 0:
            validate(document)
        text = canonical(document)
        self.sequence += 1
        moment = OPENED + self.act * PACE
        about = {"kind": body["kind"], "ref": body["ref"], "number": number}
        edition = Edition(
            pk=self.sequence,
            text=text,
            sha256=sha256(text),
            schema=current_schema(body["kind"]),
            issued_at=moment,
            note=note,
            **about,
        )
        change = Change(sequence=self.sequence, action=Change.Action.ISSUED, reason=note, happened_at=moment, **about)
        self._add(edition, change)
        return edition, document, self.sequence

    def _shelve(self, place: int, edition: Edition, document: dict, sequence: int) -> None:
        """The rows of the catalogue for a current Edition."""
        card = catalogue.card(edition, document, sequence)
        entry = Entry(pk=place, kind=edition.kind, ref=edition.ref, **card)
        self._add(entry, *catalogue.figures(entry, document), *catalogue.outcomes(entry, document))
        self._add(EntryText(entry_id=place, kind=entry.kind, **search_text(document)))
        self.rows[EntryTerm._meta.label] += [(place, scheme, code) for scheme, code in sorted(terms(document))]

    def _keep(self, row) -> None:
        """The working row with its children and many-to-many rows."""
        self._add(row)
        for name, rows in getattr(row, "_prefetched_objects_cache", {}).items():
            field = row._meta.get_field(name)
            if field.many_to_many:
                self.rows[field.remote_field.through._meta.label] += [(row.pk, other.pk) for other in rows]
            else:
                for child in rows:
                    self._keep(child)

    def _add(self, *rows) -> None:
        for row in rows:
            self.rows[row._meta.label].append(values_of(row, self.using))


def values_of(row, using: str) -> tuple:
    """The columns of an unsaved row as its database takes them; without the key, where the database gives that."""
    read, converted = _columns(type(row), row.pk is not None)
    values = list(read(row))
    for place, field in converted:
        values[place] = field.get_db_prep_save(values[place], connections[using])
    return tuple(values)


@cache
def _columns(model, is_keyed: bool):
    fields = fields_of(model, is_keyed=is_keyed)
    converted = [(place, field) for place, field in enumerate(fields) if isinstance(field, CONVERTED)]
    return attrgetter(*(field.attname for field in fields)), converted


def fields_of(model, *, is_keyed: bool) -> list:
    """The fields that are columns, with or without a key that the database gives."""
    return [field for field in model._meta.concrete_fields if is_keyed or not isinstance(field, AutoField)]


def is_keyed(model, rows: Iterable[tuple]) -> bool:
    """Whether rows bring their keys."""
    return len(next(iter(rows))) == len(model._meta.concrete_fields)
