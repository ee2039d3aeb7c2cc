"""The addresses of calendars: of one record, and of a list, filtered or not."""

import json

from django.http import HttpResponse

from lifesci.editions.card import DAY
from lifesci.editions.events import events
from lifesci.editions.models import Entry, EntryTerm
from lifesci.editions.reading import current
from lifesci.failure import Refused, not_found
from lifesci.search.listing import PLACES
from lifesci.search.shelf import Selection, find
from lifesci.site.calendars.ics import Issue, calendar_text
from lifesci.site.list_feeds import asked, title_of
from lifesci.words import gettext

MOST_DATED = 500  # records of a list that its calendar tells of


def calendar(request, kind, ref):
    """The dated events of a current record. Raises Unknown, Gone, and Refused where no event is dated to the day."""
    document, entry = current(kind, ref)
    found = events(document)
    if not found:
        raise Refused(not_found(gettext("No event of this record is dated to the day, so there is no calendar of it.")))
    return answered(request, document["title"], [(issue_of(request, document, entry), found)], f"{kind}-{ref}")


def list_calendar(request, kind):
    """The dated events of the records of a list, perhaps none. It takes the list's filters. Raises BadParameter."""
    version = request.register_version
    ask = asked(kind, request.GET, version)
    found = find(ask, version)
    entries = Entry.objects.filter(pk__in=latest(found.selection)).select_related("edition")
    documents = [(json.loads(entry.edition.text), entry) for entry in entries]
    dated = [(issue_of(request, document, entry), events(document)) for document, entry in documents]
    return answered(request, title_of(ask, found), dated, PLACES[kind])


def latest(selection: Selection) -> list[int]:
    """The entries of a list that have dated events; where they are many, those whose days are the latest."""
    ids = selection.order.ids_in(selection.dated, 0, selection.count)
    if len(ids) <= MOST_DATED:
        return ids
    among, kept = set(ids), set()
    days = EntryTerm.objects.filter(scheme=DAY).order_by("-code", "-entry_id").values_list("entry_id", flat=True)
    for id in days.iterator():
        if id in among:
            kept.add(id)
        if len(kept) == MOST_DATED:
            break
    return list(kept)


def issue_of(request, document, entry) -> Issue:
    """What a calendar says of the Edition of a record."""
    return Issue(
        record=f"{entry.kind}/{entry.ref}",
        host=host_of(request),
        url=request.build_absolute_uri(document["url"]),
        number=entry.number,
        issued_at=entry.edition.issued_at,
    )


def host_of(request) -> str:
    """The name of this register on the net."""
    return request.get_host().partition(":")[0]


def answered(request, name, dated, file_name) -> HttpResponse:
    """A calendar as a file that opens where calendars are kept."""
    return HttpResponse(
        calendar_text(name, host_of(request), dated),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{file_name}.ics"'},
    )


list_calendar.reads_parameters = True
