"""Writing the log of acts. Any act of a room above may call this."""

from django.db.models import QuerySet

from lifesci.trace.acting import current_act
from lifesci.trace.models import Event


def record_event(kind: Event.Kind | str, *, by=None, record=None, title: str = "", details: str = "") -> Event:
    """Log that something was done. `by` is a user, and unless given whoever acts; `record` is any row it was done to.

    `title` names what no row stands for, such as the file of an export. Raises ValueError for an unknown kind.
    """
    person = by if by is not None else current_act().person
    return Event.objects.create(
        kind=Event.Kind(kind),
        by_key=person.pk if person else None,
        by_name=person.get_username() if person else "",
        subject_kind=record._meta.label_lower if record is not None else "",
        subject=record.pk if record is not None else None,
        title=(title or (str(record) if record is not None else ""))[:300],
        details=details,
    )


def events_of(record) -> QuerySet[Event]:
    """What was done to one record, newest first."""
    return Event.objects.filter(subject_kind=record._meta.label_lower, subject=record.pk)
