"""The steps between a draft and its Edition: send for review, return with comments, take back. For desk and imports."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from lifesci.editions.desk.acts import Acts, Draft, draft_of
from lifesci.editions.issue import Unchanged
from lifesci.editions.models import Change
from lifesci.people.demand import demand_act
from lifesci.review.differing import remember_published
from lifesci.review.models import Comment, Step

# What a Change of the log is called in the trail of reviews.
ACTIONS = {
    Change.Action.ISSUED: Step.Action.PUBLISHED,
    Change.Action.WITHDRAWN: Step.Action.WITHDRAWN,
    Change.Action.MERGED: Step.Action.MERGED,
}


class NotInReview(Exception):
    """The review that the caller speaks of is over: somebody answered it, took it back or sent the record again."""

    def __init__(self):
        super().__init__("This review is over: somebody answered it or sent the record again. See its last step below.")


class NothingSaid(Exception):
    """A record that is returned, or sent, says why."""


class EditedMeanwhile(Exception):
    """The record is no longer what the caller looked at."""

    def __init__(self):
        super().__init__("The record was edited after this page was shown. Nothing was sent: read it again below.")


@dataclass(frozen=True)
class Review:
    """Where a record stands on its way: its last step, and the comments that nobody has dealt with."""

    last: Step | None = None
    comments: tuple[Comment, ...] = ()

    @property
    def is_open(self) -> bool:
        """Does the record wait for a publisher?"""
        return self.last is not None and self.last.action == Step.Action.SENT

    @property
    def is_returned(self) -> bool:
        """Was it returned, and not sent again since?"""
        return self.last is not None and self.last.action == Step.Action.RETURNED

    def has_changed(self, draft: Draft) -> bool:
        """Is the draft another than the one that was sent?"""
        return self.is_open and self.last.fingerprint != draft.fingerprint


def review_of(kind: str, pk: int) -> Review:
    """Where one record stands, in two queries."""
    last = Step.objects.of(kind, pk).select_related("by").first()
    comments = Comment.objects.filter(step__kind=kind, step__record=pk, resolved=False) if last else None
    return Review(last, tuple(comments.select_related("step")) if last else ())


def steps_of(kind: str, pk: int) -> list[Step]:
    """Every step of one record with its comments, newest first, in two queries; for its timeline."""
    return list(Step.objects.of(kind, pk).select_related("by").prefetch_related("comments"))


def send(acts: Acts, record, *, by, note: str, seen: str = "", done: Iterable[int] = ()) -> Step:
    """Send a draft for review with a note; `done` are the comments that were dealt with, `seen` what was looked at.

    Raises PermissionDenied, NothingSaid, EditedMeanwhile, and Unchanged where the public reads exactly this already.
    """
    demand_act(by, "change", record)
    if not note.strip():
        raise NothingSaid("Say in a sentence what the publisher should look at.")
    with transaction.atomic():
        hold(record)
        draft = draft_of(acts, type(record), record.pk)
        if seen and seen != draft.fingerprint:
            raise EditedMeanwhile
        if draft.is_unchanged:
            raise Unchanged(draft.state.edition)
        comments = Comment.objects.filter(step__kind=acts.kind, step__record=record.pk, pk__in=list(done))
        comments.update(resolved=True)
        return _append(record, Step.Action.SENT, by, note.strip(), fingerprint=draft.fingerprint)


def give_back(record, *, by, note: str, sent: int, comments: Iterable[tuple[str, str, str]] = ()) -> Step:
    """Return a record to its editor. `sent` is the step that is answered, `comments` are (field, label, text).

    Raises PermissionDenied, NothingSaid, NotInReview; then nothing was written.
    """
    demand_act(by, "publish", record)
    comments = [each for each in comments if each[2].strip()]
    if not note.strip() and not comments:
        raise NothingSaid("Say what should be mended: of the whole record, or of a field.")
    with transaction.atomic():
        hold(record)
        answered = _open_step(record, sent)
        step = _append(record, Step.Action.RETURNED, by, note.strip(), answers=answered)
        said = ([("", "", note.strip())] if note.strip() else []) + comments
        Comment.objects.bulk_create(Comment(step=step, field=f, label=w[:300], text=t.strip()) for f, w, t in said)
    return step


def take_back(record, *, by, sent: int) -> Step:
    """Take a record out of review to work on it again. Raises PermissionDenied, NotInReview."""
    demand_act(by, "change", record)
    with transaction.atomic():
        hold(record)
        return _append(record, Step.Action.TAKEN_BACK, by, "", answers=_open_step(record, sent))


def witness(record, *, action, number, by, words) -> None:
    """Keep that a record was published, withdrawn or merged; called inside the transaction of the act."""
    open_step = Step.objects.of(record._meta.model_name, record.pk).first()
    answers = open_step if open_step and open_step.action == Step.Action.SENT else None
    _append(record, ACTIONS[action], by, words, number=number, answers=answers)
    if action == Change.Action.ISSUED:
        remember_published(record)
        given = Comment.objects.filter(step__kind=record._meta.model_name, step__record=record.pk, resolved=False)
        given.update(resolved=True)


def hold(record) -> None:
    """Hold the record's row until the transaction ends: whoever is saving it finishes first."""
    type(record)._default_manager.select_for_update().only("pk").get(pk=record.pk)


def _open_step(record, sent: int) -> Step:
    last = Step.objects.of(record._meta.model_name, record.pk).first()
    if last is None or last.pk != sent or last.action != Step.Action.SENT:
        raise NotInReview
    return last


def _append(record, action, by, note, **more) -> Step:
    name = by.get_username() if by else ""
    kind = record._meta.model_name
    return Step.objects.create(kind=kind, record=record.pk, action=action, note=note, by=by, by_name=name, **more)
