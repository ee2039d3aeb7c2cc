"""Which act a change of working rows belongs to: a form, an import, a merge. Knows no models; any room may say it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db.models import TextChoices


class Act(TextChoices):
    """How rows come to be changed."""

    FORM = "form", "Form"
    IMPORT = "import", "Import"
    UNDO = "undo", "Import undone"
    BULK = "bulk", "Several at once"
    MERGE = "merge", "Merge"
    RESTORE = "restore", "Restored Edition"
    CORRECTION = "correction", "Correction"
    LOAD = "load", "First content"
    ERASURE = "erasure", "Erasure of a person"
    SHELL = "shell", "Command line"


@dataclass
class Acting:
    """One act: how, by whom, and what it refers to. `edits` holds the Edits it has written, by record."""

    act: Act
    by: object = None
    reference: str = ""
    edits: dict[tuple[str, int], int] = field(default_factory=dict)

    @property
    def person(self):
        """The user who acts, None for the register itself."""
        return self.by if self.by is not None and self.by.is_authenticated else None


_CURRENT: ContextVar[Acting | None] = ContextVar("acting", default=None)


@contextmanager
def acting(act: Act | str, by=None, reference: str = "") -> Iterator[Acting]:
    """Changes of working rows inside belong to this act and are one Edit of each record they touch.

    `by` is a user, and unless given who acts already; `reference` names what it was, such as an import's number.
    """
    outer = _CURRENT.get()
    inner = Acting(Act(act), outer.by if by is None and outer else by, reference)
    token = _CURRENT.set(inner)
    try:
        yield inner
    finally:
        _CURRENT.reset(token)


def current_act() -> Acting:
    """The act that is under way; where none was said, one of the command line, for this change alone."""
    return _CURRENT.get() or Acting(Act.SHELL)
