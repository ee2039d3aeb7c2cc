"""verify_editions finds what the database cannot refuse; rebuild_catalogue makes the same catalogue again."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from lifesci.editions.issue import issue
from lifesci.editions.models import Entry, EntryFigure, EntryOutcome, EntryTerm, EntryText
from lifesci.editions.verify import faults
from lifesci.editions.withdraw import withdraw
from tests.editions.bodies import figure, organisation, outcome, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    issue(organisation())
    named = {"lead": {"ref": "almac", "name": "Almac Group"}, "briefs": [{"ref": "vision", "title": "Vision"}]}
    issue(programme(**named, figures=[figure()], outcomes=[outcome()]))
    issue(programme(**named, title="Exhibition", figures=[figure()], outcomes=[outcome()]))
    issue(programme(ref="gone", title="Gone"))
    withdraw("programme", "gone", reason="Closed.")


def tamper(sql):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql)


def snapshot():
    terms = EntryTerm.objects.values("entry_id", "scheme", "code")  # no process holds their own keys
    rows = [model.objects.values() for model in (Entry, EntryFigure, EntryOutcome, EntryText)]
    return [sorted(map(repr, each)) for each in (terms, *rows)]


def test_a_sound_register_has_no_faults(register, capsys):
    assert list(faults()) == []
    call_command("verify_editions")
    assert capsys.readouterr().out == "4 Editions and 5 changes are as published.\n"


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        (
            "UPDATE editions_edition SET text = replace(text, 'Almac', 'Other') WHERE kind = 'organisation'",
            "organisation almac, Edition 1: its text does not have the SHA-256 it was published with.",
        ),
        (
            "DELETE FROM editions_edition WHERE ref = 'w5' AND number = 1",
            "programme w5, Edition 2: Edition 1 is missing before it.",
        ),
        (
            "DELETE FROM editions_change WHERE sequence = 2",
            "Change 2 is missing from the log before 3: programme w5 issued.",
        ),
        ("UPDATE editions_changenumber SET latest = 9", "The change number stands at 9, the log ends at 5."),
        (
            "UPDATE editions_entry SET number = 1 WHERE ref = 'w5'",
            "The catalogue shows Edition 1 of programme w5; Edition 2 is current.",
        ),
        ("UPDATE editions_entry SET ref = 'x' WHERE ref = 'w5'", "programme w5 is published and not in the catalogue."),
        (
            "UPDATE editions_entry SET ref = 'gone' WHERE ref = 'w5'",
            "programme gone was withdrawn and is still in the catalogue.",
        ),
    ],
)
def test_each_kind_of_tampering_is_found(register, sql, fault):
    tamper(sql)
    assert fault in list(faults())
    with pytest.raises(CommandError):
        call_command("verify_editions")


def test_the_rebuilt_catalogue_is_the_catalogue(register, capsys):
    before = snapshot()
    assert all(before)
    call_command("rebuild_catalogue")
    assert capsys.readouterr().out == "2 records are in the catalogue.\n"
    assert snapshot() == before


def test_rebuilding_brings_back_what_was_lost_and_takes_out_what_was_never_published(register):
    before = snapshot()
    EntryFigure.objects.update(key="other", value=1)
    EntryText.objects.update(names="")
    Entry.objects.filter(ref="w5").update(title="Other", number=1)
    never = Entry.objects.get(ref="almac")
    never.pk, never.ref = None, "never"
    never.save()
    call_command("rebuild_catalogue", verbosity=0)
    assert snapshot() == before
