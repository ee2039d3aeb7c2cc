"""Restoring an older Edition: whatever was done to the draft since, it says the same again, children included."""

import json

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied

from lifesci.editions.desk.acts import draft_of
from lifesci.editions.models import Edition
from lifesci.review.comparison import compare
from lifesci.review.merging import merge, plan
from lifesci.review.restoring import foretell, restore
from lifesci.review.steps import EditedMeanwhile
from lifesci.trace.edits import last_edit
from lifesci.vocabularies.models import Place
from organisations.publish import publish_organisation
from tests import factories as make
from tests.desk.addresses import PUBLISHED, address
from tests.standing import afresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(examples, db):
    """One full record of each kind, published, read afresh."""
    return afresh(examples)


def acts_of(record):
    """The acts of a record's kind."""
    return admin.site.get_model_admin(type(record)).acts


def draft(record):
    """The draft as it stands."""
    return draft_of(acts_of(record), type(record), record.pk)


def restored(record, number, by=None):
    """Restore after a look."""
    return restore(acts_of(record), record, number, by=by, seen=draft(record).fingerprint)


def spoil(record):
    """Empty and change everything that can be: texts, choices, relations, children."""
    for relation in [*record._meta.related_objects][::-1]:
        if relation.one_to_many and relation.related_model is not type(record):
            for row in getattr(record, relation.get_accessor_name()).all():
                if relation.related_model._meta.model_name == "outcome":
                    row.delete()
    for relation in record._meta.related_objects:
        if relation.one_to_many and relation.related_model is not type(record):
            for number, row in enumerate(getattr(record, relation.get_accessor_name()).all()):
                _spoil_row(row, number)
    for field in record._meta.many_to_many:
        getattr(record, field.name).clear()
    for field in record._meta.fields:
        if field.get_internal_type() in ("CharField", "TextField") and field.name not in (
            "ref",
            "fixed_ref",
            "editor_note",
        ):
            if not field.choices and field.blank:
                setattr(record, field.name, "")
        elif field.null and field.is_relation:
            setattr(record, field.name, None)
    record.save()


def _spoil_row(row, number):
    if number == 0 and row._meta.model_name not in ("figure",):
        try:
            row.delete()
        except Exception:  # noqa: BLE001 - a row that others point to is only changed
            row.refresh_from_db()
        else:
            return
    for name in ("note", "summary", "population", "position", "stated_as"):
        if hasattr(row, name):
            setattr(row, name, "spoilt")
    row.save()


@pytest.mark.parametrize("kind", PUBLISHED)
def test_every_kind_comes_back_whole_whatever_was_done_to_it(published, kind):
    record = published[kind]
    edition = Edition.objects.of(kind, record.ref).first()
    spoil(record)
    assert compare(draft(record).told, json.loads(edition.text))
    assert restored(record, edition.number) == []
    assert not compare(json.loads(edition.text), draft(record).told)
    edit = last_edit(type(record).objects.get(pk=record.pk))
    assert (edit.act, edit.reference) == ("restore", f"Edition {edition.number}")


@pytest.mark.parametrize("kind", PUBLISHED)
def test_restoring_what_the_draft_says_already_writes_nothing(published, kind):
    record = published[kind]
    edition = Edition.objects.of(kind, record.ref).first()
    before = last_edit(record)
    restored(record, edition.number)
    assert last_edit(record) == before


def test_notes_for_curators_stay_and_new_children_go(published):
    record = published["programme"]
    make.StoryFactory(programme=record, source=published["source"], key="new")
    type(record).objects.filter(pk=record.pk).update(editor_note="Keep me.")
    restored(record, Edition.objects.of("programme", record.ref).first().number)
    record.refresh_from_db()
    assert record.editor_note == "Keep me."
    assert not record.stories.filter(key="new").exists()


def test_what_is_gone_is_named_and_left_out(published):
    record = published["programme"]
    number = Edition.objects.of("programme", record.ref).first().number
    type(record).objects.filter(pk=record.pk).update(lead=None)
    record.places.clear()
    place = next(place for place in json.loads(Edition.objects.of("programme", record.ref).first().text)["places"])
    Place.objects.filter(ref=place["ref"]).delete()
    assert restored(record, number) == [f"The place “{place['ref']}” is no longer at the desk and is left out."]


def test_what_restoring_would_do_is_foretold_and_not_done(published):
    record = published["programme"]
    number = Edition.objects.of("programme", record.ref).first().number
    stays = make.OrganisationFactory(ref="stays")
    publish_organisation(stays, by=None)
    seen = plan(record.lead, stays).fingerprint
    merge(record.lead, stays, by=None, reason="Recorded twice.", seen=seen)
    type(record).objects.filter(pk=record.pk).update(summary="Another.")
    Place.objects.filter(pk=record.places.first().pk).delete()
    before = draft(record).told
    told, left_out = foretell(acts_of(record), record, number)
    assert (told["lead"]["ref"], len(left_out)) == ("stays", 1)
    assert draft(record).told == before
    assert restored(record, number) == left_out
    assert draft(record).told == told


def test_a_figure_that_others_count_stays_and_is_named(published):
    record = published["programme"]
    number = Edition.objects.of("programme", record.ref).first().number
    wider = make.ProgrammeFigureFactory(programme=record, key="wider", source=published["source"])
    make.ProgrammeFigureFactory(programme=make.ProgrammeFactory(), counted_in=wider)
    (sentence,) = restored(record, number)
    assert "stays because other records point to it" in sentence


def test_nothing_is_overwritten_unseen_or_without_right(published, sign_in):
    record = published["programme"]
    number = Edition.objects.of("programme", record.ref).first().number
    seen = draft(record).fingerprint
    type(record).objects.filter(pk=record.pk).update(summary="Theirs.")
    with pytest.raises(EditedMeanwhile):
        restore(acts_of(record), record, number, by=None, seen=seen)
    with pytest.raises(PermissionDenied):
        restored(record, number, by=make.UserFactory())
    record.refresh_from_db()
    assert record.summary == "Theirs."


def test_the_page_shows_what_would_change_and_restores(curator, published):
    record = published["programme"]
    number = Edition.objects.of("programme", record.ref).first().number
    record.summary = "Another."
    record.save()
    where = address(PUBLISHED["programme"], "restore", record.pk)
    assert f"?edition={number}" in curator.get(where).content.decode()
    page = curator.get(where, {"edition": number})
    assert page.context["comparison"].changed[0].about == "Summary"
    late = curator.post(where, {"edition": number, "seen": "x"})
    assert late.context["problems"][0].startswith("The record was edited after this page")
    done = curator.post(where, {"edition": number, "seen": page.context["draft"].fingerprint}, follow=True)
    assert done.redirect_chain == [(address(PUBLISHED["programme"], "change", record.pk), 302)]
    assert done.context["standing"].words == f"Current: Edition {number}"
    for wrong in ("9", "x", "-1", "9" * 30):
        assert curator.get(where, {"edition": wrong}).status_code == 404
