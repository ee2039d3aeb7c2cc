"""Records of the four kinds: lists from the catalogue, details and numbered Editions as the stored text itself."""

from django.http import HttpResponseNotModified

from lifesci.api import fields
from lifesci.api.describe import detail, editions, numbered, record_list
from lifesci.api.exporting import FORMAT, Export, ExportedView, ShortList
from lifesci.api.listing import address, envelope, page_link
from lifesci.api.parameters import Switch
from lifesci.api.past import AS_OF, AS_OF_ONE, moment, register_asked, told
from lifesci.api.record_exports import of_records
from lifesci.api.schemas import document_members, members
from lifesci.api.stored import answer_to, tag, texts_of
from lifesci.api.view import RegisterView
from lifesci.downloads.rows.parts import instant
from lifesci.editions.canonical import sha256
from lifesci.editions.history import editions_with_changes
from lifesci.editions.past import current_at
from lifesci.editions.reading import Unknown, missing
from lifesci.editions.version import register_version
from lifesci.etags import is_known
from lifesci.search.ask import Ask, parse
from lifesci.search.parameters import refuse_unknown
from lifesci.search.register import Register, register_at
from lifesci.search.shelf import Found, Selection, find, find_in, selected
from lifesci.tables.lists import EDITIONS
from lifesci.tables.registry import TABLES

OWN = ("as_of", "whole", "fields", "omit", "format")  # what a list of records takes besides what the search reads
WHOLE = Switch("whole", "`yes` gives whole documents, as their addresses do, instead of list items.")
PLURALS = {"programme": "programmes", "organisation": "organisations", "brief": "briefs", "source": "sources"}


class RecordView(RegisterView):
    """A view of one kind of record; `kind` is set where the address is declared."""

    kind = "programme"


class RecordList(RecordView, ExportedView):
    """The records of one kind that are published now, filtered, sorted and paged by the search."""

    operation = record_list

    def parameters(self):
        """The parameters of this list besides those of the search."""
        return (AS_OF, WHOLE, FORMAT, *fields.parameters(lambda: (*self.members(False), *self.members(True))))

    def members(self, is_whole: bool) -> tuple[str, ...]:
        """The members of a result."""
        return document_members(self.kind) if is_whole else members(f"{self.kind.title()}Item")

    def page(self, request) -> str:
        """One page of list items as the catalogue keeps them, or of whole documents."""
        register, ask = self.asked(request)
        found = find(ask, request.register_version) if register is None else find_in(register, ask)
        is_whole, then = WHOLE.read(request.GET), told(register)
        part = fields.chosen(request.GET, lambda: self.members(is_whole))
        return envelope(
            part.texts(self.documents(found) if is_whole else found.items),
            count=found.count,
            next_page=page_link(request, cursor=found.next_cursor, **then) if found.next_cursor else "",
            previous_page=page_link(request, cursor=found.previous_cursor, **then) if found.previous_cursor else "",
            version=found.version,
            applied=applied(ask, found.selection) | ({"whole": "yes"} if is_whole else {}) | part.applied(),
        )

    def export(self, request, form: str) -> Export:
        """All of the list, as flat rows or as whole documents."""
        register, ask = self.asked(request)
        selection = selected(register or register_at(request.register_version), ask)
        part = self.part(request, form, TABLES[PLURALS[self.kind]], lambda: self.members(True))
        return of_records(ask, selection, form, part, applied(ask, selection))

    def asked(self, request) -> tuple[Register | None, Ask]:
        """The register of the moment that is asked for, None for the present one, and what is asked of it. Raises
        BadParameter."""
        version, query = request.register_version, request.META.get("QUERY_STRING", "")
        register = register_asked(request.GET, version)
        return register, parse(self.kind, query, for_page=False, version=version, extra=OWN, register=register)

    def documents(self, found: Found) -> list[str]:
        """The whole documents of what was found, as text."""
        register = found.selection.register
        return register.texts(found.entry_ids) if register.is_past else texts_of(found.entry_ids)


def applied(ask: Ask, selection: Selection) -> dict:
    """What was understood of a question, with the refs asked for that no published record has."""
    absent = [ref for ref in ask.refs if selection.shelf.by_ref(ref) is None]
    return ask.applied() | ({"not_published": absent} if absent else {})


class RecordDetail(RecordView):
    """A published record: its current Edition, byte for byte."""

    operation = detail
    validated_by = "edition"

    def get(self, request, ref):
        """The document, or word that the client has it. Raises Unknown, or Gone for what was withdrawn."""
        return self.document(request, (self.kind, ref))

    def document(self, request, key):
        """Stored text with its hash as ETag; a client that names the hash is answered before any text is read."""
        if request.META.get("QUERY_STRING"):
            return self.part(request, key)
        try:
            etag, text = answer_to(key, request.META.get("HTTP_IF_NONE_MATCH", ""))
        except LookupError as error:
            raise self.absent(*key) from error
        if text is None:
            return known(etag)
        return self.text(text, ETag=etag)

    def parameters(self):
        """The parameters of a detail."""
        return (AS_OF_ONE, *self.parts())

    def parts(self):
        """Those of them that choose members."""
        return fields.parameters(lambda: document_members(self.kind))

    def part(self, request, key):
        """A document of an earlier moment, or some members of one, with the hash of what is answered as ETag."""
        refuse_unknown(request.GET, [parameter.name for parameter in self.parameters()])
        part = fields.chosen(request.GET, lambda: document_members(self.kind))
        text = part.text(self.stored(request, key))
        etag = tag(sha256(text))
        return known(etag) if is_known(request.META.get("HTTP_IF_NONE_MATCH", ""), etag) else self.text(text, ETag=etag)

    def stored(self, request, key) -> str:
        """The text of the Edition that is current, or was at the moment asked for. Raises Unknown or Gone."""
        sequence = moment(request.GET, register_version()) if "as_of" in request.GET else None
        if sequence is not None:
            return current_at(*key, sequence).text
        try:
            return answer_to(key, "")[1]
        except LookupError as error:
            raise self.absent(*key) from error

    def absent(self, *key):
        """What to raise for a record that is not published."""
        return missing(*key)


def known(etag: str) -> HttpResponseNotModified:
    """Word that the client has it."""
    return HttpResponseNotModified(headers={"ETag": etag, "Vary": "Accept, Accept-Encoding"})


class RecordEdition(RecordDetail):
    """One numbered Edition, which never changes and stays after a withdrawal."""

    operation = numbered

    def parameters(self):
        """The parameters of an Edition, which is of one moment anyway."""
        return self.parts()

    def get(self, request, ref, number):
        """The Edition's text. Raises Unknown."""
        return self.document(request, (self.kind, ref, number))

    def absent(self, *key):
        """What to raise for an Edition that was never issued."""
        return Unknown(*key)


class RecordEditions(RecordView, ShortList):
    """Every Edition of a record, newest first."""

    operation = editions
    table = EDITIONS

    def lines(self, request, ref):
        """Each Edition, and what it changed. Raises Unknown."""
        base = f"/api/v1/{PLURALS[self.kind]}/{ref}/editions/"
        found = [
            {
                "edition": each.number,
                "sha256": each.sha256,
                "schema": address(request, f"/api/v1/schemas/{self.kind}-{each.schema}.json"),
                "issued_at": each.issued_at,
                "note": each.note,
                "changes": changes,
                "url": address(request, f"{base}{each.number}/"),
            }
            for each, changes in editions_with_changes(self.kind, ref)
        ]
        if not found:
            raise Unknown(self.kind, ref)
        return found

    @staticmethod
    def flat(line):
        """A line as a row."""
        return {**line, "issued_at": instant(line["issued_at"]), "changes": "\n".join(line["changes"])}
