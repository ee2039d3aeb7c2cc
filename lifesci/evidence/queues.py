"""What waits for a curator: failing evidence, facts without any, facts that are due, sources that differ. For the desk.

Nothing here asks who may see it. A queue counts in one query and gives a page in one query more a kind of fact.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.apps import apps
from django.db.models import Case, DateTimeField, F, Q, Value, When
from django.db.models.functions import TruncDate
from django.utils import timezone

from lifesci.evidence.disputes import Dispute, disputes
from lifesci.evidence.evaluation import Finding, look_again
from lifesci.evidence.models import CheckResult, Cited, Figure

LIFE = timedelta(days=365)  # how long a checked fact is left alone where a curator named no day
FAILING = (CheckResult.NOT_FOUND, CheckResult.OTHER_VALUE, CheckResult.OTHER_QUALIFIER, CheckResult.PERIOD_IN_DOUBT)
OPEN_DAY = Q(review_on__isnull=False) & (Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=F("review_on")))
NO_DAY = Q(review_on__isnull=True) | Q(confirmed_on__gte=F("review_on"))
NO_SOURCE, NO_WORDS = "It names no source.", "It quotes no words of its source."
NO_TEXT = "No text of its source is held, so its words were never checked."


@dataclass(frozen=True)
class Waiting:
    """One fact that waits, its record, the day since which it waits, and why, as a sentence."""

    fact: Cited
    record: object
    since: date
    why: str


@dataclass(frozen=True)
class FactQueue:
    """Facts of every kind in one line, the longest waiting first: `count` them, or cut a list off as in `queue[:20]`.

    `wanted` gives the condition for a kind of fact, `since` what its line is ordered by, `told` the day and sentence of
    each; `kinds` are the kinds of record whose facts stand in it, None for all.
    """

    wanted: Callable[[type[Cited]], Q]
    since: Callable[[str], object]
    told: Callable[[list[Cited]], list[tuple[date, str]]]
    kinds: Collection[str] | None = None

    @property
    def count(self) -> int:
        """How many facts wait."""
        return self._all().count() if self._models else 0

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, cut: slice) -> list[Waiting]:
        if not self._models:
            return []
        places = list(self._all().order_by("waits_since", "kind_of_fact", "pk")[cut])
        facts = {}
        for number, model in enumerate(self._models):
            facts |= {(number, row.pk): row for row in _whole(model, [pk for n, pk, _ in places if n == number])}
        rows = [facts[number, pk] for number, pk, _ in places if (number, pk) in facts]
        return [
            Waiting(row, getattr(row, owner_of(type(row))), since, why)
            for row, (since, why) in zip(rows, self.told(rows), strict=True)
        ]

    @property
    def _models(self) -> list[type[Cited]]:
        return [model for model in kinds_of_fact() if self.kinds is None or kind_of_record(model) in self.kinds]

    def _all(self):
        one, *others = [
            model._default_manager.filter(self.wanted(model))
            .annotate(kind_of_fact=Value(number), waits_since=self.since(owner_of(model)))
            .order_by()
            .values_list("kind_of_fact", "pk", "waits_since")
            for number, model in enumerate(self._models)
        ]
        return one.union(*others, all=True)


def failing_facts(kinds: Collection[str] | None = None) -> FactQueue:
    """Facts that the last check against a held text did not verify, by the day it found so."""
    return FactQueue(_is_failing, lambda owner: F("checked_on"), _why_failing, kinds)


def facts_without_evidence(kinds: Collection[str] | None = None) -> FactQueue:
    """Facts that cannot be checked: without source, words or held text, by the day their record was begun."""
    return FactQueue(_is_without, lambda owner: TruncDate(f"{owner}__created_at"), _why_without, kinds)


def facts_due(on: date, kinds: Collection[str] | None = None) -> FactQueue:
    """Facts to be looked up again by that day, by the day they were due.

    A fact is due on the day a curator named, unless its provider confirmed it on that day or later; where no day is
    open, a year after it was last checked or confirmed. One that was never checked nor confirmed and has no day is not
    due: it fails, or is without evidence.
    """
    return FactQueue(lambda model: _is_due(on), _due_since, _why_due, kinds)


def contradictions(kinds: Collection[str] | None = None) -> list[Dispute]:
    """Where sources differ and nobody has chosen yet, by the day their record was last edited."""
    found = [each for each in disputes() if each.is_open and (kinds is None or each.kind in kinds)]
    return sorted(found, key=lambda each: (each.record.updated_at, each.kind, each.record.ref))


def kinds_of_fact() -> list[type[Cited]]:
    """Every kind of fact, in a fixed order."""
    return [model for model in apps.get_models() if issubclass(model, Cited)]


def owner_of(model: type[Cited]) -> str:
    """The name by which a fact of a kind knows its record."""
    return model.NATURAL[0].partition("__")[0]


def kind_of_record(model: type[Cited]) -> str:
    """The kind of record that has facts of a kind."""
    return model._meta.get_field(owner_of(model)).related_model._meta.model_name


def _whole(model, keys):
    joined = [owner_of(model), "source", *(["measure"] if issubclass(model, Figure) else [])]
    rows = model._default_manager.select_related(*joined).defer("source__text")
    return rows.filter(pk__in=keys) if keys else []


def _is_failing(model) -> Q:
    return Q(check_result__in=FAILING if issubclass(model, Figure) else [CheckResult.NOT_FOUND])


def _why_failing(facts) -> list[tuple[date, str]]:
    found: list[Finding] = look_again(facts)
    return [(fact.checked_on, each.explanation) for fact, each in zip(facts, found, strict=True)]


def _is_without(model) -> Q:
    unchecked = Q(source__held="") & ~Q(stated_as="") & ~Q(check_result=CheckResult.VERIFIED)
    without = Q(source__isnull=True) | unchecked
    return without | Q(stated_as="", missing_reason="") if issubclass(model, Figure) else without


def _why_without(facts) -> list[tuple[date, str]]:
    began = [timezone.localdate(getattr(fact, owner_of(type(fact))).created_at) for fact in facts]
    return [(day, _lacks(fact)) for day, fact in zip(began, facts, strict=True)]


def _lacks(fact) -> str:
    if fact.source_id is None:
        return NO_SOURCE
    return NO_TEXT if fact.stated_as else NO_WORDS


def _is_due(on) -> Q:
    long_ago = on - LIFE
    checked = Q(checked_on__lte=long_ago) & (Q(confirmed_on__isnull=True) | Q(confirmed_on__lte=long_ago))
    confirmed = Q(checked_on__isnull=True, confirmed_on__lte=long_ago)
    return OPEN_DAY & Q(review_on__lte=on) | NO_DAY & (checked | confirmed)


def _due_since(owner):
    """The day itself cannot be reckoned alike by every database, so the order is by this moment."""
    is_confirmed = Q(checked_on__isnull=True) | Q(confirmed_on__gt=F("checked_on"))
    seen = Case(When(is_confirmed, then="confirmed_on"), default="checked_on")
    return Case(When(OPEN_DAY, then="review_on"), default=seen + LIFE, output_field=DateTimeField())


def _why_due(facts) -> list[tuple[date, str]]:
    return [_due(fact) for fact in facts]


def _due(fact) -> tuple[date, str]:
    if fact.review_on and not (fact.confirmed_on and fact.confirmed_on >= fact.review_on):
        return fact.review_on, "A curator named this day to look it up again."
    if fact.checked_on is None or (fact.confirmed_on and fact.confirmed_on > fact.checked_on):
        return fact.confirmed_on + LIFE, "A year ago its provider last confirmed it."
    return fact.checked_on + LIFE, "A year ago it was last checked against its source."
