"""What an admin needs to know of one kind of record to preview and publish it; the verbs are passed in by each app."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from lifesci.editions.canonical import canonical, sha256
from lifesci.editions.desk.chip import evidence
from lifesci.editions.diff import changes_in_words
from lifesci.editions.issue import numbered
from lifesci.editions.names import published_names
from lifesci.editions.pieces import named_in
from lifesci.editions.state import State, state_of
from lifesci.editions.together import companions, names_for, readiness_of
from lifesci.evidence.evaluation import Finding, examine
from lifesci.evidence.models import CheckResult


@dataclass(frozen=True)
class Acts:
    """The verbs of one kind: document(record, names), readiness(record, names), publish, withdraw and restore."""

    kind: str
    document: Callable
    readiness: Callable
    publish: Callable
    withdraw: Callable
    restore: Callable

    def bodies(self, records: Iterable) -> dict[str, dict]:
        """What each whole record would be published as now, by ref. The names cost four queries at most."""
        records = list(records)
        pairs = set().union(*(named_in(self.document(record, {})) for record in records))
        names = published_names(pairs)
        return {record.ref: self.document(record, names) for record in records}


def differs(body: dict, published: dict) -> bool:
    """Would publishing change what the public reads? The list of strands is made by publishing and does not count."""
    return any(body[member] != published.get(member) for member in body if member != "strands")


@dataclass(frozen=True)
class Draft:
    """One record as it would be published now, beside what is published."""

    acts: Acts
    record: object
    findings: tuple[Finding, ...] = ()

    @cached_property
    def beside(self) -> list:
        """Unpublished records that name it and are named by it: they are published in the same act, or none is."""
        named = named_in(self.acts.document(self.record, {}))
        if {(kind, ref) for kind, ref in named if kind == self.acts.kind} <= self._published_names.keys():
            return []
        found = companions(self.record, self.acts.document)
        for each in found:
            examine(each)
        return found

    @cached_property
    def names(self) -> dict:
        """What it may call the records that it names: their published names, and those they are published under now."""
        if not self.beside:
            return self._published_names
        return names_for([self.record, *self.beside], self.acts.document)

    @cached_property
    def _published_names(self) -> dict:
        return published_names(named_in(self.acts.document(self.record, {})))

    @cached_property
    def body(self) -> dict:
        """The document that would be published."""
        return self.acts.document(self.record, self.names)

    @cached_property
    def state(self) -> State:
        """Where the record stands with the public."""
        return state_of(self.acts.kind, self.record.ref)

    @cached_property
    def published(self) -> dict | None:
        """The document of the newest Edition, None for none."""
        return json.loads(self.state.edition.text) if self.state.edition else None

    @cached_property
    def readiness(self):
        """What blocks publishing and what only warns."""
        return readiness_of([self.record, *self.beside], self.acts.readiness, self.names)

    @property
    def is_unchanged(self) -> bool:
        """Is exactly this current already?"""
        return self.state.is_published and not differs(self.body, self.published)

    @cached_property
    def told(self) -> dict:
        """The document with a name for every record it names, those that are not published included. For people."""
        unpublished = {pair: f"{pair[1]} (not published)" for pair in named_in(self.body) if pair not in self.names}
        return self.acts.document(self.record, {**unpublished, **self.names}) if unpublished else self.body

    @property
    def numbered(self) -> dict:
        """The document as its next Edition."""
        return numbered(self.body, self.state.number + 1)

    @property
    def changes(self) -> list[str]:
        """What differs from the newest Edition, in words."""
        if self.published is None:
            return changes_in_words(None, self.body)
        strands = {"strands": self.published["strands"]} if "strands" in self.published else {}
        return changes_in_words(self.published, {**self.told, **strands})

    @property
    def figures(self) -> list[tuple]:
        """(figure of the document, its source, what the evidence check finds now and why), in their order."""
        rows = {row.key: row for row in self.record.figures.all()} if "figures" in self.body else {}
        lately = (each for each in self.findings if each.has_text or each.fact.check_result != CheckResult.VERIFIED)
        why = {finding.fact: finding.explanation for finding in lately}
        told = [(figure, rows[figure["key"]]) for figure in self.body.get("figures", [])]
        return [(figure, row.source, evidence(row.check_result, why.get(row, ""))) for figure, row in told]

    @property
    def fingerprint(self) -> str:
        """Tells whether the draft is still what somebody looked at."""
        return sha256(canonical(self.body))

    @property
    def seen(self) -> str:
        """Tells whether all that one act would publish is still what somebody looked at."""
        others = [self.acts.document(each, self.names) for each in self.beside]
        return sha256("".join(map(canonical, [self.body, *others])))


def draft_of(acts: Acts, model, pk) -> Draft:
    """The draft of one record, read whole, with its facts checked as publishing will check them; nothing is kept."""
    record = model.objects.whole().get(pk=pk)
    return Draft(acts, record, tuple(examine(record)))
