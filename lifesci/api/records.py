"""Records of the four kinds: lists from the catalogue, details and numbered Editions as the stored text itself."""

from functools import partial

from django.http import HttpResponseNotModified

from lifesci.api import fields
from lifesci.api.describe import detail, editions, numbered, record_list
from lifesci.api.exporting import FORMAT, ExportedView
from lifesci.api.listing import address, envelope, page_link, whole
from lifesci.api.parameters import Switch, read
from lifesci.api.past import AS_OF, looking_back, moment, register_asked
from lifesci.api.record_exports import of_records
from lifesci.api.schemas import document_members, members
from lifesci.api.stored import answer_to, tag, texts_of
from lifesci.api.view import RegisterView
from lifesci.editions.canonical import sha256
from lifesci.editions.past import current_at
from lifesci.editions.reading import Unknown, editions_of, missing
from lifesci.editions.version import register_version
from lifesci.etags import is_known
from lifesci.search.ask import parse
from lifesci.search.parameters import refuse_unknown
from lifesci.search.shelf import Found, find, find_in

EDITION = ("edition", "sha256", "schema", "issued_at", "url")
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

    def get(self, request):
        """One page of list items as the catalogue keeps them, or of whole documents; or all of them as a file."""
        if form := self.form(request):
            return self.file(request, form)
        past, found = self.found(request)
        is_whole = WHOLE.read(request.GET)
        part = fields.chosen(request.GET, lambda: self.members(is_whole))
        text = envelope(
            part.texts(self.documents(found) if is_whole else found.items),
            count=found.count,
            next_page=page_link(request, cursor=found.next_cursor, **past) if found.next_cursor else "",
            previous_page=page_link(request, cursor=found.previous_cursor, **past) if found.previous_cursor else "",
            version=found.version,
            applied=found.ask.applied()
            | not_published(found)
            | past
            | ({"whole": "yes"} if is_whole else {})
            | part.applied(),
        )
        return self.text(text)

    def file(self, request, form: str):
        """All of the list, as flat rows or as whole documents."""
        version, query = request.register_version, request.META.get("QUERY_STRING", "")
        ask = parse(self.kind, query, for_page=False, version=version, extra=OWN)
        part = partial(self.part, request, form, members=lambda: self.members(True))
        return self.sent(request, form, of_records(ask, version, form, part, ask.applied()))

    def found(self, request) -> tuple[dict, Found]:
        """What was found, and as of which change where that was asked. Raises BadParameter."""
        version, query = request.register_version, request.META.get("QUERY_STRING", "")
        with looking_back():
            register = register_asked(request.GET, version)
            ask = parse(self.kind, query, for_page=False, version=version, extra=OWN, register=register)
            if register is None:
                return {}, find(ask, version)
            return {"as_of": register.version}, find_in(register, ask)

    def documents(self, found: Found) -> list[str]:
        """The whole documents of what was found, as text."""
        register = found.selection.register
        return register.texts(found.entry_ids) if register.is_past else texts_of(found.entry_ids)


def not_published(found) -> dict:
    """The refs asked for that no published record has."""
    shelf = found.selection.shelf
    missing = [ref for ref in found.ask.refs if shelf.by_ref(ref) is None]
    return {"not_published": missing} if missing else {}


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
        return (AS_OF, *self.parts())

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


class RecordEditions(RecordView):
    """Every Edition of a record, newest first."""

    operation = editions

    @staticmethod
    def parameters():
        """The parameters of this list."""
        return fields.parameters(lambda: EDITION)

    def get(self, request, ref):
        """Number, hash, schema and moment of each Edition. Raises Unknown."""
        read(request.GET, self.parameters())
        part = fields.chosen(request.GET, lambda: EDITION)
        rows = editions_of(self.kind, ref).values_list("number", "sha256", "schema", "issued_at")
        base = f"/api/v1/{PLURALS[self.kind]}/{ref}/editions/"
        listed = [
            {
                "edition": number,
                "sha256": sha256,
                "schema": address(request, f"/api/v1/schemas/{self.kind}-{schema}.json"),
                "issued_at": issued_at,
                "url": address(request, f"{base}{number}/"),
            }
            for number, sha256, schema, issued_at in rows
        ]
        if not listed:
            raise Unknown(self.kind, ref)
        return self.text(whole(request, map(part.of, listed), part.applied()))
