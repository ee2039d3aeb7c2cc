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
from lifesci.evidence.evaluation import Finding, examine


@dataclass(frozen=True)
class Acts:
    """The verbs of one kind: document(record, names), readiness(record, names), publish and withdraw."""

    kind: str
    document: Callable
    readiness: Callable
    publish: Callable
    withdraw: Callable

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
    def names(self) -> dict:
        """The published names of the records that it names."""
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
        return self.acts.readiness(self.record, self.names)

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
        why = {finding.fact: finding.explanation for finding in self.findings}
        told = [(figure, rows[figure["key"]]) for figure in self.body.get("figures", [])]
        return [(figure, row.source, evidence(row.check_result, why.get(row, ""))) for figure, row in told]

    @property
    def fingerprint(self) -> str:
        """Tells whether the draft is still what somebody looked at."""
        return sha256(canonical(self.body))


def draft_of(acts: Acts, model, pk) -> Draft:
    """The draft of one record, read whole, with its facts checked as publishing will check them; nothing is kept."""
    record = model.objects.whole().get(pk=pk)
    return Draft(acts, record, tuple(examine(record)))
