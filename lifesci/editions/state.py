"""Where a record stands with the public: never published, current, withdrawn. Derived, never stored."""

from dataclasses import dataclass

from lifesci.editions.models import Change, Edition, Entry


@dataclass(frozen=True)
class State:
    """`number` is the newest Edition, 0 for none; `withdrawn` the tombstone of a record out of the catalogue."""

    number: int = 0
    edition: Edition | None = None
    withdrawn: Change | None = None

    @property
    def is_published(self) -> bool:
        """Is there an Edition that the public reads now?"""
        return self.number > 0 and self.withdrawn is None


def state_of(kind: str, ref: str) -> State:
    """The standing of one record, in two queries at most."""
    newest = Edition.objects.of(kind, ref).first()
    if newest is None:
        return State()
    last = Change.objects.standing().filter(kind=kind, ref=ref).order_by("-sequence").first()
    gone = last if last and last.action in (Change.Action.WITHDRAWN, Change.Action.MERGED) else None
    return State(newest.number, newest, gone)


def current_texts(kind: str, refs) -> dict[str, tuple[int, str]]:
    """(number, text) of the current Editions of many records, in one query; unpublished records are missing."""
    entries = Entry.objects.filter(kind=kind, ref__in=refs)
    return {ref: (number, text) for ref, number, text in entries.values_list("ref", "number", "edition__text")}
