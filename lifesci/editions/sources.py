"""Sources as published records: their document, readiness and acts. The held text of a source is never in them."""

from lifesci.editions.models import Change, Edition
from lifesci.editions.pieces import Names, choice
from lifesci.editions.publish import publish, take_down
from lifesci.editions.readiness import Inspection, Readiness

KIND = "source"


def document(source, names: Names) -> dict:
    """The body that `issue()` numbers. `source` comes from `Source.objects.whole()`, which does not read its text."""
    return {
        "kind": KIND,
        "ref": source.ref,
        "title": source.title,
        "publisher": source.publisher,
        "published_on": source.published_on,
        "published_note": source.published_note,
        "source_kind": choice(source, "kind"),
        "is_public": source.is_public,
        "website": source.url,
        "licence": source.licence,
        "file_name": source.file_name,
        "sha256": source.sha256,
        "note": source.note,
        "cites": [_footnote(footnote, names) for footnote in sorted(source.references.all(), key=_position)],
        "facts": {
            "figures": f"/api/v1/figures/?source={source.ref}",
            "outcomes": f"/api/v1/outcomes/?source={source.ref}",
        },
    }


def _position(footnote):
    """Footnotes in the order of the text; those without a paragraph come last."""
    return (footnote.paragraph is None, footnote.paragraph or 0, footnote.pk)


def _footnote(footnote, names):
    return {
        "ref": footnote.cites.ref,
        "title": names.get((KIND, footnote.cites.ref), ""),
        "mark": footnote.mark,
        "paragraph": footnote.paragraph,
    }


def readiness(source, names: Names) -> Readiness:
    """Every problem of the source and its footnotes at once."""
    found = Inspection(source, names)
    found.valid(source)
    found.web_address(source.url)
    for footnote in source.references.all():
        found.valid(footnote, f"Footnote “{footnote}”")
        found.published(KIND, footnote.cites, "The source")
    found.prefer(source.publisher, "No publisher is named.")
    found.prefer(source.published_on or source.published_note, "Nothing is said about the date of the document.")
    found.prefer(source.url or source.file_name or not source.is_public, "Nothing says where the document can be read.")
    return found.result()


def publish_source(source, *, by, note: str = "", after: int | None = None, beside=()) -> Edition:
    """Publish the source as its next Edition. `after` is the number of the Edition the caller saw, 0 for none.

    `beside` are sources that name it and are named by it: all are published or none.
    Raises PermissionDenied, SameEyes, NotReady with every problem, Unchanged, Overtaken; then nothing was written.
    """
    return publish(source, document, readiness, by=by, note=note, after=after, beside=beside)


def withdraw_source(source, *, by, reason: str, successor: str = "") -> Change:
    """Withdraw the published source, with a reason and perhaps the ref of the source that takes its place.

    Raises PermissionDenied, NotPublished, NoReason, UnknownSuccessor; then nothing was written.
    """
    return take_down(source, by=by, reason=reason, successor=successor)
