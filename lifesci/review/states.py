"""The one state of a record as the desk names it: a chip for each row of a list, and a filter that agrees with it."""

import json

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q

from lifesci.editions.desk.acts import Acts, differs
from lifesci.editions.desk.chip import Chip
from lifesci.editions.models import Change, Edition, Entry
from lifesci.editions.state import current_texts
from lifesci.review.differing import differing, settle
from lifesci.review.models import Step

DRAFT = Chip("draft", "Never published")
IN_REVIEW = Chip("review", "In review")
RETURNED = Chip("returned", "Returned")
WITHDRAWN = Chip("withdrawn", "Withdrawn")
MERGED = Chip("withdrawn", "Merged")


def states(acts: Acts, model, records) -> dict[str, Chip]:
    """The chip of each record by ref, in a constant number of queries."""
    refs = [record.ref for record in records]
    steps = Step.objects.filter(kind=acts.kind, record__in=[record.pk for record in records]).last()
    reviews = dict(steps.values_list("record", "action"))
    log = Change.objects.standing().filter(kind=acts.kind, ref__in=refs).order_by("sequence")
    last = dict(log.values_list("ref", "action"))
    texts = current_texts(acts.kind, refs)
    bodies = acts.bodies(model.objects.whole().filter(ref__in=texts))
    return {
        record.ref: _state(reviews.get(record.pk), last.get(record.ref), texts.get(record.ref), bodies)
        for record in records
    }


def _state(step, action, current, bodies) -> Chip:
    if step == Step.Action.SENT:
        return IN_REVIEW
    if step == Step.Action.RETURNED:
        return RETURNED
    if current is None:
        return {Change.Action.WITHDRAWN: WITHDRAWN, Change.Action.MERGED: MERGED}.get(action, DRAFT)
    number, text = current
    document = json.loads(text)
    if differs(bodies[document["ref"]], document):
        return Chip("changed", f"Changed since Edition {number}")
    return Chip("current", f"Current: Edition {number}")


def condition(kind: str, state: str) -> list:
    """What a record is filtered by so that exactly those with that state are left."""
    public = Exists(Entry.objects.filter(kind=kind, ref=OuterRef("ref")))
    ever = Exists(Edition.objects.filter(kind=kind, ref=OuterRef("ref")))
    sent, returned = (Exists(_last_is(kind, action)) for action in (Step.Action.SENT, Step.Action.RETURNED))
    resting = [~sent, ~returned]
    return {
        "review": [sent],
        "returned": [returned],
        "draft": [~ever, *resting],
        "changed": [public, differing(kind), *resting],
        "current": [public, ~differing(kind), *resting],
        "unsent": [~ever | Q(public & differing(kind)), *resting],
        "public": [public],
        "withdrawn": [ever, ~public, *resting],
    }.get(state, [])


def _last_is(kind, action):
    later = Step.objects.filter(kind=kind, record=OuterRef("record"), pk__gt=OuterRef("pk"))
    return Step.objects.filter(~Exists(later), kind=kind, record=OuterRef("pk"), action=action)


class StandingFilter(admin.SimpleListFilter):
    """Records by the state that their chip shows."""

    title = "standing"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        """Every state, in the order of a record's life; “Published” holds current and changed ones."""
        return [
            ("draft", "Never published"),
            ("review", "In review"),
            ("returned", "Returned"),
            ("changed", "Changed since its Edition"),
            ("current", "Current"),
            ("withdrawn", "Withdrawn or merged"),
            ("public", "Published"),
        ]

    def queryset(self, request, queryset):
        """The records of that state."""
        acts = admin.site.get_model_admin(queryset.model).acts
        if self.value() in ("changed", "current"):
            settle(acts, queryset.model)
        return queryset.filter(*condition(acts.kind, self.value()))
