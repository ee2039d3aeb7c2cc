"""Imports at the desk: sending, looking, deciding, approving, applying, undoing; and every list as a file."""

import io
import re
from dataclasses import replace

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from lifesci.imports.acts.apply import approve
from lifesci.imports.files.tables import open_tables
from lifesci.imports.models import FieldLock, FilePiece, Outcome, Proposal, Stage
from lifesci.imports.progress import SILENT, is_worker_here, progress_of
from lifesci.imports.proposal import AT_WORK
from lifesci.imports.running import run
from lifesci.imports.tasks import begin, start_thread
from lifesci.imports.worker import heard_of
from lifesci.trace.models import Event
from lifesci.vocabularies.models import Scheme
from programmes.models import Programme
from tests import factories as make
from tests.desk.test_markup import Page
from tests.imports.made_files import csv_file

pytestmark = pytest.mark.django_db
SEND = "/admin/imports/proposal/add/"


@pytest.fixture(autouse=True)
def no_threads(monkeypatch, settings):
    """What is queued waits for the test's own worker."""
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
    monkeypatch.setattr("lifesci.imports.tasks.start_thread", lambda: None)


def buttons(client, proposal) -> list[str]:
    """What the page of a plan offers to do."""
    return re.findall(r'name="verb" value="(\w+)"', client.get(plan_address(proposal)).content.decode())


@pytest.fixture
def signed_in(client):
    """Signs the client in with a role."""

    def into(role):
        client.user = make.UserFactory()
        client.user.groups.set([Group.objects.get(name=role)])
        client.force_login(client.user)
        return client

    return into


def work():
    """Whoever works does what proposals wait for."""
    for proposal in Proposal.objects.filter(stage__in=AT_WORK):
        run(proposal.pk)


def send(client, *rows, name="programmes.csv", table="programmes"):
    """Send rows as a file; the answer."""
    file = SimpleUploadedFile(name, csv_file(*rows).read())
    return client.post(SEND, {"file": file, "table": table})


def plan_address(proposal, page="change", *args):
    """A page of a plan."""
    return reverse(f"admin:imports_{'proposal_change' if page == 'change' else page}", args=[proposal.pk, *args])


def do(client, proposal, verb):
    """Press a button of a plan."""
    return client.post(plan_address(proposal, "act"), {"verb": verb})


def test_a_file_becomes_a_plan_is_applied_and_undone(signed_in):
    client = signed_in("importer")
    make.ProgrammeFactory(ref="old", title="Old")
    answer = send(client, ("ref", "title"), ("old", "Older <b>"), ("old-2", "Quite new"))
    proposal = Proposal.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, plan_address(proposal))
    assert "It has not begun yet." in client.get(plan_address(proposal)).content.decode()
    work()
    page = client.get(plan_address(proposal)).content.decode()
    assert "Older &lt;b&gt;" in page
    assert "looks like markup" in page
    assert Programme.objects.count() == 1
    assert "Approve this plan" not in page
    do(client, proposal, "apply")
    work()
    assert Programme.objects.get(ref="old-2").title == "Quite new"
    assert "Undo the whole import" in client.get(plan_address(proposal)).content.decode()
    do(client, proposal, "undo")
    work()
    assert list(Programme.objects.values_list("ref", "title")) == [("old", "Old")]


def test_a_plan_is_filtered_by_outcome_and_paged(signed_in, planned):
    make.ProgrammeFactory(ref="p-0", title="Title 0")
    rows = [(f"p-{number}", f"Title {number}") for number in range(60)]
    proposal = planned(("ref", "title"), *rows, table="programmes")
    client = signed_in("viewer")
    new = client.get(plan_address(proposal) + "?outcome=new&page=2").content.decode()
    assert ("Page 2 of 2" in new, "p-59" in new, "p-7<" in new) == (True, True, False)
    same = client.get(plan_address(proposal) + "?outcome=unchanged").content.decode()
    assert ("p-0<" in same, "p-59" in same) == (True, False)


def test_a_refused_file_is_told_by_a_sentence_and_keeps_nothing(signed_in):
    client = signed_in("importer")
    page = send(client, ("ref",), name="x.doc").content.decode()
    assert "The name of the file ends in “.doc”" in page
    assert (Proposal.objects.count(), FilePiece.objects.count()) == (0, 0)


def test_a_request_over_the_limit_is_left_unread(signed_in, monkeypatch):
    monkeypatch.setattr("lifesci.imports.upload.MOST_BYTES", 10)
    monkeypatch.setattr("lifesci.imports.upload.ROOM", 10)
    page = send(signed_in("importer"), ("ref", "title"), ("a", "b" * 100)).content.decode()
    assert "the register reads files of up to" in page
    assert Proposal.objects.count() == 0


def test_a_conflict_is_decided_field_by_field(signed_in, planned):
    programme = make.ProgrammeFactory(ref="old", title="Old", summary="Old")
    proposal = planned(("ref", "title", "summary", "version"), ("old", "New", "New", "stale"), table="programmes")
    row = proposal.rows.get()
    assert row.outcome == Outcome.CONFLICT
    client = signed_in("importer")
    page = client.get(plan_address(proposal, "row", row.pk)).content.decode()
    assert "Take summary from the file" in page
    client.post(plan_address(proposal, "row", row.pk), {"take": ["summary"]})
    do(client, proposal, "apply")
    work()
    programme.refresh_from_db()
    assert (programme.title, programme.summary) == ("Old", "New")
    do(client, proposal, "undo")
    work()
    programme.refresh_from_db()
    assert (programme.title, programme.summary) == ("Old", "Old")


def test_an_undecided_row_is_left_and_a_decision_can_be_taken_back(signed_in, planned):
    make.ProgrammeFactory(ref="old", title="The same name")
    proposal = planned(("ref", "title"), ("again", "SAME náme"), table="programmes")
    row = proposal.rows.get()
    assert row.outcome == Outcome.SUSPECT
    client = signed_in("importer")
    for take, count in ((["title"], 1), ([], 0)):
        client.post(plan_address(proposal, "row", row.pk), {"take": take})
        assert proposal.rows.to_apply().count() == count


def test_deciding_about_an_approved_plan_asks_for_approval_again(signed_in, planned, somebody, settings):
    settings.FOUR_EYES = True
    make.ProgrammeFactory(ref="old", title="Old")
    proposal = planned(("ref", "title", "version"), ("old", "New", "stale"), table="programmes")
    approve(proposal, by=somebody("publisher"))
    client = signed_in("importer")
    answer = client.post(plan_address(proposal, "row", proposal.rows.get().pk), {"take": ["title"]}, follow=True)
    assert "Row 2, old: taken from the file. The plan waits for approval again." in answer.content.decode()
    proposal.refresh_from_db()
    assert (proposal.stage, proposal.approved_by, proposal.approved_at) == (Stage.PLANNED, None, None)
    assert (
        "a second person approves the plan"
        in client.post(plan_address(proposal, "act"), {"verb": "apply"}, follow=True).content.decode()
    )


def test_work_that_died_can_be_taken_up_or_given_back(signed_in, planned):
    proposal = planned(("ref", "title"), ("a", "A"), table="programmes")
    client = signed_in("importer")
    do(client, proposal, "apply")
    assert buttons(client, proposal) == ["cancel"]
    heard = progress_of(proposal.pk)
    caches["progress"].set(f"import-{proposal.pk}", replace(heard, step="Applying", at=heard.at - SILENT))
    assert buttons(client, proposal) == ["cancel", "resume"]
    do(client, proposal, "cancel")
    work()
    proposal.refresh_from_db()
    assert (proposal.stage, proposal.said) == (Stage.PLANNED, "Applying was cancelled. The register is as it was.")
    assert buttons(client, proposal) == ["apply", "again"]


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("viewer", {"see"}),
        ("editor", {"see"}),
        ("importer", {"see", "send", "apply"}),
        ("publisher", {"see", "words", "approve"}),
        ("administrator", {"see", "send", "apply", "approve"}),
    ],
)
def test_every_role_may_what_it_may(signed_in, planned, role, may):
    proposal = planned(("ref", "title"), ("a", "A"), table="programmes")
    client = signed_in(role)
    assert (client.get(plan_address(proposal)).status_code == 200) is ("see" in may)
    assert (client.get(SEND).status_code == 200) is bool(may & {"send", "words"})
    assert (send(client, ("ref", "title"), ("b", "B")).status_code == 302) is ("send" in may)
    assert (do(client, proposal, "approve").status_code == 302) is ("approve" in may)
    assert (do(client, proposal, "apply").status_code == 302) is ("apply" in may)
    assert (Proposal.objects.get(pk=proposal.pk).stage == Stage.APPLYING) is ("apply" in may)


def test_strangers_and_staff_without_rights_reach_nothing(client, planned):
    proposal = planned(("ref", "title"), ("a", "A"), table="programmes")
    pages = [SEND, plan_address(proposal), "/admin/imports/proposal/export/programmes.programme/csv/"]
    pages.append("/admin/imports/proposal/template/programmes.csv")
    assert {client.get(page).status_code for page in pages} == {302}
    client.force_login(make.UserFactory())
    assert {client.get(page).status_code for page in pages} == {403}
    assert do(client, proposal, "apply").status_code == 403


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_a_filtered_list_leaves_as_a_file_and_is_logged(signed_in, form):
    for status in ("running", "ended"):
        make.ProgrammeFigureFactory(programme=make.ProgrammeFactory(ref=status, status=status))
    address = f"/admin/imports/proposal/export/programmes.programme/{form}/?status__exact=ended"
    answer = signed_in("viewer").get(address)
    opened = open_tables(io.BytesIO(b"".join(answer.streaming_content)), f"x.{form}")
    found = {
        name: [row.cells.get("ref") or row.cells["programme"] for row in opened.rows(name)] for name in opened.headers
    }
    expected = {"programmes": ["ended"], "programme-figures": ["ended"], "outcomes": []}
    assert found == ({"": ["ended"]} if form == "csv" else expected)
    assert Event.objects.get(kind="export").details == "status__exact=ended"


def test_lists_lead_to_their_files_with_their_filters(signed_in):
    page = signed_in("viewer").get("/admin/programmes/programme/?status__exact=ended").content.decode()
    assert "/admin/imports/proposal/export/programmes.programme/xlsx/?status__exact=ended" in page


def test_a_lock_names_whoever_set_it_and_only_what_is_there(signed_in):
    make.ProgrammeFactory(ref="old")
    client = signed_in("editor")
    address = "/admin/imports/fieldlock/add/"
    said = {"table": "programmes", "key": "old", "field": "summary", "why": "Agreed."}
    assert "has no row “nobody”" in client.post(address, said | {"key": "nobody"}).content.decode()
    assert "has these columns to lock" in client.post(address, said | {"field": "ref"}).content.decode()
    assert client.post(address, said).status_code == 302
    lock = FieldLock.objects.get()
    assert (lock.by, str(lock)) == (client.user, "summary of old (programmes)")


def test_pages_keep_to_the_policy_and_name_every_input(signed_in, planned):
    make.ProgrammeFactory(ref="old", title="Old")
    proposal = planned(("ref", "title", "version"), ("old", "<i>New", "stale"), ("new", "N", ""), table="programmes")
    conflict = planned(("ref", "title", "version"), ("old", "New", "stale"), table="programmes").rows.get()
    client = signed_in("administrator")
    pages = [SEND, plan_address(proposal), plan_address(conflict.proposal, "row", conflict.pk)]
    pages += ["/admin/imports/proposal/", "/admin/imports/fieldlock/add/"]
    read = {page: Page(client.get(page).content.decode()) for page in pages}
    assert {name: (page.refused, page.unnamed) for name, page in read.items() if page.refused or page.unnamed} == {}


def test_a_worker_is_heard_of_while_it_works_and_then_no_thread_begins(monkeypatch, planned):
    begun = []
    monkeypatch.setattr("lifesci.imports.tasks.start_thread", lambda: begun.append(is_worker_here()))
    proposal = planned(("ref", "title"), ("a", "A"), table="programmes")
    begin(proposal)
    assert begun == [False]
    with heard_of():
        assert is_worker_here()
        begin(proposal)
    assert begun == [False]


@pytest.mark.django_db(transaction=True)
def test_a_thread_takes_the_queue_where_no_worker_is(planned, signed_in):
    send(signed_in("administrator"), ("ref", "title"), ("a", "A"))
    start_thread().join(30)
    assert Proposal.objects.get().stage == Stage.PLANNED


def test_the_command_plans_applies_and_undoes(tmp_path, capsys):
    make.TermFactory(scheme=Scheme.ORGANISATION_TYPE, code="company")
    file = tmp_path / "programmes.csv"
    file.write_bytes(csv_file(("ref", "title"), ("a", "A"), ("b", "B")).read())
    call_command("import_register", str(file), "--table", "programmes", "--apply")
    proposal = Proposal.objects.get()
    told = capsys.readouterr()
    assert told.out == f"Import {proposal.pk}: programmes.csv: applied. Rows: 2 new.\n"
    assert "2 of about 2 rows" in told.err
    assert Programme.objects.count() == 2
    call_command("import_register", "--undo", str(proposal.pk))
    assert Programme.objects.count() == 0
    with pytest.raises(CommandError, match="Say which FILE"):
        call_command("import_register")
