"""The events of a document that are dated to the day, and no others. Pure: a document in, events out."""

from datetime import date
from typing import NamedTuple

LONGEST = 31  # days; what lasts longer is two events, its first day and its last


class Event(NamedTuple):
    """Something on one day or on several: `last` is the last of them. `key` is its own within its record."""

    key: str
    first: date
    last: date
    title: str
    text: str
    place: str


def events(document: dict) -> list[Event]:
    """The start and end of a programme or brief, and the meetings of a brief, in the order of their days."""
    found = [*_course(document), *_meetings(document)]
    return sorted(found, key=lambda event: (event.first, event.key))


def _course(document) -> list[Event]:
    first, last = day(document.get("starts", "")), day(document.get("ends", ""))
    title, text = document["title"], document.get("summary", "")
    place = "; ".join(each["name"] for each in document.get("places", []))
    if first and last and 0 <= (last - first).days < LONGEST:
        return [Event("dates", first, last, title, text, place)]
    starts = [Event("start", first, first, f"{title}: starts", text, place)] if first else []
    return starts + ([Event("end", last, last, f"{title}: ends", text, place)] if last else [])


def _meetings(document) -> list[Event]:
    found = []
    for each in document.get("engagements", []):
        start, _, end = each["happened_on"].partition("/")
        first = day(start)
        last = day(end) if end else first
        if first and last and first <= last:
            place = each["place"]["name"] if each["place"] else ""
            found.append(Event(f"engagement-{each['key']}", first, last, each["title"], each["summary"], place))
    return found


def day(edtf: str) -> date | None:
    """The day that a date names for certain; None for a month, a year, or a day in doubt."""
    try:
        return date.fromisoformat(edtf) if len(edtf) == 10 else None
    except ValueError:
        return None
