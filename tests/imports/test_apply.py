"""Applying makes drafts in one transaction and marks them; undoing takes all back, or says what stands in the way."""

import pytest
from django.apps import apps
from django.core import serializers
from django.core.exceptions import PermissionDenied
from django.db import OperationalError

from lifesci.editions.models import Change, Edition
from lifesci.editions.sources import publish_source
from lifesci.imports.acts.apply import BUSY, NotNow, apply, approve, begin_applying
from lifesci.imports.acts.propose import plan_again
from lifesci.imports.acts.undo import begin_undoing, undo, what_it_made
from lifesci.imports.exporting import export
from lifesci.imports.models import Outcome, Proposal, Stage
from lifesci.imports.progress import ask_to_stop
from lifesci.imports.register import tables
from lifesci.imports.running import run
from lifesci.trace.models import Edit, Event
from lifesci.vocabularies.models import Scheme, Term
from organisations.models import Organisation, OrganisationFigure
from programmes.models import Outcome as ProgrammeOutcome
from programmes.models import Programme, ProgrammeFigure
from programmes.publish import publish_programme
from tests import factories as make
from tests.imports.made_files import xlsx_file

pytestmark = pytest.mark.django_db
RECORDS = {Organisation, OrganisationFigure, Programme, ProgrammeFigure, ProgrammeOutcome, Term}


def records() -> dict[str, str]:
    """Every row that a file may bring, with its lists."""
    kept = {}
    for model in RECORDS:
        rows = serializers.serialize("python", model.objects.order_by("pk"))
        for row in rows:
            row["fields"].pop("updated_at", None)
            row["fields"].pop("created_at", None)
        kept[model._meta.label] = rows
    return kept


@pytest.fixture
def workbook(db):
    """A register with a few rows, and a workbook that adds to them and changes them."""
    make.TermFactory(scheme=Scheme.ORGANISATION_TYPE, code="company")
    make.TermFactory(scheme=Scheme.THEME, code="confidence")
    make.TermFactory(scheme=Scheme.AUDIENCE, code="families")
    make.TermFactory(scheme=Scheme.AUDIENCE, code="teachers")
    make.MeasureFactory()
    make.SourceFactory(ref="annex")
    audience = Term.objects.get(code="families")
    make.ProgrammeFactory(ref="old", title="Old", summary="As it was.", audiences=[audience], status="running")
    figure = ("key", "measure", "value", "period_kind", "source", "stated_as")
    heads = ("ref", "name", "type", "part_of")
    made = ("new", "students", "students", 900, "cumulative", "annex", "900 students")
    outcome = ("new", "c", "confidence", "More of it.", "new/students")
    return xlsx_file(
        organisations=[heads, ("small", "Small", "company", "large"), ("large", "Large", "company", "")],
        programmes=[
            ("ref", "title", "summary", "lead", "parent", "audiences"),
            ("old", "Old", "As it is.", "small", "new", "teachers; families"),
            ("new", "New", "", "large", "", "teachers"),
        ],
        programme_figures=[("programme", *figure), made],
        outcomes=[("programme", "key", "theme", "statement", "figure"), outcome],
    )


@pytest.fixture
def applied(workbook, planned, somebody):
    """The workbook, applied by a person."""
    proposal = planned(workbook, name="x.xlsx")
    assert [str(row.problems) for row in proposal.rows.exclude(problems=[])] == []
    begin_applying(proposal, by=somebody("importer"))
    return run(proposal.pk)


def test_applying_makes_drafts_whole_and_publishes_nothing(applied):
    assert (applied.stage, applied.said) == (Stage.APPLIED, "")
    old, new = Programme.objects.get(ref="old"), Programme.objects.get(ref="new")
    assert (old.summary, old.lead.ref, old.parent, old.status) == ("As it is.", "small", new, "running")
    assert [term.code for term in old.audiences.order_by("code")] == ["families", "teachers"]
    assert Organisation.objects.get(ref="small").part_of.ref == "large"
    figure = new.figures.get()
    assert (figure.value, figure.source.ref, figure.check_result) == (900, "annex", "no_text_held")
    assert new.outcomes.get().figure == figure
    assert (Edition.objects.count(), Change.objects.count()) == (0, 0)
    new.full_clean()
    figure.full_clean()


def test_applying_marks_every_row_with_the_import_and_leaves_a_trail(applied):
    edits = Edit.objects.filter(act="import")
    assert sorted(edits.values_list("title", flat=True)) == ["Large", "New", "Old", "Small"]
    assert set(edits.values_list("reference", "by_name")) == {(str(applied), applied.applied_by.username)}
    history = Programme.history.filter(id=Programme.objects.get(ref="old").pk).latest("history_id")
    assert (history.history_type, history.summary, history.history_user) == ("~", "As it is.", applied.applied_by)
    assert len(history.history_relations["audiences"]) == 2
    assert ProgrammeFigure.history.get().history_type == "+"
    assert what_it_made(Programme, "new") == [applied.pk]


def test_what_was_applied_and_exported_is_unchanged(applied, planned):
    querysets = [resource.model.objects.all() for resource in tables().values()]
    again = planned(export(querysets, "xlsx", by=None), name="x.xlsx")
    assert again.rows.exclude(outcome=Outcome.UNCHANGED).count() == 0
    assert again.rows.count() == sum(queryset.count() for queryset in querysets)


def test_undoing_brings_every_row_back_and_leaves_a_trail(workbook, planned):
    before = records()
    proposal = planned(workbook, name="x.xlsx")
    begin_applying(proposal, by=None)
    run(proposal.pk)
    assert records() != before
    begin_undoing(proposal, by=None)
    proposal = run(proposal.pk)
    assert (proposal.stage, proposal.said) == (Stage.UNDONE, "")
    assert records() == before
    assert ProgrammeFigure.history.latest("history_id").history_type == "-"
    assert Edit.objects.filter(act="undo").count() == 4


@pytest.mark.parametrize(
    ("touch", "said"),
    [
        (
            lambda: Programme.objects.filter(ref="old").update(status="ended"),
            "programmes, “old” (row 2 of the file): it was edited after the import.",
        ),
        (
            lambda: make.StoryFactory(programme=Programme.objects.get(ref="new"), key="ada", person=""),
            "programmes, “new” (row 3 of the file): it is now named by story “ada”.",
        ),
        (
            lambda: make.ProgrammeFactory(lead=Organisation.objects.get(ref="large")),
            "organisations, “large” (row 3 of the file): it is now named by programme “",
        ),
        (
            lambda: make.BriefFactory(organisations=[Organisation.objects.get(ref="small")]),
            "organisations, “small” (row 2 of the file): it is now named by brief-organisation relationship",
        ),
        (
            lambda: Programme.objects.filter(ref="new").update(fixed_ref="new"),
            "programmes, “new” (row 3 of the file): it was published after the import.",
        ),
        (
            lambda: ProgrammeOutcome.objects.all().delete(),
            "outcomes, “new/c” (row 2 of the file): it is no longer there.",
        ),
    ],
)  # fmt: skip
def test_undoing_says_what_stands_in_the_way_and_changes_nothing(applied, touch, said):
    touch()
    before = records()
    begin_undoing(applied, by=None)
    proposal = run(applied.pk)
    assert proposal.stage == Stage.APPLIED
    assert proposal.said.startswith(said)
    assert len(proposal.said.splitlines()) == 1
    assert records() == before


def test_an_edition_of_a_changed_row_stays_when_the_import_is_undone(planned):
    old = make.ProgrammeFactory(ref="old", title="Old", read_in=make.SourceFactory(ref="annex"))
    publish_source(old.read_in, by=None)
    publish_programme(old, by=None)
    proposal = planned(("ref", "title"), ("old", "Renamed"), table="programmes")
    begin_applying(proposal, by=None)
    run(proposal.pk)
    publish_programme(Programme.objects.get(ref="old"), by=None)
    begin_undoing(proposal, by=None)
    assert run(proposal.pk).stage == Stage.UNDONE
    assert Programme.objects.get(ref="old").title == "Old"
    assert Edition.objects.filter(kind="programme", ref="old").count() == 2


def test_rows_edited_after_the_plan_stop_all_of_it(workbook, planned):
    proposal = planned(workbook, name="x.xlsx")
    Programme.objects.filter(ref="old").update(status="ended")
    make.OrganisationFactory(ref="large")
    before = records()
    begin_applying(proposal, by=None)
    proposal = run(proposal.pk)
    assert (proposal.stage, proposal.applied_by) == (Stage.PLANNED, None)
    assert proposal.said.splitlines() == [
        "organisations, “large” (row 3 of the file): a row with this key was added after the plan was made. "
        "Make the plan again.",
        "programmes, “old” (row 2 of the file): it was edited after the plan was made. Make the plan again.",
    ]
    assert records() == before
    plan_again(proposal, by=None)
    assert run(proposal.pk).rows.filter(key="large").get().outcome == Outcome.CHANGED


def test_a_kill_in_the_middle_of_applying_leaves_nothing_and_it_can_be_taken_up(workbook, planned, monkeypatch):
    monkeypatch.setattr("lifesci.imports.progress.OFTEN", 0)
    proposal = planned(workbook, name="x.xlsx")
    before = records()
    begin_applying(proposal, by=None)

    class Killed(BaseException):
        """The process ends."""

    def die(progress):
        if progress.done:
            assert records() != before
            raise Killed

    with pytest.raises(Killed):
        apply(proposal, die)
    proposal.refresh_from_db()
    assert (proposal.stage, records()) == (Stage.APPLYING, before)
    assert run(proposal.pk).stage == Stage.APPLIED


def test_applying_twice_at_once_applies_once(applied):
    Proposal.objects.filter(pk=applied.pk).update(stage=Stage.APPLIED)
    before = records()
    assert apply(applied).stage == Stage.APPLIED
    assert records() == before


def test_applying_that_is_cancelled_changes_nothing(workbook, planned):
    proposal = planned(workbook, name="x.xlsx")
    before = records()
    begin_applying(proposal, by=None)
    ask_to_stop(proposal.pk)
    proposal = run(proposal.pk)
    assert (proposal.stage, proposal.said) == (Stage.PLANNED, "Applying was cancelled. The register is as it was.")
    assert records() == before


def test_a_database_that_gives_up_waiting_gives_the_proposal_back(workbook, planned):
    proposal = planned(workbook, name="x.xlsx")
    before = records()

    def locked(progress):
        raise OperationalError("canceling statement due to lock timeout")

    begin_applying(proposal, by=None)
    proposal = apply(proposal, locked)
    assert (proposal.stage, proposal.said, records()) == (Stage.PLANNED, f"{BUSY} The register is as it was.", before)
    begin_applying(proposal, by=None)
    begin_undoing(run(proposal.pk), by=None)
    proposal = undo(proposal, locked)
    assert (proposal.stage, proposal.said) == (Stage.APPLIED, f"{BUSY} The import stands as it was applied.")


def test_terms_are_public_at_once_and_retired_when_undone(planned):
    make.TermFactory(scheme=Scheme.SECTOR, code="old", label="Old")
    proposal = planned(("scheme", "code", "label"), ("sector", "old", "Older"), ("sector", "fresh", "Fresh"))
    begin_applying(proposal, by=None)
    run(proposal.pk)
    assert sorted(Change.objects.values_list("kind", "ref")) == [("term", "sector/fresh"), ("term", "sector/old")]
    begin_undoing(proposal, by=None)
    assert run(proposal.pk).stage == Stage.UNDONE
    assert Term.objects.get(code="old").label == "Old"
    assert Term.objects.get(code="fresh").retired_on is not None
    assert Change.objects.count() == 4


def test_a_second_person_approves(planned, somebody):
    importer, publisher = somebody("importer"), somebody("publisher")
    proposal = planned(("ref", "title"), ("a", "A"), table="programmes", by=importer)
    administrator = somebody("administrator")
    mine = planned(("ref", "title"), ("a", "A"), table="programmes", by=administrator)
    with pytest.raises(PermissionDenied, match="You may not approve imports"):
        approve(proposal, by=importer)
    with pytest.raises(PermissionDenied, match="A second person approves"):
        approve(mine, by=administrator)
    approve(proposal, by=publisher)
    assert (proposal.stage, proposal.approved_by) == (Stage.APPROVED, publisher)
    with pytest.raises(NotNow):
        approve(proposal, by=publisher)


def test_four_eyes_ask_for_approval_before_applying(planned, somebody, settings):
    settings.FOUR_EYES = True
    proposal = planned(("ref", "title"), ("a", "A"), table="programmes")
    with pytest.raises(NotNow, match="a second person approves"):
        begin_applying(proposal, by=somebody("importer"))
    approve(proposal, by=somebody("publisher"))
    begin_applying(proposal, by=somebody("importer"))
    assert run(proposal.pk).stage == Stage.APPLIED


@pytest.mark.parametrize("role", ["viewer", "editor", "publisher"])
def test_applying_and_undoing_need_their_rights(applied, planned, somebody, role):
    waiting = planned(("ref", "title"), ("a", "A"), table="programmes")
    with pytest.raises(PermissionDenied):
        begin_applying(waiting, by=somebody(role))
    with pytest.raises(PermissionDenied):
        begin_undoing(applied, by=somebody(role))
    assert {Stage.PLANNED, Stage.APPLIED} == set(Proposal.objects.values_list("stage", flat=True))


def test_every_model_of_this_room_is_known():
    assert {model.__name__ for model in apps.get_app_config("imports").get_models()} == {
        "FieldLock",
        "FilePiece",
        "Proposal",
        "ProposedRow",
    }


def test_applying_and_undoing_are_in_the_log(applied):
    begin_undoing(applied, by=applied.applied_by)
    run(applied.pk)
    events = Event.objects.filter(subject=applied.pk, subject_kind="imports.proposal").order_by("pk")
    assert list(events.values_list("kind", "by_name", "details")) == [
        ("import", applied.applied_by.username, "Rows: 1 changed, 5 new."),
        ("undo", applied.applied_by.username, "Rows: 1 changed, 5 new."),
    ]
