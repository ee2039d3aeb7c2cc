"""Calendars: which events a document has, how they are written, and that a reader of calendars agrees."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from lifesci.editions.withdraw import withdraw
from lifesci.site.calendars.events import Event, events
from lifesci.site.calendars.ics import Issue, calendar_text, folded
from tests.site import documents as made

ISSUED = datetime(2026, 11, 5, 9, 30, tzinfo=UTC)
ISSUE = Issue("Lab; open, day", "programme/lab", "register.example", "https://register.example/x/", 3, ISSUED)


def meeting(happened_on, place=None):
    """An engagement of a brief."""
    return {
        "key": "visit",
        "title": "A visit",
        "happened_on": happened_on,
        "place": place,
        "summary": "On skills.",
        "participants": [],
        "citation": made.citation(),
    }


def dated(starts="", ends=""):
    """The key, first and last day of each event of a programme."""
    found = events(made.programme(title="Lab", starts=starts, ends=ends))
    return [(event.key, f"{event.first}", f"{event.last}") for event in found]


@pytest.mark.parametrize(
    ("starts", "ends", "found"),
    [
        ("2026-09-01", "2026-09-04", [("dates", "2026-09-01", "2026-09-04")]),
        ("2026-09-01", "2026-09-01", [("dates", "2026-09-01", "2026-09-01")]),
        (
            "2019-09-01",
            "2024-08-31",
            [("start", "2019-09-01", "2019-09-01"), ("end", "2024-08-31", "2024-08-31")],
        ),
        ("2026-09-01", "", [("start", "2026-09-01", "2026-09-01")]),
        ("2026", "2026-09-04", [("end", "2026-09-04", "2026-09-04")]),
        ("2026-09", "2027", []),
        ("2026-09-01?", "XXXX-09-04", []),
        ("2026-02-30", "2025-41", []),
        ("", "", []),
    ],
)
def test_a_programme_has_events_only_on_days_that_are_certain(starts, ends, found):
    assert dated(starts, ends) == found


@pytest.mark.parametrize(
    ("happened_on", "days"),
    [
        ("2025-09-27", [(date(2025, 9, 27), date(2025, 9, 27))]),
        ("2025-09-27/2025-09-28", [(date(2025, 9, 27), date(2025, 9, 28))]),
        ("XXXX-09-27", []),
        ("2025-09", []),
        ("2025-09-27/..", []),
        ("", []),
    ],
)
def test_a_meeting_of_a_brief_is_an_event_where_its_day_is_certain(happened_on, days):
    found = events(made.brief(engagements=[meeting(happened_on, made.READING)]))
    assert found == [Event("engagement-visit", *each, "A visit", "On skills.", "Reading") for each in days]


def test_a_calendar_is_written_as_the_standard_has_it():
    event = Event("start", date(2026, 9, 1), date(2026, 9, 2), "Lab; open, day", "a\\b\nc", "Ŵ")
    assert calendar_text(ISSUE, [event]).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//register.example//Life sciences register//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Lab\\; open\\, day",
        "X-WR-CALNAME:Lab\\; open\\, day",
        "BEGIN:VEVENT",
        "UID:programme/lab/start@register.example",
        "DTSTAMP:20261105T093000Z",
        "LAST-MODIFIED:20261105T093000Z",
        "SEQUENCE:3",
        "DTSTART;VALUE=DATE:20260901",
        "DTEND;VALUE=DATE:20260903",
        "SUMMARY:Lab\\; open\\, day",
        "DESCRIPTION:a\\\\b\\nc",
        "LOCATION:Ŵ",
        "URL:https://register.example/x/",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_long_line_is_folded_at_75_octets_and_never_inside_a_letter():
    line = "SUMMARY:" + "Ŵ" * 100
    pieces = folded(line).split("\r\n")
    assert [len(piece.encode()) for piece in pieces] == [74, 75, 61, 0]
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert "".join(piece.removeprefix(" ") for piece in pieces) == line


@given(st.text(max_size=200).filter(str.strip))
def test_whatever_the_title_a_reader_finds_one_event_with_that_title(title):
    event = Event("start", date(2026, 9, 1), date(2026, 9, 1), title, title, "")
    text = calendar_text(ISSUE, [event])
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    read = Calendar.from_ical(text)
    assert len(read.events) == 1
    kept = "\n".join(title.splitlines())
    assert str(read.events[0]["SUMMARY"]) == "".join(
        c for c in kept if c == "\n" or ord(c) >= 32 and not 127 <= ord(c) < 160
    )


@pytest.mark.django_db
def test_a_dated_programme_offers_a_calendar_that_its_page_links(client, django_assert_num_queries):
    made.publish(made.whole_programme(starts="2026-09-01", ends="2026-09-04"))
    page = client.get("/programmes/baylab-reading/").content.decode()
    assert '<a href="/programmes/baylab-reading/calendar.ics">Its dates for your calendar (iCalendar)</a>' in page
    with django_assert_num_queries(3):  # version, Entry with its Edition, version
        answer = client.get("/programmes/baylab-reading/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.content).events
    assert (event["SUMMARY"], event["LOCATION"], event["UID"]) == (
        "Baylab Reading",
        "Reading",
        "programme/baylab-reading/dates@testserver",
    )
    assert (event.start, event.end) == (date(2026, 9, 1), date(2026, 9, 5))
    assert event["URL"] == "http://testserver/programmes/baylab-reading/"


@pytest.mark.django_db
def test_a_brief_offers_its_meetings(client):
    made.publish(made.brief(engagements=[meeting("2025-09-27")]))
    (event,) = Calendar.from_ical(client.get("/context/vision/calendar.ics").content).events
    assert (event["SUMMARY"], event["UID"]) == ("A visit", "brief/vision/engagement-visit@testserver")
    assert '<a href="/context/vision/calendar.ics">' in client.get("/context/vision/").content.decode()


@pytest.mark.django_db
def test_without_a_dated_event_there_is_no_calendar_and_no_link(client):
    made.publish(made.programme("lab", starts="2017"), made.programme("gone", starts="2017-09-01"))
    withdraw("programme", "gone", reason="Recorded twice.")
    assert "calendar.ics" not in client.get("/programmes/lab/").content.decode()
    answer = client.get("/programmes/lab/calendar.ics")
    assert answer.status_code == 404
    assert "No event of this record is dated to the day" in answer.content.decode()
    assert client.get("/programmes/gone/calendar.ics").status_code == 410
    assert client.get("/programmes/never/calendar.ics").status_code == 404
