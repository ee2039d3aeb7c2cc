"""What rooms above show beside a record at the desk, and say of its next Edition; each adds its part when it starts."""

from collections.abc import Callable

from django.utils.safestring import SafeString

# (request, kind, record) → a piece of the page of its form, empty for none.
PANELS: list[Callable] = []
# (kind, ref, moment of the newest Edition or None) → a sentence for the note of the next one, empty for none.
NOTES: list[Callable] = []


def panels(request, kind: str, record) -> list[SafeString]:
    """The pieces that stand above the form of a record."""
    return [piece for panel in PANELS if (piece := panel(request, kind, record))]


def suggested_note(kind: str, ref: str, since) -> str:
    """What the next Edition's note may begin with; a publisher edits it before anything is published."""
    return " ".join(filter(None, (note(kind, ref, since) for note in NOTES)))
