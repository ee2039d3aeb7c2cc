"""The moments of a record's life at the desk, newest first: Edits with what they changed, events, publishing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from lifesci.editions.models import Change, Edition
from lifesci.trace.edits import edits
from lifesci.trace.events import events_of
from lifesci.trace.models import Edit
from lifesci.trace.telling import FieldChange, changes_of

CHUNK = 200
HEADINGS = ("when", "who", "how", "note", "record", "part", "field", "old", "new")


@dataclass
class Moment:
    """Something that happened to a record; `changes` is filled for Edits that are shown."""

    at: datetime
    by: str
    what: str
    note: str = ""
    title: str = ""
    edit: Edit | None = None
    change: Change | None = None
    changes: list[FieldChange] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """What a timeline is filtered by; empty for everything."""

    by: str = ""
    act: str = ""
    field: str = ""

    def admits(self, moment: Moment) -> bool:
        """Whether the person and the act are those asked for."""
        return self.by in ("", moment.by) and self.act in ("", moment.what)


def moment_of(edit: Edit) -> Moment:
    """An Edit as a moment, what it changed still untold."""
    return Moment(edit.at, edit.by_name, edit.get_act_display(), edit.reference, edit.title, edit)


def desk_moments(record) -> list[Moment]:
    """The Edits and events of a record. Two queries."""
    happened = [
        Moment(event.at, event.by_name, event.get_kind_display(), event.details, event.title)
        for event in events_of(record)
    ]
    return [*map(moment_of, edits(record)), *happened]


def log_moments(kind: str, ref: str, title: str) -> list[Moment]:
    """What the public change log says of a record, and who issued its Editions. Two queries."""
    issuers = dict(Edition.objects.of(kind, ref).values_list("number", "issued_by"))
    return [
        Moment(
            change.happened_at,
            issuers.get(change.number, "") if change.action == Change.Action.ISSUED else "",
            _published(change),
            change.reason,
            title,
            change=change,
        )
        for change in Change.objects.filter(kind=kind, ref=ref)
    ]


def chosen(moments: Iterable[Moment], asked: Asked) -> list[Moment]:
    """The moments asked for, newest first; where a field is asked for, those that changed it, told."""
    found = sorted(filter(asked.admits, moments), key=lambda moment: moment.at, reverse=True)
    if not asked.field:
        return found
    for moment in tell(found):
        moment.changes = [change for change in moment.changes if change.field == asked.field]
    return [moment for moment in found if moment.changes]


def tell(moments: list[Moment]) -> Iterator[Moment]:
    """The moments with what each Edit changed."""
    for start in range(0, len(moments), CHUNK):
        batch = moments[start : start + CHUNK]
        told = changes_of([moment.edit for moment in batch if moment.edit and not moment.changes])
        for moment in batch:
            if moment.edit and not moment.changes:
                moment.changes = told[moment.edit.pk]
            yield moment


def rows(moments: Iterable[Moment]) -> Iterator[tuple[str, ...]]:
    """The moments as rows of a table, a row for each field that changed."""
    yield HEADINGS
    for moment in moments:
        at = timezone.localtime(moment.at).isoformat(timespec="seconds")
        start = (at, moment.by or "the register", moment.what, moment.note, moment.title)
        for change in moment.changes:
            yield (*start, change.child, change.field, change.old, change.new)
        if not moment.changes:
            yield (*start, "", "", "", "")


def _published(change: Change) -> str:
    number = f": Edition {change.number}" if change.number else ""
    return f"{change.get_action_display()}{number}"
