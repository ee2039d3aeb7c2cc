"""Every change of a working row is kept once: who, when, by which act, with its many-to-many rows and its children."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction

from lifesci.trace.acting import Act, acting
from lifesci.trace.edits import edits, last_edit
from lifesci.trace.family import family, history_of, kept_models, record_of, records
from lifesci.trace.models import Edit
from lifesci.trace.writing import keep, keep_first
from lifesci.vocabularies.models import Scheme, Term
from organisations.models import Alias, Organisation
from programmes.models import Outcome, Partnership, Programme, ProgrammeFigure, Story, StoryStep
from tests import factories as make

pytestmark = pytest.mark.django_db

WORKING = ("programmes", "organisations", "context", "evidence", "vocabularies")


def rows(record, **fields):
    """The history of one row, oldest first."""
    return list(history_of(type(record)).objects.filter(id=record.pk, **fields).order_by("history_id"))


def test_every_working_model_is_kept_and_nothing_else():
    models = {model for label in WORKING for model in apps.get_app_config(label).get_models()}
    working = {model for model in models if not hasattr(model, "history_type")}
    assert set(kept_models()) == working
    assert {model._meta.label_lower for model in records()} == {
        *("programmes.programme", "organisations.organisation", "context.brief", "evidence.source"),
        *("vocabularies.term", "vocabularies.place", "vocabularies.measure", "vocabularies.search"),
    }


def test_nothing_walks_back_from_a_working_row_to_its_history():
    hidden = [field for model in kept_models() for field in model._meta.get_fields() if field.one_to_many]
    assert len(hidden) > 10
    assert [field for field in hidden if hasattr(field.related_model, "history_type")] == []


def test_a_family_is_a_record_and_all_that_hangs_on_it():
    assert set(family(Programme)) == {Programme, Partnership, ProgrammeFigure, Outcome, Story, StoryStep}
    assert record_of(StoryStep) is Programme
    assert family(Term) == [Term]


def test_one_act_is_one_edit_of_a_record_and_its_children():
    by = make.UserFactory(username="ada")
    term = make.TermFactory(scheme=Scheme.TYPE, code="outreach")
    with acting(Act.IMPORT, by=by, reference="12"):
        programme = make.ProgrammeFactory(title="Open labs", lead=None, types=[term])
        step = make.StoryStepFactory(story=make.StoryFactory(programme=programme))
    edit = edits(programme).get()
    assert (edit.title, edit.act, edit.reference, edit.by, edit.by_name) == ("Open labs", "import", "12", by, "ada")
    [row] = rows(programme)
    assert (row.history_type, row.history_relations["types"], row.history_edit_id) == ("+", [term.pk], edit.pk)
    assert (row.history_user, row.history_change_reason) == (by, "import")
    assert rows(step)[0].history_edit_id == edit.pk


def test_a_save_that_changes_nothing_is_not_kept():
    programme = make.ProgrammeFactory(title="Open labs")
    figure = make.ProgrammeFigureFactory(programme=programme, value=900)
    count = edits(programme).count()
    Programme.objects.get(pk=programme.pk).save()
    ProgrammeFigure.objects.get(pk=figure.pk).save()
    programme.types.set([])
    assert edits(programme).count() == count
    programme.title = "Open days"
    programme.save()
    assert edits(programme).count() == count + 1
    assert [row.title for row in rows(programme)] == ["Open labs", "Open days"]


def test_what_no_act_claims_is_of_the_command_line_and_each_an_edit():
    programme = make.ProgrammeFactory()
    programme.sectors.set([make.TermFactory()])
    assert [(edit.act, edit.by) for edit in edits(programme)] == [("shell", None)] * 2
    assert [len(row.history_relations.get("sectors", [])) for row in rows(programme)] == [0, 1]


def test_an_act_inside_another_is_its_own_and_keeps_the_person():
    by = make.UserFactory()
    with acting(Act.FORM, by=by):
        programme = make.ProgrammeFactory()
        with acting(Act.MERGE, reference="x"):
            programme.title = "Merged"
            programme.save()
        programme.title = "Back in the form"
        programme.save()
    assert [(edit.act, edit.by) for edit in edits(programme)] == [("merge", by), ("form", by)]
    assert [row.title for row in rows(programme)][1:] == ["Merged", "Back in the form"]


def test_what_was_rolled_back_leaves_no_trace_and_the_act_goes_on():
    programme = make.ProgrammeFactory()
    with acting(Act.BULK):
        try:
            with transaction.atomic():
                programme.title = "Lost"
                programme.save()
                raise RuntimeError
        except RuntimeError:
            pass
        programme.title = "Kept"
        programme.save()
    assert [row.title for row in rows(programme)][1:] == ["Kept"]
    assert last_edit(programme).act == "bulk"


def test_deleting_a_record_keeps_what_it_and_its_children_were():
    programme = make.ProgrammeFactory()
    step = make.StoryStepFactory(story=make.StoryFactory(programme=programme))
    key, step_key = programme.pk, step.pk
    with acting(Act.FORM):
        programme.delete()
    edit = Edit.objects.filter(kind="programmes.programme", record=key).first()
    kept = {(row.history_type, row.history_edit_id) for row in history_of(StoryStep).objects.filter(id=step_key)[:1]}
    assert kept == {("-", edit.pk)}
    assert history_of(Programme).objects.filter(id=key).first().history_type == "-"


def test_a_held_text_is_not_copied_into_history():
    source = make.SourceFactory(text="The words of the source.")
    assert not hasattr(rows(source)[0], "text")
    assert hasattr(rows(make.StoryStepFactory())[0], "text")


def test_fixtures_are_not_kept_until_they_are_kept_as_the_first_state(tmp_path):
    programme = make.ProgrammeFactory(ref="open-labs", lead=None, types=[make.TermFactory(scheme=Scheme.TYPE)])
    fixture = tmp_path / "programme.json"
    call_command("dumpdata", "programmes.programme", "vocabularies.term", output=fixture, verbosity=0)
    Programme.objects.all().delete()
    history_of(Programme).objects.all().delete()
    before = Edit.objects.count()
    call_command("loaddata", fixture, verbosity=0)
    assert Edit.objects.count() == before
    with acting(Act.LOAD):
        assert keep_first([Programme, StoryStep, Term]) == 1
        assert keep_first([Programme, StoryStep, Term]) == 0
    [row] = rows(Programme.objects.get(ref=programme.ref))
    assert row.history_relations["types"] == [Term.objects.get(scheme=Scheme.TYPE).pk]
    assert row.history_change_reason == "load"


def test_rows_written_in_bulk_are_kept_in_a_constant_number_of_queries(django_assert_max_num_queries):
    body = make.OrganisationFactory(name="Biologics")
    made = Organisation.objects.bulk_create(
        Organisation(ref=f"o-{number}", name=f"Body {number}", type=body.type) for number in range(30)
    )
    aliases = Alias.objects.bulk_create(Alias(organisation=each, name="Other") for each in made)
    with acting(Act.IMPORT, reference="7"), django_assert_max_num_queries(16):
        assert keep(made, "+") == 30
        assert keep(aliases, "+") == 30
    assert edits(made[0]).get().title == "Body 0"
    Organisation.objects.filter(pk=made[1].pk).update(name="Renamed")
    with acting(Act.UNDO):
        assert keep(list(Organisation.objects.filter(pk__in=[each.pk for each in made])), "~") == 1
    assert [row.name for row in rows(made[1])] == ["Body 1", "Renamed"]
    assert last_edit(made[1]).act == "undo"
