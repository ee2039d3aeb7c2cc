"""Checkpoints are kept in the transaction of the change they belong to, and say what was published right after it."""

import random

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from lifesci.editions import checkpoint
from lifesci.editions.checkpoint import Checkpoint, keep_where_due, worked_out
from lifesci.editions.issue import issue
from lifesci.editions.merge import merge_published
from lifesci.editions.models import Change, Edition, Immutable
from lifesci.editions.proof import proof
from lifesci.editions.schema import Invalid
from lifesci.editions.vocabulary import save_word
from lifesci.editions.withdraw import withdraw
from lifesci.vocabularies.models import Term
from tests.editions.bodies import organisation, programme

SHA = st.text("0123456789abcdef", min_size=64, max_size=64)
KEYS = st.tuples(st.sampled_from(["brief", "programme"]), st.text("abc-0", min_size=1, max_size=5))
REGISTERS = st.dictionaries(KEYS, SHA, max_size=8).map(lambda found: [(*key, sha) for key, sha in found.items()])


def test_the_hash_is_what_its_description_says():
    records = [("programme", "w5", "b" * 64), ("brief", "z", "0" * 64), ("programme", "w", "a" * 64)]
    # printf 'brief z 00…\nprogramme w aa…\nprogramme w5 bb…\n' | sha256sum
    assert proof(records) == "86cbeea42b78e0fc7baff7c8fba206878c6d17fd2179342693930138c4c12cb5"
    assert proof([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@settings(deadline=None)
@given(REGISTERS, REGISTERS)
def test_equal_registers_have_equal_hashes_in_any_order_and_others_have_not(one, other):
    mixed = random.Random(1).sample(one, len(one))
    assert proof(mixed) == proof(one)
    assert (proof(one) == proof(other)) == (sorted(one) == sorted(other))


@pytest.fixture
def every(monkeypatch):
    """A register that keeps a checkpoint of every change."""
    monkeypatch.setattr(checkpoint, "EVERY", 1)


@pytest.mark.django_db
def test_each_act_keeps_what_was_published_right_after_each_of_its_changes(every):
    by_hand, standing = {}, {}
    issue(organisation())
    issue(organisation("gsk", "GSK"))
    issue(programme(lead={"ref": "gsk", "name": "GSK"}))
    issue(organisation("gsk", "GSK plc"))
    save_word(Term(scheme="region", code="wales", label="Wales"))
    merge_published("organisation", "gsk", "almac", reason="A double.")
    issue(programme("lab", "Laboratory", parent={"ref": "w5", "title": "Exhibition at W5"}))
    withdraw("programme", "lab", reason="It ended.")
    for change in Change.objects.order_by("sequence"):
        key = change.kind, change.ref
        if change.action == "issued":
            standing[key] = Edition.objects.get(kind=change.kind, ref=change.ref, number=change.number).sha256
        elif change.action in ("withdrawn", "merged"):
            del standing[key]
        by_hand[change.sequence] = (len(standing), proof((*record, sha) for record, sha in standing.items()))
    found = {row.sequence: (sum(row.by_kind.values()), row.sha256) for row in Checkpoint.objects.all()}
    assert found == by_hand
    assert len(found) == 12


@pytest.mark.django_db
def test_only_every_thousandth_change_keeps_one():
    assert [keep_where_due(sequence) for sequence in (1, 999, 1001)] == [None, None, None]
    issue(programme())
    assert keep_where_due(2000).by_kind == {"brief": 0, "organisation": 0, "programme": 1, "source": 0}


@pytest.mark.django_db
def test_an_act_that_fails_keeps_none(every):
    with pytest.raises(Invalid):
        issue(programme(summary=None))
    assert not Checkpoint.objects.exists()


@pytest.mark.django_db
def test_a_checkpoint_is_written_once(every):
    issue(programme())
    kept = Checkpoint.objects.get()
    kept.sha256 = "0" * 64
    with pytest.raises(Immutable):
        kept.save()
    with pytest.raises(Immutable):
        Checkpoint.objects.update(sha256="0" * 64)
    with pytest.raises(Immutable):
        kept.delete()
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE editions_checkpoint SET sha256 = ''")
    assert Checkpoint.objects.get().sha256 == worked_out().sha256
