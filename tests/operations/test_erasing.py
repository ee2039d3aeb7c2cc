"""A person is erased from everywhere: no table holds the name, numbers and log stay whole, and the act is told."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from lifesci.downloads.building import build_downloads
from lifesci.editions.issue import Unchanged
from lifesci.editions.models import Change, Edition, Entry, Erasure, Immutable
from lifesci.editions.reading import Gone, current
from lifesci.editions.sources import publish_source
from lifesci.editions.verify import faults
from lifesci.evidence.holding import hold_source
from lifesci.evidence.models import Source
from lifesci.operations.erasing import erase_person
from lifesci.trace.edits import last_edit
from lifesci.trace.models import Event
from lifesci.trace.written_once import erasing
from programmes.models import Programme, StoryStep
from programmes.publish import publish_programme, withdraw_programme
from tests import factories as make

pytestmark = pytest.mark.django_db

NAME = "Ada Lovelace"


@pytest.fixture
def programme(db):
    """A programme with a story of a named person, published twice, its source held."""
    source = make.SourceFactory(ref="annex", title="Annex", sha256="")
    hold_source(source.pk, b"First line.\n\nAda Lovelace built the engine.", by=None)
    publish_source(Source.objects.get(pk=source.pk), by=None)
    programme = make.ProgrammeFactory(ref="engines", title="Engines", lead=None, summary="Ada Lovelace took part.")
    story = make.StoryFactory(
        programme=programme, source=source, key="ada-lovelace", person=NAME, summary="ADA  Lovelace built it.",
        paragraph=2, stated_as="Ada Lovelace built the engine",
    )  # fmt: skip
    make.StoryStepFactory(story=story, text="Ada Lovelace began as an apprentice.")
    publish_programme(programme, by=None, note="With the story of Ada Lovelace.")
    programme.description = "More of it."
    programme.save()
    publish_programme(programme, by=None)
    return programme


def holding(word: str) -> set[str]:
    """Every table of the database in which a word stands, whatever the column."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            if any(word.lower() in str(value).lower() for row in cursor.fetchall() for value in row):
                found.add(table)
    return found


def test_the_name_stands_in_no_table_afterwards(programme):
    before = holding(NAME) | holding("ada-lovelace")
    assert {"editions_edition", "editions_change", "editions_entrytext", "evidence_source"} <= before
    assert {"programmes_historicalstory", "programmes_story", "programmes_storystep"} <= before
    erase_person([NAME])
    assert holding(NAME) | holding("ada  lovelace") | holding("ada-lovelace") == set()
    assert StoryStep.objects.get().text == "[erased] began as an apprentice."


def test_numbers_and_log_stay_whole_and_the_public_reads_what_happened(programme, client):
    editions = Edition.objects.filter(kind="programme")
    hashes = dict(editions.values_list("number", "sha256"))
    newest = Change.objects.newest()
    erase_person([NAME], note="At the wish of Ada Lovelace.")
    assert list(faults()) == []
    lines = Change.objects.after(newest).values_list("sequence", "action", "ref", "number", "reason")
    note = "At the wish of [erased]."
    assert list(lines) == [
        (newest + 1, "erased", "engines", 1, note),
        (newest + 2, "erased", "engines", 2, note),
    ]
    assert all(hashes[edition.number] != edition.sha256 for edition in editions.all())
    document, entry = current("programme", "engines")
    assert (document["stories"][0]["person"], entry.number) == ("[erased]", 2)
    assert client.get("/programmes/engines/").status_code == 200
    page = client.get("/changes/").content.decode()
    assert "A person was erased from Edition 2" in page
    assert note in page
    answer = client.get("/api/v1/changes/", {"after": newest}).json()["results"][0]
    assert (answer["action"], answer["url"].rpartition("/api")[2]) == ("erased", "/v1/programmes/engines/editions/1/")
    told = client.get("/api/v1/programmes/engines/editions/1/")
    assert told.headers["ETag"] == f'"{Edition.objects.get(kind="programme", number=1).sha256}"'


def test_the_working_record_stays_as_it_is_published(programme):
    erase_person([NAME])
    with pytest.raises(Unchanged):
        publish_programme(Programme.objects.get(pk=programme.pk), by=None)
    story = programme.stories.get()
    assert (story.person, story.key, story.check_result) == ("[erased]", "erased-person", "verified")
    assert last_edit(programme).act == "erasure"


def test_the_catalogue_is_rebuilt_the_same_and_what_is_withdrawn_stays_so(programme):
    erase_person([NAME])
    entries = Entry.objects.filter(kind="programme")
    before = entries.values().get()
    call_command("rebuild_catalogue", verbosity=0)
    assert entries.values().get() == before
    withdraw_programme(programme, by=None, reason="Ended, says Charles Babbage.")
    erase_person(["Charles Babbage"])
    assert Change.objects.get(action="withdrawn").reason == "Ended, says [erased]."
    with pytest.raises(Gone):
        current("programme", "engines")
    assert list(faults()) == []


def test_a_withdrawn_record_stays_withdrawn_when_its_editions_are_reworded(programme):
    withdraw_programme(programme, by=None, reason="Ended.")
    erase_person([NAME])
    assert Change.objects.newest() == Change.objects.filter(action="erased").last().sequence
    with pytest.raises(Gone):
        current("programme", "engines")
    call_command("rebuild_catalogue", verbosity=0)
    assert not Entry.objects.filter(kind="programme").exists()
    assert list(faults()) == []


def test_the_act_is_logged_and_names_nobody(programme):
    by = make.CuratorFactory(username="grace")
    erase_person([NAME], by=by)
    event = Event.objects.get(kind="erasure")
    assert (event.by_name, event.title) == ("grace", "A person")
    assert "2 Editions" in event.details
    assert list(Erasure.objects.values_list("ref", "number", "erased_by")) == [
        ("engines", 1, "grace"),
        ("engines", 2, "grace"),
    ]


def test_an_edition_reworded_behind_the_back_of_an_erasure_is_found(programme):
    erase_person([NAME])
    with erasing():
        Edition.objects.filter(number=1).update(sha256="0" * 64)
    assert any("that an erasure gave it" in fault for fault in faults())


def test_the_gate_lets_nothing_else_through(programme):
    with pytest.raises(Immutable):
        Edition.objects.update(text="{}")
    for changes in ({"number": 9}, {"text": "{}", "ref": "x"}):
        with pytest.raises(Immutable), erasing():
            Edition.objects.update(**changes)
    with pytest.raises(Immutable), erasing():
        Edition.objects.all().delete()
    erase_person([NAME])
    if connection.vendor == "postgresql":
        for sql in ("UPDATE editions_edition SET text = ''", "DELETE FROM editions_change"):
            with (
                pytest.raises(DatabaseError, match="written once"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(sql)
        for sql in (
            "UPDATE editions_edition SET number = 9",
            "DELETE FROM editions_erasure",
            "DELETE FROM editions_edition",
        ):
            with pytest.raises(DatabaseError, match="written once"), erasing(), connection.cursor() as cursor:
                cursor.execute(sql)


def test_one_act_alone_opens_the_gate(pytestconfig):
    callers = [
        str(path.relative_to(pytestconfig.rootpath))
        for top in ("lifesci", "organisations", "programmes")
        for path in (pytestconfig.rootpath / top).rglob("*.py")
        if "erasing()" in path.read_text().replace("`erasing()`", "").replace("def erasing()", "")
    ]
    assert callers == ["lifesci/operations/erasing.py"]


def test_the_command_lists_first_and_erases_only_when_told(programme):
    out = io.StringIO()
    call_command("erase_person", NAME, stdout=out)
    assert "stories: 1" in out.getvalue()
    assert "programme engines, Edition 2" in out.getvalue()
    assert "Nothing was erased yet" in out.getvalue()
    assert json.loads(Edition.objects.get(number=2).text)["stories"][0]["person"] == NAME
    call_command("erase_person", NAME, "--yes", stdout=out)
    assert holding(NAME) == set()
    out = io.StringIO()
    call_command("erase_person", NAME, stdout=out)
    assert out.getvalue() == "The person is named nowhere in the register.\n"


def test_the_command_tells_of_addresses_it_must_leave_and_refuses_half_a_name(programme):
    make.SourceFactory(ref="ada-lovelace-diary", title="Diary")
    out = io.StringIO()
    call_command("erase_person", NAME, stdout=out)
    assert "Left as it is, because it is an address" in out.getvalue()
    with pytest.raises(CommandError, match="whole name"):
        call_command("erase_person", "Al")
    with pytest.raises(CommandError, match="no curator called"):
        call_command("erase_person", NAME, "--by", "nobody")


def test_the_command_takes_bulk_files_with_the_name_from_the_disk(programme):
    before = build_downloads()
    assert NAME in (before.folder / "stories.csv").read_text()
    call_command("erase_person", NAME, stdout=io.StringIO())
    assert before.folder.exists()
    call_command("erase_person", NAME, "--yes", stdout=io.StringIO())
    assert not before.folder.exists()
