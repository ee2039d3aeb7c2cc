"""Issuing freezes a record, numbers it, logs it and shelves it, all or nothing."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from lifesci.editions import issue as issuing
from lifesci.editions.canonical import canonical, sha256
from lifesci.editions.issue import Overtaken, Unchanged, issue, parents_told_once
from lifesci.editions.models import (
    Change,
    ChangeNumber,
    Edition,
    Entry,
    EntryFigure,
    EntryOutcome,
    EntryTerm,
    Immutable,
)
from lifesci.editions.reading import current
from lifesci.editions.schema import Invalid
from lifesci.editions.version import register_version
from lifesci.editions.withdraw import withdraw
from tests.editions.bodies import figure, organisation, outcome, programme

pytestmark = pytest.mark.django_db


def log():
    return list(Change.objects.order_by("sequence").values_list("sequence", "kind", "ref", "action", "number"))


def test_issue_freezes_the_whole_document_with_its_number_address_and_hash():
    edition = issue(programme(), note="First.")
    document = {**programme(), "edition": 1, "url": "/programmes/w5/"}
    assert edition.text == canonical(document)
    assert edition.sha256 == sha256(edition.text)
    assert (edition.number, edition.schema, edition.note, edition.issued_by) == (1, 1, "First.", "")
    assert current("programme", "w5")[0] == document
    assert log() == [(1, "programme", "w5", "issued", 1)]
    assert register_version() == 1


def test_issue_shelves_card_facets_figures_and_outcomes():
    lead = {"ref": "almac", "name": "Almac Group"}
    ages = {"from": 7, "to": 9, "qualifier": "about", "note": ""}
    issue(organisation())
    issue(programme(lead=lead, ages=ages, figures=[figure()], outcomes=[outcome(figure="students")]))
    entry = Entry.objects.get(kind="programme")
    item = json.loads(entry.item)
    assert (item["title"], item["lead"], item["strongest"], item["figures"]) == (
        "Exhibition at W5",
        lead,
        "more than 900 students",
        1,
    )
    assert set(entry.terms.values_list("scheme", "code")) == {
        ("status", "running"),
        ("lead", "almac"),
        ("organisation", "almac"),
        ("age", "7"),
        ("age", "8"),
        ("age", "9"),
        ("theme", "confidence"),
        ("started", "not-stated"),
        ("evidence", "not_checked"),
        ("checked", "never"),
    }
    row = EntryFigure.objects.get()
    assert (row.identifier, row.value, row.source, row.place) == ("programme/w5/students", 900, "annex", 3)
    assert json.loads(row.row)["record"] == {
        "kind": "programme",
        "ref": "w5",
        "title": "Exhibition at W5",
        "url": "/programmes/w5/",
        "edition": 1,
    }
    assert json.loads(entry.outcomes.get().row)["figure"] == "programme/w5/students"


def test_issue_of_an_unchanged_record_is_refused_and_writes_nothing():
    issue(programme())
    with pytest.raises(Unchanged, match="Nothing has changed since Edition 1"):
        issue(programme())
    assert log() == [(1, "programme", "w5", "issued", 1)]


def test_issue_after_an_edition_the_caller_did_not_see_is_refused():
    issue(programme(), after=0)
    issue(programme(title="Exhibition"), after=1)
    with pytest.raises(Overtaken, match="Edition 2 was published meanwhile"):
        issue(programme(title="Show"), after=1)
    assert current("programme", "w5")[0]["title"] == "Exhibition"


def test_issue_of_a_document_that_breaks_its_schema_writes_nothing():
    with pytest.raises(Invalid):
        issue(programme(ages="seven"))
    assert (Edition.objects.count(), Change.objects.count(), Entry.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("step", ["log_change", "shelve"])
@pytest.mark.django_db(transaction=True)
def test_issue_that_breaks_in_the_middle_leaves_nothing(monkeypatch, step):
    def broken(*args, **options):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(issuing, step, broken)
    with pytest.raises(DatabaseError):
        issue(programme())
    counter = ChangeNumber.objects.filter(pk=1).values_list("latest", flat=True).first() or 0
    assert (Edition.objects.count(), Change.objects.count(), Entry.objects.count(), counter) == (0, 0, 0, 0)


def test_renaming_an_organisation_reissues_what_names_it_from_its_published_text():
    issue(organisation())
    issue(programme(lead={"ref": "almac", "name": "Almac Group"}))
    issue(programme(ref="other", title="Another"))
    issue(organisation(name="Almac"))
    document, entry = current("programme", "w5")
    assert (document["edition"], document["lead"]["name"]) == (2, "Almac")
    assert json.loads(entry.item)["lead"]["name"] == "Almac"
    assert log()[3:] == [(4, "organisation", "almac", "issued", 2), (5, "programme", "w5", "issued", 2)]
    assert Change.objects.get(sequence=5).reason == "Almac Group is now called Almac."


def test_publishing_a_strand_reissues_its_parent_with_the_strand():
    issue(programme())
    issue(programme(ref="lab", title="Laboratory", parent={"ref": "w5", "title": "Exhibition at W5"}))
    assert current("programme", "w5")[0]["strands"] == [{"ref": "lab", "title": "Laboratory"}]
    issue(programme(ref="lab", title="The laboratory", parent={"ref": "w5", "title": "Exhibition at W5"}))
    assert current("programme", "w5")[0]["strands"] == [{"ref": "lab", "title": "The laboratory"}]
    withdraw("programme", "lab", reason="It has closed.")
    assert current("programme", "w5")[0]["strands"] == []


def test_many_strands_published_together_make_one_edition_of_their_parent():
    issue(programme())
    parent = {"ref": "w5", "title": "Exhibition at W5"}
    with parents_told_once(note="Strands."):
        issue(programme(ref="lab", title="Laboratory", parent=parent))
        issue(programme(ref="box", title="Box", parent=parent))
        assert current("programme", "w5")[0]["strands"] == []
    document, _ = current("programme", "w5")
    assert [strand["ref"] for strand in document["strands"]] == ["box", "lab"]
    assert document["edition"] == 2
    assert Change.objects.order_by("sequence").last().reason == "Strands."


def test_moving_a_strand_tells_both_parents():
    issue(programme())
    issue(programme(ref="new", title="New home"))
    issue(programme(ref="lab", title="Laboratory", parent={"ref": "w5", "title": "Exhibition at W5"}))
    issue(programme(ref="lab", title="Laboratory", parent={"ref": "new", "title": "New home"}))
    assert current("programme", "w5")[0]["strands"] == []
    assert current("programme", "new")[0]["strands"] == [{"ref": "lab", "title": "Laboratory"}]


def test_figures_and_outcomes_keep_their_keys_from_edition_to_edition():
    def keys(model):
        return dict(model.objects.values_list("identifier", "pk"))

    issue(programme(figures=[figure("students"), figure("visitors")], outcomes=[outcome("first")]))
    figures, outcomes = keys(EntryFigure), keys(EntryOutcome)
    assert (len(figures), len(outcomes)) == (2, 1)
    issue(programme(title="Another", figures=[figure("posts"), figure("students", 901)], outcomes=[outcome("first")]))
    assert keys(EntryOutcome) == outcomes
    after = keys(EntryFigure)
    assert after["programme/w5/students"] == figures["programme/w5/students"]
    assert after.keys() == {"programme/w5/posts", "programme/w5/students"}
    assert after["programme/w5/posts"] not in figures.values()


def test_issue_replaces_the_terms_of_the_edition_before():
    issue(programme(types=[{"code": "outreach", "label": "Outreach"}]))
    issue(programme(types=[{"code": "exhibition", "label": "Exhibition"}]))
    assert list(EntryTerm.objects.filter(scheme="type").values_list("code", flat=True)) == ["exhibition"]


def changed_by_hand(edition):
    edition.text = "{}"
    edition.save()


def rebuilt_with_the_same_key(edition):
    with transaction.atomic():
        Edition(
            pk=edition.pk, kind="programme", ref="w5", number=1, text="{}", issued_at=edition.issued_at, schema=1
        ).save()


def upserted(edition):
    Edition.objects.bulk_create([edition], update_conflicts=True, update_fields=["text"], unique_fields=["id"])


def updated(edition):
    Edition.objects.filter(pk=edition.pk).update(text="{}")


def bulk_updated(edition):
    edition.text = "{}"
    Edition.objects.bulk_update([edition], ["text"])


def updated_through_the_base_manager(edition):
    Edition._base_manager.filter(pk=edition.pk).update(text="{}")


@pytest.mark.parametrize(
    "way",
    [
        changed_by_hand,
        rebuilt_with_the_same_key,
        upserted,
        updated,
        bulk_updated,
        updated_through_the_base_manager,
        lambda edition: edition.delete(),
        lambda edition: Edition.objects.filter(pk=edition.pk).delete(),
    ],
)
def test_an_edition_cannot_be_changed_or_deleted(way):
    edition = issue(programme())
    with pytest.raises((Immutable, DatabaseError)), transaction.atomic():
        way(Edition.objects.get(pk=edition.pk))
    assert Edition.objects.get(pk=edition.pk).text == edition.text


def test_raw_sql_cannot_change_an_edition_on_postgresql():
    edition = issue(programme())
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite `verify_editions` stands guard: see test_verify.py")
    for statement in ("UPDATE editions_edition SET text = '{}'", "DELETE FROM editions_change"):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Edition.objects.get().text == edition.text
