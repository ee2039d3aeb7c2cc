"""The steps of a review: who may take each, what it leaves behind, and when it comes too late."""

import pytest
from django.core.exceptions import PermissionDenied

from lifesci.editions.desk.acts import draft_of
from lifesci.editions.issue import Unchanged
from lifesci.editions.models import Edition
from lifesci.review.models import Comment, Step
from lifesci.review.steps import (
    EditedMeanwhile,
    NothingSaid,
    NotInReview,
    give_back,
    review_of,
    send,
    steps_of,
    take_back,
)
from programmes.admin import ProgrammeAdmin
from programmes.models import Programme
from programmes.publish import publish_programme, withdraw_programme
from tests import factories as make

pytestmark = pytest.mark.django_db
ACTS = ProgrammeAdmin.acts


@pytest.fixture
def draft(db):
    """A programme that was never published."""
    return make.ProgrammeFactory(title="Draft")


def trail(record):
    """Action, words and person of each step, oldest first."""
    return [(step.action, step.note, step.by_name) for step in reversed(steps_of("programme", record.pk))]


def test_a_draft_goes_back_and_forth_and_every_step_is_kept(draft, editor, publisher):
    first = send(ACTS, draft, by=editor, note="New.")
    assert review_of("programme", draft.pk).is_open
    give_back(draft, by=publisher, note="", sent=first.pk, comments=[("summary", "Summary", "Shorter."), ("", "", " ")])
    review = review_of("programme", draft.pk)
    assert (review.is_open, review.is_returned, [str(each) for each in review.comments]) == (
        False, True, ["Summary: Shorter."],
    )  # fmt: skip
    send(ACTS, draft, by=editor, note="Shorter now.", done=[review.comments[0].pk])
    assert review_of("programme", draft.pk).comments == ()
    edition = publish_programme(draft, by=publisher, note="First.")
    assert not review_of("programme", draft.pk).is_open
    assert trail(draft) == [
        ("sent", "New.", editor.username),
        ("returned", "", publisher.username),
        ("sent", "Shorter now.", editor.username),
        ("published", "First.", publisher.username),
    ]
    last = Step.objects.first()
    assert (last.number, last.answers.note, edition.number) == (1, "Shorter now.", 1)


def test_publishing_deals_with_every_comment(draft, editor, publisher):
    give_back(draft, by=publisher, note="Mend it.", sent=send(ACTS, draft, by=editor, note="Look.").pk)
    assert Comment.objects.filter(resolved=False).count() == 1
    publish_programme(draft, by=publisher)
    assert Comment.objects.filter(resolved=False).count() == 0


def test_a_withdrawal_is_a_step_with_its_reason(draft, publisher):
    publish_programme(draft, by=None)
    withdraw_programme(draft, by=publisher, reason="Over.")
    assert trail(draft) == [("published", "", ""), ("withdrawn", "Over.", publisher.username)]


def test_what_was_edited_after_it_was_sent_is_said(draft, editor):
    send(ACTS, draft, by=editor, note="New.")
    review = review_of("programme", draft.pk)
    assert review.has_changed(draft_of(ACTS, Programme, draft.pk)) is False
    Programme.objects.filter(pk=draft.pk).update(summary="Another.")
    assert review.has_changed(draft_of(ACTS, Programme, draft.pk)) is True


def test_a_record_is_taken_back_once(draft, editor):
    sent = send(ACTS, draft, by=editor, note="New.").pk
    take_back(draft, by=editor, sent=sent)
    assert [step.action for step in steps_of("programme", draft.pk)] == ["taken-back", "sent"]
    with pytest.raises(NotInReview):
        take_back(draft, by=editor, sent=sent)


def test_a_review_that_is_over_cannot_be_answered(draft, editor, publisher):
    old = send(ACTS, draft, by=editor, note="New.").pk
    new = send(ACTS, draft, by=editor, note="Newer.").pk
    with pytest.raises(NotInReview):
        give_back(draft, by=publisher, note="Late.", sent=old)
    publish_programme(draft, by=publisher)
    with pytest.raises(NotInReview):
        give_back(draft, by=publisher, note="Later.", sent=new)
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("note", ["", "  \n"])
def test_nothing_is_sent_or_returned_without_a_word(draft, editor, publisher, note):
    with pytest.raises(NothingSaid):
        send(ACTS, draft, by=editor, note=note)
    sent = send(ACTS, draft, by=editor, note="New.").pk
    with pytest.raises(NothingSaid):
        give_back(draft, by=publisher, note=note, sent=sent, comments=[("summary", "Summary", note)])
    assert Step.objects.count() == 1


def test_an_unchanged_record_and_one_edited_meanwhile_are_not_sent(draft, editor):
    with pytest.raises(EditedMeanwhile):
        send(ACTS, draft, by=editor, note="New.", seen="what it was")
    publish_programme(draft, by=None)
    with pytest.raises(Unchanged):
        send(ACTS, draft, by=editor, note="New.")
    assert Step.objects.filter(action="sent").count() == 0


def test_each_step_needs_its_permission(draft, editor, publisher):
    nobody = make.UserFactory()
    with pytest.raises(PermissionDenied):
        send(ACTS, draft, by=nobody, note="New.")
    sent = send(ACTS, draft, by=editor, note="New.").pk
    with pytest.raises(PermissionDenied):
        give_back(draft, by=editor, note="No right.", sent=sent)
    with pytest.raises(PermissionDenied):
        take_back(draft, by=nobody, sent=sent)
    assert review_of("programme", draft.pk).is_open


def test_what_is_rolled_back_leaves_no_step(draft, publisher):
    draft.summary = ""
    draft.save()
    with pytest.raises(Exception, match="Write a summary"):
        publish_programme(draft, by=publisher)
    assert (Step.objects.count(), Edition.objects.count()) == (0, 0)


def test_the_oldest_request_waits_first_and_answered_ones_do_not(editor, publisher):
    one, two, three = (make.ProgrammeFactory() for _ in range(3))
    for each in (one, two, three):
        send(ACTS, each, by=editor, note="Look.")
    give_back(one, by=publisher, note="No.", sent=Step.objects.get(record=one.pk).pk)
    assert [step.record for step in Step.objects.waiting()] == [two.pk, three.pk]
