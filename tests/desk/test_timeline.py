"""The timeline of a record and the register-wide trail: read, filtered, paged, exported; nobody changes them."""

import csv
import io

import pytest
from django.urls import reverse

from lifesci.evidence.holding import hold_source
from lifesci.trace.acting import Act, acting
from lifesci.trace.models import Event
from tests import factories as make
from tests.desk.addresses import CHILDREN, PUBLISHED, WORDS, address

pytestmark = pytest.mark.django_db


@pytest.fixture
def edited(register):
    """The programme after two people edited it."""
    for name, title in (("ada", "Open days"), ("grace", "=Open nights")):
        with acting(Act.FORM, by=make.UserFactory(username=name)):
            register.programme.title = title
            register.programme.save()
    with acting(Act.IMPORT, by=None, reference="12"):
        register.figure.value = 950
        register.figure.save()
    return register.programme


def table(answer) -> list[list[str]]:
    """The rows of a file."""
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))


def test_the_timeline_tells_edits_children_and_publishing(curator, edited):
    page = curator.get(address("programmes_programme", "timeline", edited.pk))
    told = [
        (moment.what, moment.by, [(c.child, c.old, c.new) for c in moment.changes])
        for moment in page.context["moments"]
    ]
    assert told[:4] == [
        ("Import", "", [("programme figure students", "900", "950")]),
        ("Form", "grace", [("", "Open days", "=Open nights")]),
        ("Form", "ada", [("", "Outreach", "Open days")]),
        ("Issued: Edition 1", "", []),
    ]
    assert curator.get(address("programmes_programme", "history", edited.pk)).context["moments"]


@pytest.mark.parametrize(
    ("asked", "whats"),
    [
        ({"by": "ada"}, ["Form"]),
        ({"act": "Import"}, ["Import"]),
        ({"field": "value"}, ["Import", "Command line"]),
        ({"by": "nobody"}, []),
    ],
)
def test_the_timeline_is_filtered_by_person_act_and_field(curator, edited, asked, whats):
    page = curator.get(address("programmes_programme", "timeline", edited.pk), asked)
    assert [moment.what for moment in page.context["moments"]] == whats


def test_the_timeline_is_exported_as_it_is_filtered_and_runs_in_no_spreadsheet(curator, edited):
    answer = curator.get(address("programmes_programme", "timeline_csv", edited.pk), {"by": "grace"})
    [heads, row] = table(answer)
    assert heads == ["when", "who", "how", "note", "record", "part", "field", "old", "new"]
    assert row[1:] == ["grace", "Form", "", "'=Open nights", "", "title", "Open days", "'=Open nights"]
    assert Event.objects.filter(kind="export", by_name=curator.user.username, subject=edited.pk).exists()


@pytest.mark.parametrize("noun", [*PUBLISHED, *WORDS])
def test_every_record_and_word_has_its_timeline(curator, register, noun):
    name = {**PUBLISHED, **WORDS}[noun]
    page = curator.get(address(name, "timeline", getattr(register, noun).pk))
    assert "Command line" in page.content.decode()


@pytest.mark.parametrize("noun", CHILDREN)
def test_the_timeline_of_a_child_is_that_of_its_record(curator, register, noun):
    owner = {"story": "programme", "engagement": "brief"}[noun]
    page = curator.get(address(CHILDREN[noun], "timeline", getattr(register, noun).pk))
    assert page.url == address(PUBLISHED[owner], "timeline", getattr(register, owner).pk)


def test_who_may_not_see_a_record_sees_no_timeline(sign_in, register):
    client = sign_in("view_organisation")
    for page in ("timeline", "timeline_csv"):
        assert client.get(address("programmes_programme", page, register.programme.pk)).status_code == 403


def test_a_timeline_costs_the_same_for_one_edit_and_for_thirty(curator, register, django_assert_max_num_queries):
    where = address("programmes_programme", "timeline", register.programme.pk)
    for number in range(30):
        register.programme.summary = f"Summary {number}"
        register.programme.save()
    with django_assert_max_num_queries(36):
        assert len(curator.get(where).context["moments"]) == 30


def test_the_trail_lists_every_edit_and_exports_what_was_filtered(curator, edited):
    where = reverse("admin:trace_edit_changelist")
    assert curator.get(where, {"act": "import"}).context["cl"].result_count == 1
    rows = table(curator.get(reverse("admin:trace_edit_csv"), {"act": "import"}))
    assert rows[1][1:] == [
        "the register",
        "Import",
        "12",
        "'=Open nights",
        "programme figure students",
        "value",
        "900",
        "950",
    ]
    edit = curator.get(where).context["cl"].result_list[0]
    page = curator.get(reverse("admin:trace_edit_change", args=[edit.pk])).content.decode()
    assert "programme figure students" in page


def test_the_trail_is_read_only(curator, edited):
    for name in ("edit", "event"):
        assert curator.get(reverse(f"admin:trace_{name}_add")).status_code == 403
        row = curator.get(reverse(f"admin:trace_{name}_changelist")).context["cl"].result_list[0]
        assert curator.post(reverse(f"admin:trace_{name}_change", args=[row.pk]), {"title": "x"}).status_code == 403
        assert curator.post(reverse(f"admin:trace_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403


def test_events_are_exported_and_that_is_an_event(curator, register):
    rows = table(curator.get(reverse("admin:trace_event_csv"), {"kind": "log-in"}))
    assert [row[1:3] for row in rows[1:]] == [[curator.user.username, "Logged in"]]
    assert Event.objects.first().title == "events"


def test_a_held_text_that_is_looked_at_is_an_event(curator, register):
    hold_source(register.source.pk, b"More than 900 students.", by=None)
    before = Event.objects.filter(kind="text-viewed").count()
    curator.get(address("evidence_source", "text", register.source.pk))
    event = Event.objects.filter(kind="text-viewed")[0]
    assert (Event.objects.filter(kind="text-viewed").count(), event.by_name) == (before + 1, curator.user.username)
