"""The change log for people and for feed readers: what was issued, what was withdrawn, newest first."""

from dataclasses import dataclass
from datetime import datetime

from django.shortcuts import render

from lifesci.editions.called import called
from lifesci.editions.models import Change, Kind
from lifesci.editions.version import register_version
from lifesci.search.paging import paging
from lifesci.site.page_asked import page_asked
from lifesci.words import gettext, gettext_noop

PAGE_SIZE = 50
FEED_SIZE = 50
ACTIONS = {
    Change.Action.ISSUED: gettext_noop("Edition {number} issued"),
    Change.Action.WITHDRAWN: gettext_noop("Withdrawn"),
    Change.Action.MERGED: gettext_noop("Merged into another record"),
    Change.Action.SAVED: gettext_noop("Saved"),
    Change.Action.ERASED: gettext_noop("A person was erased from Edition {number}"),
}
NEWS = {Change.Action.WITHDRAWN: "withdrawn", Change.Action.MERGED: "withdrawn", Change.Action.ERASED: "changed"}


@dataclass(frozen=True)
class Line:
    """One change as it is read: what happened to what, when and why."""

    sequence: int
    kind: str
    ref: str
    title: str
    summary: str
    happened: str
    happened_at: datetime
    reason: str
    successor: str
    successor_title: str
    number: int | None
    news: str

    @property
    def record(self) -> dict:
        return {"kind": self.kind, "ref": self.ref}

    @property
    def replacement(self) -> dict | None:
        return {"kind": self.kind, "ref": self.successor} if self.successor else None


def change_list(request):
    """One page of the change log. Numbers have no gaps: a page is a range of them, the last as cheap as the first."""
    newest = register_version()
    pages = -(-newest // PAGE_SIZE)
    page = page_asked(request.GET, pages)
    top = newest - (page - 1) * PAGE_SIZE
    changes = Change.objects.filter(sequence__gt=top - PAGE_SIZE, sequence__lte=top).order_by("-sequence")
    context = {
        "lines": lines(changes),
        "paging": paging(page, pages, lambda number: f"?page={number}"),
        "newest": newest,
        "place": "changes",
    }
    return render(request, "site/changes.html", context)


def feed(request):
    """The newest changes to records as an Atom feed."""
    changes = Change.objects.filter(kind__in=Kind.values).order_by("-sequence")[:FEED_SIZE]
    context = {
        "title": gettext("changes"),
        "self_path": "/feed.atom",
        "page_path": "/changes/",
        "lines": lines(changes),
    }
    return render(request, "site/feed.xml", context, content_type="application/atom+xml; charset=utf-8")


def lines(changes) -> list[Line]:
    """Changes with the titles their records have now, or had last. Two queries, three where some are gone."""
    changes = list(changes)
    cards = called((change.kind, ref) for change in changes for ref in (change.ref, change.successor) if ref)
    return [_line(change, cards) for change in changes]


def _line(change, cards) -> Line:
    card, heir = (cards.get((change.kind, ref)) for ref in (change.ref, change.successor))
    return Line(
        sequence=change.sequence,
        kind=change.kind,
        ref=change.ref,
        title=card.title if card else change.ref,
        summary=card.summary if card else "",
        happened=gettext(ACTIONS[change.action]).format(number=change.number),
        happened_at=change.happened_at,
        reason=change.reason,
        successor=change.successor,
        successor_title=heir.title if heir else change.successor,
        number=change.number if change.action in (Change.Action.ISSUED, Change.Action.ERASED) else None,
        news=NEWS.get(change.action) or ("new" if change.number == 1 else "changed"),
    )


change_list.reads_parameters = True
