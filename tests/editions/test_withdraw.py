"""A withdrawn record leaves the catalogue and keeps its Editions and a tombstone."""

import pytest

from lifesci.editions.issue import issue
from lifesci.editions.models import Change, Edition, Entry, EntryFigure
from lifesci.editions.reading import Gone, Unknown, current, edition
from lifesci.editions.state import state_of
from lifesci.editions.withdraw import NoReason, NotPublished, UnknownSuccessor, withdraw
from tests.editions.bodies import figure, programme

pytestmark = pytest.mark.django_db


def test_withdraw_takes_the_record_out_and_keeps_what_was_published():
    first = issue(programme(figures=[figure()]))
    issue(programme(ref="heir", title="Heir"))
    change = withdraw("programme", "w5", reason=" It has closed. ", successor="heir")
    assert (change.sequence, change.action, change.number, change.reason, change.successor) == (
        3,
        "withdrawn",
        1,
        "It has closed.",
        "heir",
    )
    assert list(Entry.objects.values_list("ref", flat=True)) == ["heir"]
    assert not EntryFigure.objects.exists()
    assert edition("programme", "w5", 1).text == first.text
    with pytest.raises(Gone) as gone:
        current("programme", "w5")
    assert gone.value.change == change


def test_withdraw_needs_a_reason_a_published_record_and_a_real_successor():
    issue(programme())
    with pytest.raises(NoReason):
        withdraw("programme", "w5", reason="  ")
    with pytest.raises(NotPublished):
        withdraw("programme", "nothing", reason="Closed.")
    for successor in ("w5", "nothing"):
        with pytest.raises(UnknownSuccessor):
            withdraw("programme", "w5", reason="Closed.", successor=successor)
    assert Change.objects.count() == 1


def test_an_unknown_record_is_not_gone():
    with pytest.raises(Unknown):
        current("programme", "never")
    with pytest.raises(Unknown):
        edition("programme", "never", 1)


def test_a_withdrawn_record_can_be_issued_again_under_the_next_number():
    issue(programme())
    withdraw("programme", "w5", reason="By mistake.")
    assert state_of("programme", "w5").is_published is False
    issue(programme())
    assert Edition.objects.of("programme", "w5").first().number == 2
    assert state_of("programme", "w5").is_published is True


def test_state_of_a_record_that_was_never_published():
    assert (state_of("programme", "w5").number, state_of("programme", "w5").is_published) == (0, False)
