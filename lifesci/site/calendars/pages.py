"""The address of a record's calendar."""

from django.http import HttpResponse

from lifesci.editions.reading import current
from lifesci.failure import Refused, not_found
from lifesci.site.calendars.events import events
from lifesci.site.calendars.ics import Issue, calendar_text
from lifesci.words import gettext


def calendar(request, kind, ref):
    """The dated events of a current record. Raises Unknown, Gone, and Refused where no event is dated to the day."""
    document, entry = current(kind, ref)
    found = events(document)
    if not found:
        raise Refused(not_found(gettext("No event of this record is dated to the day, so there is no calendar of it.")))
    issue = Issue(
        name=document["title"],
        record=f"{kind}/{ref}",
        host=request.get_host().partition(":")[0],
        url=request.build_absolute_uri(document["url"]),
        number=entry.number,
        issued_at=entry.edition.issued_at,
    )
    return HttpResponse(
        calendar_text(issue, found),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{kind}-{ref}.ics"'},
    )
