"""The tables of what all records share: the terms of the vocabularies, and sources."""

from lifesci.evidence.models import Source
from lifesci.imports.resource import RegisterResource
from lifesci.vocabularies.models import Term

CITATION = ("source", "section", "paragraph", "page", "stated_as", "as_given_in", "basis")
FIGURE = (
    "key",
    "measure",
    "qualifier",
    "value",
    "value_high",
    "missing_reason",
    "period_kind",
    "period_start",
    "period_end",
    "population",
    "geography",
    "counted_in",
    "chosen_because",
    "note",
    *CITATION,
    "order",
    "review_on",
)
KEEPING = ("read_in", "read_at", "editor_note", "review_on")


class TermResource(RegisterResource):
    """Words of the vocabularies. They are public as soon as they are applied."""

    table = "terms"
    title = "Terms"
    key = ("scheme", "code")
    joined = ("broader",)

    class Meta(RegisterResource.Meta):
        model = Term
        fields = ("scheme", "code", "label", "definition", "broader", "uri", "notation", "order", "retired_on")
        import_id_fields = ("scheme", "code")


class SourceResource(RegisterResource):
    """Sources, without the texts that are held of them."""

    table = "sources"
    title = "Sources"
    names = ("title",)
    named_by = "title"

    class Meta(RegisterResource.Meta):
        model = Source
        fields = (
            "ref",
            "title",
            "publisher",
            "kind",
            "published_on",
            "published_note",
            "is_public",
            "url",
            "licence",
            "file_name",
            "sha256",
            "note",
            "editor_note",
            "review_on",
        )
        import_id_fields = ("ref",)
