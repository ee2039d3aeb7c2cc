"""Events written as iCalendar (RFC 5545): lines end in CRLF and are folded at 75 octets, text is escaped. Pure."""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from lifesci.editions.events import Event

LONGEST_LINE = 75  # octets, without the line break
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
# A calendar holds one component at least, so one without events says in which time zone it has none.
NOTHING = (
    *("BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
    *("TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"),
)


class Issue(NamedTuple):
    """The Edition that events are of: `record` is kind/ref, `host` makes identifiers the register's own."""

    record: str
    host: str
    url: str
    number: int
    issued_at: datetime


def calendar_text(name: str, host: str, dated: Iterable[tuple[Issue, list[Event]]]) -> str:
    """The whole file: the events of each of these Editions, perhaps none."""
    return "".join(folded(line) for line in _calendar(name, host, dated))


def _calendar(name, host, dated) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{text(host)}//Life sciences register//EN")
    yield from ("CALSCALE:GREGORIAN", f"NAME:{text(name)}", f"X-WR-CALNAME:{text(name)}")
    lines = [line for issue, events in dated for event in events for line in _event(issue, event)]
    yield from lines or NOTHING
    yield "END:VCALENDAR"


def _event(issue, event) -> Iterator[str]:
    stamp = issue.issued_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    yield from ("BEGIN:VEVENT", f"UID:{issue.record}/{event.key}@{issue.host}")
    yield from (f"DTSTAMP:{stamp}", f"LAST-MODIFIED:{stamp}", f"SEQUENCE:{issue.number}")
    yield f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.last + timedelta(days=1):%Y%m%d}"  # the day after the last
    yield f"SUMMARY:{text(event.title)}"
    if event.text:
        yield f"DESCRIPTION:{text(event.text)}"
    if event.place:
        yield f"LOCATION:{text(event.place)}"
    yield from (f"URL:{issue.url}", "TRANSP:TRANSPARENT", "END:VEVENT")


def text(value: str) -> str:
    """A text as a property holds it: its own line breaks written out, control characters gone."""
    lines = "\n".join(value.splitlines())
    kept = (letter for letter in lines if letter == "\n" or unicodedata.category(letter) != "Cc")
    return "".join(kept).translate(ESCAPED)


def folded(line: str) -> str:
    """A line with its end, broken between characters where it is too long; what follows begins with a space."""
    pieces, piece, room = [], "", LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append(piece)
            piece, room = " ", LONGEST_LINE - 1
        piece += letter
        room -= size
    return "\r\n".join([*pieces, piece]) + "\r\n"
