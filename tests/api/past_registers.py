"""Registers with a past: random acts on a few records, and what the API answered after each."""

import random

from lifesci.editions.issue import Unchanged, issue
from lifesci.editions.merge import merge_published
from lifesci.editions.models import Change, Entry
from lifesci.editions.withdraw import withdraw
from lifesci.vocabularies.models import Measure, Scheme, Term
from tests.api.facts import figure, outcome
from tests.editions.bodies import organisation, programme, source

REGIONS, TITLES = ("northern-ireland", "wales"), ("Exhibition", "The laboratory", "Écoles", "Zebra fish", "A placement")
WORDS = ("medicines", "cells and genes", "pupils visit", "apprentices learn")
MOST = 5  # records of a kind


def make_words():
    """The words that these records use."""
    for order, code in enumerate(REGIONS):
        Term.objects.create(scheme=Scheme.REGION, code=code, label=code.title(), order=order)
    Term.objects.create(scheme=Scheme.THEME, code="confidence", label="Confidence")
    Measure.objects.create(code="students", label="students", singular="student", counts="people")


class History:
    """One register that changes by chance, the same for the same seed."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)
        issue(source())

    def act(self) -> None:
        """One thing happens; where chance asks for what cannot be, a programme is published."""
        published = list(Entry.objects.exclude(kind="source").order_by("kind", "ref").values_list("kind", "ref"))
        acts = [self.publish, self.publish, self.name, self.withdraw, self.merge]
        act = self.chance.choice(acts if len(published) > 2 else acts[:3])
        try:
            act(published)
        except Unchanged:
            self.publish(published)

    def publish(self, published) -> None:
        """A programme's next Edition, or its first, with what chance gives it."""
        leads = [ref for kind, ref in published if kind == "organisation"]
        lead = self.chance.choice([*leads, ""])
        issue(
            programme(
                f"p{self.chance.randrange(MOST)}",
                f"{self.chance.choice(TITLES)} {self.chance.randrange(100)}",
                summary=self.chance.choice(WORDS),
                lead={"ref": lead, "name": lead.title()} if lead else None,
                regions=[{"code": code, "label": code} for code in REGIONS if self.chance.random() < 0.6],
                figures=[figure(value=self.chance.randrange(1000))] * self.chance.randrange(2),
                outcomes=[outcome()] * self.chance.randrange(2),
                sources=[{"ref": "annex", "title": "Annex"}],
            )
        )

    def name(self, published) -> None:
        """An organisation's next Edition under another name; those that name it follow."""
        issue(organisation(f"o{self.chance.randrange(MOST)}", f"Company {self.chance.randrange(100)}"))

    def withdraw(self, published) -> None:
        """A record goes."""
        kind, ref = self.chance.choice(published)
        withdraw(kind, ref, reason="It ended.")

    def merge(self, published) -> None:
        """One of two records of a kind takes the other's place; where there are no two, one goes."""
        kind, ref = self.chance.choice(published)
        others = [other for same, other in published if same == kind and other != ref]
        if others:
            merge_published(kind, ref, self.chance.choice(others), reason="A double.")
        else:
            withdraw(kind, ref, reason="It ended.")


def versions() -> range:
    """Every change that there has been."""
    return range(1, Change.objects.newest() + 1)
