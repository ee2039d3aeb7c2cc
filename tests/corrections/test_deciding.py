"""Deciding on corrections: accepting alone changes the draft, once; a sender's address does not outlive the answer."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from lifesci.corrections.deciding import (
    ChangedMeanwhile,
    Decided,
    NoReason,
    accept,
    forget_sender,
    forget_senders,
    reject,
    values_of,
)
from lifesci.corrections.models import Correction
from lifesci.corrections.working import fact_of, record_of
from lifesci.trace.edits import last_edit
from programmes.models import ProgrammeFigure
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(db):
    """Somebody who may do everything."""
    return make.CuratorFactory()


@pytest.fixture
def figure(db):
    """A figure of a programme."""
    return make.ProgrammeFigureFactory(programme__ref="outreach", key="students")


@pytest.fixture
def correction(figure) -> Correction:
    """A report of that figure."""
    return report()


def report(**changes) -> Correction:
    """A report."""
    said = {"kind": "programme", "ref": "outreach", "fact": "figure-students", "edition": 1, "wrong": "It grew."}
    return Correction.objects.create(**said | {"email": "reader@example.org"} | changes)


def changed(figure, **values):
    """The figure with other values, and what it was seen as."""
    row = fact_of(record_of("programme", "outreach"), "figure-students")
    seen = values_of(row)
    for name, value in values.items():
        setattr(row, name, value)
    return {"figure": row, "seen": seen}


def test_accepting_changes_the_draft_and_the_trail_says_why(correction, figure, curator):
    accept(correction, by=curator, **changed(figure, value=950, stated_as="more than 950 students"))
    assert ProgrammeFigure.objects.get().value == 950
    correction.refresh_from_db()
    assert (correction.state, correction.decided_by) == ("accepted", curator.username)
    edit = last_edit(figure.programme)
    assert (edit.act, edit.by) == ("correction", curator)


def test_accepting_without_a_figure_leaves_the_draft_alone(figure, curator):
    correction = report(fact="")
    accept(correction, by=curator)
    assert ProgrammeFigure.objects.get().value == 900
    assert Correction.objects.get(pk=correction.pk).state == "accepted"


def test_a_figure_that_cannot_stand_or_was_changed_meanwhile_changes_nothing(correction, figure, curator):
    with pytest.raises(ValidationError, match="whole numbers"):
        accept(correction, by=curator, **changed(figure, value="9.5"))
    shown = changed(figure, value=950)
    ProgrammeFigure.objects.update(value=940)
    with pytest.raises(ChangedMeanwhile):
        accept(correction, by=curator, **shown)
    assert (ProgrammeFigure.objects.get().value, Correction.objects.get().state) == (940, "waiting")


def test_a_correction_changes_no_other_figure(correction, figure, curator):
    other = make.ProgrammeFigureFactory(key="other", programme=figure.programme)
    with pytest.raises(PermissionDenied):
        accept(correction, by=curator, figure=other, seen=values_of(other))


def test_rejecting_keeps_the_reason_and_asks_for_one(correction, curator):
    with pytest.raises(NoReason):
        reject(correction, by=curator, reason="  ")
    reject(correction, by=curator, reason="The source says otherwise.")
    correction.refresh_from_db()
    assert (correction.state, correction.reason) == ("rejected", "The source says otherwise.")


def test_the_second_of_two_curators_learns_that_it_is_decided(correction, curator):
    reject(correction, by=curator, reason="No source.")
    with pytest.raises(Decided, match=f"was rejected by {curator.username} meanwhile"):
        accept(correction, by=curator)


def test_only_those_who_may_decide_do(correction, figure):
    nobody = make.UserFactory()
    for act in (
        lambda: accept(correction, by=nobody),
        lambda: reject(correction, by=nobody, reason="No."),
        lambda: forget_sender(correction, by=nobody),
    ):
        with pytest.raises(PermissionDenied):
            act()
    correction.refresh_from_db()
    assert (correction.state, correction.email) == ("waiting", "reader@example.org")


def test_addresses_are_forgotten_when_answered_and_after_a_time(correction, curator):
    forget_sender(correction, by=curator)
    assert Correction.objects.get().email == ""
    now = timezone.now()
    old, new, waiting = report(wrong="a"), report(wrong="b"), report(wrong="c")
    for each in (old, new):
        reject(each, by=curator, reason="No.")
    Correction.objects.filter(pk=old.pk).update(decided_at=now - timedelta(days=40))
    assert forget_senders(now - timedelta(days=30)) == 1
    assert set(Correction.objects.with_address()) == {new, waiting}
