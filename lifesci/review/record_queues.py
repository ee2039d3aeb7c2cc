"""Records that wait: my drafts, for a publisher, returned to me, changed since their Edition. Filled by the trail."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery, Value

from lifesci.review.differing import settle
from lifesci.review.kinds import ReviewedKind, kinds_open_to
from lifesci.review.models import Step
from lifesci.review.queues import Item, Queue
from lifesci.review.states import condition
from lifesci.trace.models import Edit

MOST_COMPARED = 250  # records of a kind that one look at the front page compares anew
WAITS = "It was edited after it was published."


@dataclass(frozen=True)
class RecordLine:
    """Records of several kinds in one line: `chosen` filters those of a kind, the longest untouched stand first."""

    kinds: list[ReviewedKind]
    chosen: Callable[[ReviewedKind], QuerySet]
    why: str = ""

    @property
    def count(self) -> int:
        """How many wait; one query."""
        return self._all().count() if self.kinds else 0

    def __getitem__(self, cut: slice) -> list[Item]:
        rows = self._all().order_by("touched", "number", "key")[cut] if self.kinds else ()
        return [
            Item(words, self.kinds[number].change_address(key), touched, self.why)
            for number, key, words, touched in rows
        ]

    def _all(self):
        one, *others = [
            self.chosen(kind)
            .order_by()
            .annotate(number=Value(place), key=F("pk"), words=F(kind.title_field), touched=F("updated_at"))
            .values_list("number", "key", "words", "touched")
            for place, kind in enumerate(self.kinds)
        ]
        return one.union(*others, all=True)


@dataclass(frozen=True)
class StepLine:
    """Records by the step that somebody has to answer, the oldest first."""

    kinds: dict[str, ReviewedKind]
    steps: QuerySet
    page: str

    @property
    def count(self) -> int:
        """How many wait; one query."""
        return self.steps.filter(kind__in=self.kinds).count()

    def __getitem__(self, cut: slice) -> list[Item]:
        steps = list(self.steps.filter(kind__in=self.kinds).order_by("pk")[cut])
        named = {}
        for code, kind in self.kinds.items():
            keys = [step.record for step in steps if step.kind == code]
            rows = kind.model._default_manager.filter(pk__in=keys).values_list("pk", kind.title_field) if keys else ()
            named |= {(code, key): words for key, words in rows}
        return [self._item(step, named[step.kind, step.record]) for step in steps if (step.kind, step.record) in named]

    def _item(self, step, words) -> Item:
        said = f"{step.by_name or 'The register'}: {step.note}" if step.note else step.by_name
        return Item(words, self.kinds[step.kind].address(self.page, step.record), step.at, said)


def mine(user) -> RecordLine | None:
    """Drafts, new or changed, that this person was the last to edit and has not sent."""
    kinds = kinds_open_to(user, "change")

    def chosen(kind):
        edits = Edit.objects.filter(kind=kind.model._meta.label_lower)
        last = edits.filter(record=OuterRef("pk")).order_by("-pk").values("by")[:1]
        touched = kind.model._default_manager.filter(pk__in=edits.filter(by=user).values("record"))
        touched = touched.annotate(last_by=Subquery(last)).filter(last_by=user.pk)
        return touched.filter(*condition(kind.code, "unsent"))

    return RecordLine(kinds, chosen) if kinds else None


def changed(user) -> RecordLine | None:
    """Published records whose drafts say something else, and that nobody has sent for review."""
    kinds = kinds_open_to(user)
    for kind in kinds:
        settle(kind.acts, kind.model, most=MOST_COMPARED)
    chosen = lambda kind: kind.model._default_manager.filter(*condition(kind.code, "changed"))  # noqa: E731
    return RecordLine(kinds, chosen, WAITS) if kinds else None


def waiting(user) -> StepLine | None:
    """Everything sent for review."""
    kinds = kinds_open_to(user)
    return StepLine({kind.code: kind for kind in kinds}, Step.objects.waiting(), "publish") if kinds else None


def returned(user) -> StepLine | None:
    """What this person sent and a publisher returned."""
    kinds = kinds_open_to(user, "change")
    steps = Step.objects.filter(action=Step.Action.RETURNED, answers__by=user).last()
    return StepLine({kind.code: kind for kind in kinds}, steps, "change") if kinds else None


OURS = (
    Queue("returned", "Returned to me", "A publisher asks you to mend something.", returned, 10),
    Queue("mine", "My drafts", "You were the last to edit them, and they are neither published nor sent.", mine, 20),
    Queue("review", "Waiting for review", "Sent by their editors, and not answered yet.", waiting, 30),
    Queue("changed", "Changed since their Edition", "The public still reads what stood before.", changed, 40),
)
