"""Running the evidence check over working facts and keeping what it found. For acts, the desk and commands."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from lifesci.evidence.checking import Checked, Claim, Result, check
from lifesci.evidence.files import pieces, unit
from lifesci.evidence.models import Cited, Figure, Source
from lifesci.evidence.qualifiers import amount, trimmed

KEPT = ("check_result", "checked_on", "checked_as")
# What stands against a fact; other results only ask for a second look.
FAULTS = (Result.NOT_FOUND, Result.OTHER_VALUE)
HALF = 32
# Rooms above that keep something derived from findings: each is called with the facts of one kind that have a new one.
WATCHERS: list[Callable] = []


@dataclass(frozen=True)
class Finding:
    """What the check found about one fact now, and in which words; `has_text` where its source's text is held."""

    fact: Cited
    result: str
    explanation: str
    has_text: bool

    @property
    def is_good(self) -> bool:
        """Do the source's words state the fact, or is there nothing to check them against?"""
        return self.result in (Result.VERIFIED, Result.NO_TEXT_HELD, "")


@dataclass(frozen=True)
class HeldText:
    """The pieces of one source's text and a hash of it; no pieces where none is held."""

    pieces: list[str]
    unit: str
    digest: str


def check_facts(record) -> list[Finding]:
    """Check every fact of a record, keep what changed, and return what was found, in the order of its children.

    Call it after the record and its children are saved. Facts that were prefetched carry the new results afterwards.
    """
    with transaction.atomic():
        findings = examine(record)
        _keep(findings)
    return findings


def check_source(source: Source) -> list[Finding]:
    """Check every fact of the register that was read in a source, and keep what changed."""
    with transaction.atomic():
        facts = [fact for rows in facts_of_register() for fact in rows.filter(source=source)]
        findings = _examined(facts)
        _keep(findings)
    return findings


def check_register() -> list[Finding]:
    """Check every fact of the register, source by source, and keep what changed."""
    sources = Source.objects.order_by("ref").only("pk")
    return [finding for source in sources for finding in check_source(source)]


def examine(record) -> list[Finding]:
    """Check every fact of a record without keeping anything; its rows in memory carry the results."""
    return _examined(list(facts_of(record)))


def look_again(facts: list[Cited]) -> list[Finding]:
    """Check these facts, of whatever records, without keeping anything and without touching the rows."""
    kept = [{name: getattr(fact, name) for name in KEPT} for fact in facts]
    found = _examined(facts)
    for fact, values in zip(facts, kept, strict=True):
        vars(fact).update(values, is_found_anew=False)
    return found


def examine_facts(facts: list[Cited]) -> None:
    """Check facts that are about to be saved: the rows carry the results, in the fields of KEPT."""
    _examined(facts)


def facts_of(record) -> Iterator[Cited]:
    """The facts of a record: its cited children, by kind and then in their order; what was prefetched is not read."""
    read = getattr(record, "_prefetched_objects_cache", {})
    for relation in record._meta.related_objects:
        if relation.one_to_many and issubclass(relation.related_model, Cited):
            name = relation.get_accessor_name()
            rows = getattr(record, name).all()
            joined = ["measure"] if issubclass(relation.related_model, Figure) else []
            yield from rows if name in read or not joined else rows.select_related(*joined)


def facts_of_register() -> list:
    """For each kind of fact, a QuerySet of all of them with what the check reads; held texts are left alone."""
    kinds = [model for model in apps.get_models() if issubclass(model, Cited)]
    return [
        model._default_manager.select_related("source", *(["measure"] if issubclass(model, Figure) else []))
        .defer("source__text")
        .order_by("pk")
        for model in kinds
    ]


def claim_of(fact: Cited, held_unit: str) -> Claim:
    """A fact as the check takes it; one that is no figure claims only that its words stand there."""
    place = fact.page if held_unit == "page" else fact.paragraph
    if not isinstance(fact, Figure):
        return Claim(stated_as=fact.stated_as, place=place, value=None)
    return Claim(
        stated_as=fact.stated_as,
        place=place,
        value=fact.value,
        value_high=fact.value_high,
        qualifier=fact.qualifier,
        period_kind=fact.period_kind,
        period_start=fact.period_start,
        period_end=fact.period_end,
        counts=fact.measure.counts,
    )


def _examined(facts: list[Cited]) -> list[Finding]:
    texts = _held_texts({fact.source_id for fact in facts} - {None})
    today = timezone.localdate()
    return [_look(fact, texts, today) for fact in facts]


def _held_texts(sources: Iterable[int]) -> dict[int, HeldText]:
    rows = Source.objects.filter(pk__in=sources).exclude(held="").values_list("pk", "text", "held")
    return {
        pk: HeldText(pieces(text, held), unit(held), hashlib.sha256(text.encode()).hexdigest()[:HALF])
        for pk, text, held in rows
    }


def _look(fact: Cited, texts: Mapping[int, HeldText], today: date) -> Finding:
    """Check one fact and set what it found on the row; a finding that stands leaves the row, and its day, alone."""
    held = texts.get(fact.source_id)
    if _is_silent(fact):
        return _set(fact, Checked("", "It quotes no words, so there is nothing to check."), "", None, held)
    mark = _mark(fact)
    if held is None:
        return _without_text(fact, mark)
    found = _checked(fact, held)
    if (fact.check_result, fact.checked_as) == (found.result, mark + held.digest):
        return Finding(fact, found.result, found.explanation, True)
    return _set(fact, found, mark + held.digest, today, held)


def _is_silent(fact: Cited) -> bool:
    """Is there nothing to check: no source, or no quoted words where no number needs any?"""
    if fact.source_id is None:
        return True
    needs_words = isinstance(fact, Figure) and not fact.missing_reason
    return not fact.stated_as.strip() and not needs_words


def _checked(fact: Cited, held: HeldText) -> Checked:
    found = check(claim_of(fact, held.unit), held.pieces, unit=held.unit)
    if not isinstance(fact, Figure) and found.result is Result.OTHER_VALUE:  # its words may well hold a number
        return Checked(Result.VERIFIED, f"{held.unit.capitalize()} {found.place} has these words.", found.place)
    return found


def _without_text(fact: Cited, mark: str) -> Finding:
    """An earlier finding about the same words and number stands, with its day; any other is void."""
    found = check(claim_of(fact, "paragraph"), [])
    if fact.check_result and fact.checked_as[:HALF] in ("", mark):
        return Finding(fact, fact.check_result, found.explanation, False)
    return _set(fact, found, "", None, None)


def _set(fact, found: Checked, checked_as: str, checked_on: date | None, held: HeldText | None) -> Finding:
    values = (str(found.result), checked_on, checked_as)
    if tuple(getattr(fact, name) for name in KEPT) != values:
        for name, value in zip(KEPT, values, strict=True):
            setattr(fact, name, value)
        fact.is_found_anew = True
    return Finding(fact, str(found.result), found.explanation, held is not None)


def _mark(fact: Cited) -> str:
    """Half a hash of what a fact claims: the same for the same words, place, number and period."""
    said = [fact.stated_as, fact.paragraph, fact.page]
    if isinstance(fact, Figure):
        ends = (fact.value, fact.value_high)
        said += [None if end is None else str(trimmed(amount(end))) for end in ends]
        said += [fact.qualifier, fact.period_kind, fact.period_start, fact.period_end, fact.measure.counts]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:HALF]


def _keep(findings: list[Finding]) -> None:
    """Write the rows whose finding is new, in one statement a kind."""
    rows = defaultdict(list)
    for finding in findings:
        if getattr(finding.fact, "is_found_anew", False):
            rows[type(finding.fact)].append(finding.fact)
            finding.fact.is_found_anew = False
    for model, facts in rows.items():
        model._default_manager.bulk_update(facts, KEPT, batch_size=500)
        for watcher in WATCHERS:
            watcher(facts)
