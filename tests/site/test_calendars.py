"""Calendars: which events a document has, how they are written, and that a reader of calendars agrees."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from lifesci.editions.events import Event, events
from lifesci.editions.withdraw import withdraw
from lifesci.site.calendars import pages
from lifesci.site.calendars.ics import Issue, calendar_text, folded
from tests.site import documents as made

ISSUED = datetime(2026, 11, 5, 9, 30, tzinfo=UTC)
ISSUE = Issue("programme/lab", "register.example", "https://register.example/x/", 3, ISSUED)


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
    assert calendar_text("Lab; open, day", "register.example", [(ISSUE, [event])]).split("\r\n") == [
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
    text = calendar_text("Lab; open, day", "register.example", [(ISSUE, [event])])
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


def days_of(answer) -> list[tuple[str, str]]:
    """Title and first day of each event in an answer, as a reader of calendars finds them."""
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return [(str(event["SUMMARY"]), f"{event.start}") for event in Calendar.from_ical(answer.content).events]


def fill():
    """Two dated programmes in the South East, one of them also ending; one dated elsewhere; one without a day."""
    south_east = [made.term("south-east", "South East")]
    made.publish(
        made.programme("lab", title="Lab", regions=south_east, starts="2026-09-01", ends="2027-08-31"),
        made.programme("camp", title="Camp", regions=south_east, starts="2026-07-01", ends="2026-07-04"),
        made.programme("fair", title="Fair", starts="2026-10-01"),
        made.programme("club", title="Club", regions=south_east, starts="2026"),
    )


@pytest.mark.usefixtures("vocabularies")
def test_a_list_offers_the_dates_of_what_it_holds(client, django_assert_num_queries):
    fill()
    page = client.get("/programmes/?region=south-east&sort=recent").content.decode()
    address = "/programmes/calendar.ics?region=south-east"
    assert f'<link rel="alternate" type="text/calendar" title="Dates for a calendar" href="{address}">' in page
    assert f'<a href="{address}">The dates of this list for your calendar (iCalendar)</a>' in page
    client.get("/programmes/?region=south-east")  # the register is held by now
    with django_assert_num_queries(4):  # version, list items, Entries with their Editions, version
        answer = client.get(address)
    assert days_of(answer) == [("Camp", "2026-07-01"), ("Lab: starts", "2026-09-01"), ("Lab: ends", "2027-08-31")]
    calendar = Calendar.from_ical(answer.content)
    assert calendar["NAME"] == "programmes in South East"
    assert [event["UID"] for event in calendar.events] == [
        "programme/camp/dates@testserver",
        "programme/lab/start@testserver",
        "programme/lab/end@testserver",
    ]
    assert {event["URL"] for event in calendar.events} == {
        "http://testserver/programmes/camp/",
        "http://testserver/programmes/lab/",
    }
    assert len(days_of(client.get("/programmes/calendar.ics"))) == 4
    assert days_of(client.get("/programmes/calendar.ics?q=fair")) == [("Fair: starts", "2026-10-01")]


@pytest.mark.usefixtures("vocabularies")
def test_the_calendar_of_a_list_is_known_until_something_is_published(client):
    fill()
    known = client.get("/programmes/calendar.ics")["ETag"]
    assert client.get("/programmes/calendar.ics", headers={"If-None-Match": known}).status_code == 304
    withdraw("programme", "fair", reason="Recorded twice.")
    answer = client.get("/programmes/calendar.ics", headers={"If-None-Match": known})
    assert [title for title, _ in days_of(answer)] == ["Camp", "Lab: starts", "Lab: ends"]


@pytest.mark.usefixtures("vocabularies")
def test_a_list_without_dates_links_no_calendar_and_whoever_follows_one_keeps_a_valid_one(client):
    fill()
    assert "calendar.ics" in client.get("/programmes/").content.decode()
    assert "calendar.ics" not in client.get("/programmes/?q=club").content.decode()
    answer = client.get("/programmes/calendar.ics?q=club")
    assert days_of(answer) == []
    assert [component.name for component in Calendar.from_ical(answer.content).subcomponents] == ["VTIMEZONE"]


@pytest.mark.usefixtures("vocabularies")
@pytest.mark.parametrize(
    ("asked", "named"),
    [("regoin=south-east", "region"), ("region=south-eats", "south-east"), ("page=2", "page"), ("sort=title", "sort")],
)
def test_a_calendar_of_a_list_refuses_what_it_does_not_know(client, asked, named):
    fill()
    answer = client.get(f"/programmes/calendar.ics?{asked}")
    assert answer.status_code == 400
    assert named in answer.content.decode()


@pytest.mark.django_db
def test_a_list_of_briefs_offers_their_meetings_and_lists_of_nothing_that_happens_have_no_calendar(client):
    made.publish(made.brief(engagements=[meeting("2025-09-27")]), made.organisation())
    assert 'href="/context/calendar.ics"' in client.get("/context/").content.decode()
    assert days_of(client.get("/context/calendar.ics")) == [("A visit", "2025-09-27")]
    assert "calendar.ics" not in client.get("/organisations/").content.decode()
    assert client.get("/organisations/calendar.ics").status_code == 404


@pytest.mark.usefixtures("vocabularies")
def test_of_many_dated_records_a_list_tells_of_the_latest(client, monkeypatch):
    fill()
    monkeypatch.setattr(pages, "MOST_DATED", 2)
    assert [title for title, _ in days_of(client.get("/programmes/calendar.ics"))] == [
        "Fair: starts",
        "Lab: starts",
        "Lab: ends",
    ]
    assert len(days_of(client.get("/programmes/calendar.ics?region=south-east"))) == 3
    made.publish(made.programme("last", title="Last", starts="2030-01-01"))
    assert [title for title, _ in days_of(client.get("/programmes/calendar.ics"))] == [
        "Lab: starts",
        "Lab: ends",
        "Last: starts",
    ]
