"""Restoring a source from an older Edition."""

from lifesci.evidence.models import Source
from lifesci.review.restoring import Restoring, put


def restore(restoring: Restoring) -> None:
    """Put the source and its footnotes back; the text that is held stays as it is."""
    said = restoring.document
    put(
        restoring.record,
        **restoring.text(
            "title", "publisher", "published_on", "published_note", "licence", "file_name", "sha256", "note"
        ),
        kind=said["source_kind"]["code"],
        is_public=said["is_public"],
        url=said["website"],
    )
    footnotes = restoring.children(
        restoring.record.references,
        said["cites"],
        lambda row: {"cites": restoring.by_ref(Source, row["ref"]), "mark": row["mark"]},
        lambda row, _: {"paragraph": row["paragraph"]},
    )
    restoring.drop(footnotes)
