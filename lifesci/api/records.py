"""Records of the four kinds: lists from the catalogue, details and numbered Editions as the stored text itself."""

from django.http import HttpResponseNotModified

from lifesci.api.describe import detail, editions, numbered, record_list
from lifesci.api.listing import address, envelope, page_link, whole
from lifesci.api.stored import answer_to
from lifesci.api.view import RegisterView
from lifesci.editions.reading import Unknown, editions_of, missing
from lifesci.search.ask import parse
from lifesci.search.shelf import find

PLURALS = {"programme": "programmes", "organisation": "organisations", "brief": "briefs", "source": "sources"}


class RecordView(RegisterView):
    """A view of one kind of record; `kind` is set where the address is declared."""

    kind = "programme"


class RecordList(RecordView):
    """The records of one kind that are published now, filtered, sorted and paged by the search."""

    operation = record_list

    def get(self, request):
        """One page of list items, as the catalogue keeps them."""
        version = request.register_version
        found = find(parse(self.kind, request.META.get("QUERY_STRING", ""), for_page=False, version=version), version)
        text = envelope(
            found.items,
            count=found.count,
            next_page=page_link(request, cursor=found.next_cursor) if found.next_cursor else "",
            previous_page=page_link(request, cursor=found.previous_cursor) if found.previous_cursor else "",
            version=found.version,
            applied=found.ask.applied(),
        )
        return self.text(text)


class RecordDetail(RecordView):
    """A published record: its current Edition, byte for byte."""

    operation = detail
    validated_by = "edition"

    def get(self, request, ref):
        """The document, or word that the client has it. Raises Unknown, or Gone for what was withdrawn."""
        return self.document(request, (self.kind, ref))

    def document(self, request, key):
        """Stored text with its hash as ETag; a client that names the hash is answered before any text is read."""
        self.refuse_parameters(request)
        try:
            etag, text = answer_to(key, request.META.get("HTTP_IF_NONE_MATCH", ""))
        except LookupError as error:
            raise self.absent(*key) from error
        if text is None:
            return HttpResponseNotModified(headers={"ETag": etag, "Vary": "Accept, Accept-Encoding"})
        return self.text(text, ETag=etag)

    def absent(self, *key):
        """What to raise for a record that is not published."""
        return missing(*key)


class RecordEdition(RecordDetail):
    """One numbered Edition, which never changes and stays after a withdrawal."""

    operation = numbered

    def get(self, request, ref, number):
        """The Edition's text. Raises Unknown."""
        return self.document(request, (self.kind, ref, number))

    def absent(self, *key):
        """What to raise for an Edition that was never issued."""
        return Unknown(*key)


class RecordEditions(RecordView):
    """Every Edition of a record, newest first."""

    operation = editions

    def get(self, request, ref):
        """Number, hash, schema and moment of each Edition. Raises Unknown."""
        self.refuse_parameters(request)
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
        return self.text(whole(request, listed))
