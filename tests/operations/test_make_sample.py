"""Tests of lifesci/operations/sample*.py and of `make_sample`: what is invented is what publishing would have left."""

import json
import os
import pickle
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.color import no_style
from django.db import connection, connections

from lifesci.editions.catalogue import rebuild_catalogue
from lifesci.editions.models import (
    Change,
    ChangeNumber,
    Edition,
    Entry,
    EntryFigure,
    EntryOutcome,
    EntryTerm,
    EntryText,
)
from lifesci.editions.schema import validate
from lifesci.editions.verify import faults
from lifesci.operations import sample_database, sample_process
from lifesci.operations.management.commands.make_sample import LARGEST
from lifesci.operations.publishing import publish_register
from lifesci.operations.sample import BLOCK, Sample
from lifesci.operations.sample_again import PLACES, Further, again
from lifesci.operations.sample_database import vocabulary_fixtures
from lifesci.operations.sample_process import PERIOD
from lifesci.operations.sample_rows import PACE, Scribe
from lifesci.operations.sample_words import FREQUENT, Skewed, Words
from lifesci.operations.sample_writing import poured, settle, vocabulary_of, write_sample
from lifesci.search.text import matching
from programmes.models import Programme, ProgrammeFigure

NOTE = "Invented for a test"
SIZE = 40
pytestmark = pytest.mark.django_db


@pytest.fixture
def vocabularies(db):
    """The register's own words."""
    call_command("loaddata", *map(str, vocabulary_fixtures()), verbosity=0)


@pytest.fixture
def sample(vocabularies):
    """Forty programmes in the database of the test."""
    return write_sample(SIZE, using="default", note=NOTE)


def rows(queryset, *names):
    """The rows as they differ from each other, numbers that only count them left out."""
    return sorted(queryset.values_list(*names), key=repr)


def published():
    """Everything that publishing writes, but the numbers and moments that the log's lock gives."""
    of = ("entry__kind", "entry__ref")
    read = ("source", "behind", "place")
    figures = ("identifier", "key", "order", "measure", "counts", "qualifier", "value", "missing_reason", "period_kind")
    return {
        "editions": rows(Edition.objects, "kind", "ref", "number", "text", "sha256", "schema", "note"),
        "changes": rows(Change.objects, "kind", "ref", "action", "number", "reason", "successor"),
        "latest": list(ChangeNumber.objects.values_list("pk", "latest")),
        "entries": rows(Entry.objects, "kind", "ref", "number", "sha256", "title", "sort_title", "summary"),
        "numbers": rows(Entry.objects, "kind", "ref", "edition__number", "edition__sha256"),
        "terms": rows(EntryTerm.objects, *of, "scheme", "code"),
        "figures": rows(EntryFigure.objects, *of, *figures, "geography", "counted_in", *read, "row"),
        "outcomes": rows(EntryOutcome.objects, *of, "identifier", "order", "theme", "basis", *read, "row"),
        "texts": rows(EntryText.objects, *of, "kind", "title", "names", "summary", "body"),
    }


def forget_everything_published():
    """Empty the catalogue as a test's flush does: a DELETE of Editions is refused on PostgreSQL."""
    connection = connections["default"]
    connection.check_constraints()
    tables = [model._meta.db_table for model in apps.get_app_config("editions").get_models()]
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables))


def undated(item):
    """A list item without the day it was issued."""
    return {name: value for name, value in json.loads(item).items() if name != "issued_on"}


def test_write_sample_leaves_what_publishing_its_working_records_would_have_left(sample):
    written = published()
    items = {(entry.kind, entry.ref): undated(entry.item) for entry in Entry.objects.all()}
    assert Counter(kind for kind, *_ in written["entries"]) == {
        "programme": SIZE,
        "organisation": 12,
        "source": 8,
        "brief": 4,
    }
    forget_everything_published()

    outcome = publish_register(by=None, note=NOTE)

    assert (len(outcome.issued), outcome.unchanged, outcome.refused) == (SIZE + 24, 0, {})
    again = published()
    parents = {(kind, ref) for kind, ref, number, *_ in written["editions"] if number > 1}
    assert len(parents) == 2
    for name in written:
        assert again[name] == written[name], name
    assert {(entry.kind, entry.ref): undated(entry.item) for entry in Entry.objects.all()} == items


def test_write_sample_leaves_nothing_to_publish(sample):
    outcome = publish_register(by=None)

    assert (outcome.issued, outcome.unchanged, outcome.refused) == ([], SIZE + 24, {})


def test_write_sample_passes_verification_and_equals_a_rebuilt_catalogue(sample):
    before = published()
    items = set(Entry.objects.values_list("kind", "ref", "sequence", "issued_on", "item"))

    assert list(faults()) == []
    assert rebuild_catalogue() == SIZE + 24
    assert published() == before
    assert set(Entry.objects.values_list("kind", "ref", "sequence", "issued_on", "item")) == items
    assert list(faults()) == []


def test_write_sample_writes_documents_that_follow_their_schemas(sample):
    for edition in Edition.objects.all():
        validate(json.loads(edition.text), edition.schema)


def test_write_sample_gives_each_programme_three_figures_and_leaves_free_keys(sample):
    counts = Counter(ProgrammeFigure.objects.values_list("programme__ref", flat=True))

    assert (len(counts), set(counts.values())) == (SIZE, {3})
    # SQLite counts on from the highest key that any test before this one ever used.
    assert Programme.objects.create(ref="the-next", title="The next").pk > SIZE


def test_write_sample_is_searchable_by_frequent_and_by_rare_words(sample):
    rare = next(word for word in sample.words.rare if EntryText.objects.filter(kind="programme", body__contains=word))
    found = set(matching("programme", FREQUENT[0]))

    assert len(found) > SIZE // 2
    assert 1 <= len(matching("programme", rare)) < SIZE // 2


def test_sample_of_equal_seed_is_equal_and_of_another_differs(vocabularies):
    def titles(seed):
        sample = Sample(SIZE, vocabulary_of("default"), seed)
        return [programme.title for family in sample.block(0) for programme in family]

    assert titles(7) == titles(7)
    assert len(titles(7)) == SIZE
    assert titles(7) != titles(8)


def test_sample_blocks_do_not_depend_on_the_order_in_which_they_are_invented(vocabularies):
    sample = Sample(2000, vocabulary_of("default"))

    def figures(number):
        families = sample.block(number)
        return [
            (f.pk, f.value) for family in families for one in family for f in one._prefetched_objects_cache["figures"]
        ]

    last = figures(2)
    assert [len(figures(number)) for number in range(sample.blocks)] == [2880, 2880, 240]
    assert figures(2) == last
    assert last[0][0] == 2 * 2880 + 1


def test_words_are_rarer_the_later_they_stand():
    words = Words(Random(1), 1000)
    found = Counter(word.strip(".").lower() for _ in range(3000) for word in words.sentence(12).split())

    assert found[FREQUENT[0]] > found[FREQUENT[20]] > found[FREQUENT[-1]] > found[words.middling[-1]] > 0
    assert max(found[word] for word in words.rare) < found[FREQUENT[-1]]
    assert len({*words.rare, *words.middling, *FREQUENT}) == len(words.rare) + len(words.middling) + len(FREQUENT)


def test_skewed_choices_are_each_once_and_no_more_than_there_are():
    skewed = Skewed(Random(1), ["first", "second", "third"])

    assert sorted(skewed.some(5, 9)) == ["first", "second", "third"]
    assert skewed.some(0, 0) == []
    drawn = Counter(skewed.one() for _ in range(3000))
    assert drawn["first"] > drawn["second"] > drawn["third"] > 0


def made(register: Path, size: int) -> subprocess.CompletedProcess:
    """`manage.py make_sample` in a process of its own, where this file is the register's database."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{register}"}
    command = [sys.executable, "manage.py", "make_sample", str(size)]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="it makes files of SQLite, and the suite on SQLite does that")
def test_make_sample_writes_a_database_named_for_it_and_never_the_register(tmp_path):
    register, sample = tmp_path / "register.sqlite3", tmp_path / "sample-30.sqlite3"
    said = made(register, 30)
    assert (said.stderr, said.stdout.splitlines()) == (
        "",
        [
            "30 of 30 programmes",
            "The sample of 30 programmes is there.",
            f"To serve it: DATABASE_URL=sqlite:///{sample} manage.py serve_register",
        ],
    )
    assert not register.exists()
    with closing(sqlite3.connect(sample)) as file:
        kinds = file.execute("SELECT kind, count(*) FROM editions_entry GROUP BY kind ORDER BY kind").fetchall()
        assert kinds == [("brief", 4), ("organisation", 12), ("programme", 30), ("source", 8)]
        stood = file.execute("SELECT group_concat(sha256) FROM editions_edition").fetchall()

    assert made(register, 30).stdout.splitlines()[0] == "The sample of 30 programmes is already there."

    refused = made(sample, 30)
    assert refused.stderr == (
        f"CommandError: {sample} is the database in use: a sample is made beside it, never in it.\n"
    )
    with closing(sqlite3.connect(sample)) as file:
        assert file.execute("SELECT group_concat(sha256) FROM editions_edition").fetchall() == stood
        file.execute("UPDATE editions_edition SET note = 'First content of the register' WHERE id = 1")
        file.commit()
    refused = made(register, 30)
    assert refused.stderr == f"CommandError: {sample} holds records that nobody invented.\n"
    assert sample.exists()


@pytest.mark.parametrize("size", ["0", "-3", "1000001"])
def test_make_sample_refuses_sizes_it_cannot_make(size):
    with pytest.raises(CommandError, match="A sample has from 1 to 1,000,000 programmes"):
        call_command("make_sample", "--", size)


def test_sample_settings_name_another_database_on_postgresql(monkeypatch):
    ours = {"ENGINE": "django.db.backends.postgresql", "NAME": "register", "USER": "u", "PASSWORD": "", "HOST": "h"}
    monkeypatch.setitem(connections.databases, "default", {**ours, "PORT": "", "OPTIONS": {"options": "-c x=1"}})

    assert sample_database.sample_settings(100)["NAME"] == "register_sample_100"
    assert sample_database.sample_settings(100)["OPTIONS"] == {}
    assert sample_database.address_of(100) == "postgres://u@h:5432/register_sample_100"


def test_rows_are_keyed_by_labels_that_every_process_understands(vocabularies):
    sample = Sample(3, vocabulary_of("default"))
    rows = pickle.loads(pickle.dumps(Scribe(sample, "default", NOTE).write_block(0)))  # noqa: S301 - packed in this line

    assert len(rows["programmes.Programme"]) == 3
    assert all(apps.get_model(label) for label in rows)


def test_a_block_once_more_is_what_publishing_would_have_left_under_other_names(vocabularies):
    sample = Sample(SIZE, vocabulary_of("default"))
    scribe = Scribe(sample, "default", NOTE)
    tables = poured(scribe.write_shared(), "default")
    rows = scribe.write_block(0)
    changes = len(rows["editions.Change"])
    for more in (rows, again(rows, Further(programmes=SIZE, changes=changes, days=24, place="Upper"))):
        tables |= poured(more, "default")
    settle(tables, "default")

    assert list(faults()) == []
    before, items = published(), set(Entry.objects.values_list("kind", "ref", "sequence", "issued_on", "item"))
    assert (rebuild_catalogue(), published()) == (2 * SIZE + 24, before)
    assert set(Entry.objects.values_list("kind", "ref", "sequence", "issued_on", "item")) == items
    outcome = publish_register(by=None)
    assert (outcome.issued, outcome.unchanged, outcome.refused) == ([], 2 * SIZE + 24, {})

    first, second = (Programme.objects.get(pk=key) for key in (1, SIZE + 1))
    assert second.title == f"Upper {first.title}"
    assert second.ref == f"upper-{first.ref.rpartition('-')[0]}-{SIZE + 1}"
    days = [Edition.objects.filter(ref=record.ref).earliest("number").issued_at for record in (first, second)]
    assert days[1] - days[0] == timedelta(24)
    counts = [len(matching("programme", word)) for word in ("upper", FREQUENT[0])]
    assert counts[0] == SIZE < counts[1]


def test_the_days_between_a_block_and_its_repetition_are_whole():
    assert (PERIOD * BLOCK * PACE) % timedelta(1) == timedelta(0)
    assert BLOCK * PERIOD * (len(PLACES) + 1) >= LARGEST


def test_large_samples_repeat_what_was_invented_and_end_on_a_block_of_their_own(vocabularies, monkeypatch, tmp_path):
    monkeypatch.setattr(sample_process, "PERIOD", 1)
    sample = Sample(3 * BLOCK + 7, vocabulary_of("default"))
    sample_process.hold(Scribe(sample, "default", NOTE), tmp_path)
    blocks = [sample_process.block(number) for number in range(sample.blocks)]
    titles = [[line[2] for line in rows["editions.Entry"]] for rows in blocks]
    assert [len(each) for each in titles] == [BLOCK] * 3 + [7]
    keys = [line[0] for rows in blocks for line in rows["programmes.Programme"]]
    assert sorted(keys) == list(range(1, sample.size + 1))
    changes = [line[0] for rows in blocks for line in rows["editions.Change"]]
    assert sorted(changes) == list(range(changes[0], changes[0] + len(changes)))
