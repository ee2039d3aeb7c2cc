"""Chips: a state in a word or two, never in colour alone."""

from dataclasses import dataclass

from django.utils.html import format_html

from lifesci.evidence.models import CheckResult

CHECKED = {CheckResult.VERIFIED: "current", CheckResult.UNCHECKED: "draft", CheckResult.NO_TEXT: "draft"}


@dataclass(frozen=True)
class Chip:
    """One state in words; `tone` (draft, current, changed, withdrawn) chooses its look, `why` says more beside it."""

    tone: str
    words: str
    why: str = ""

    def __str__(self):
        return self.words

    def html(self):
        """The chip, safe for a page."""
        return format_html('<span class="chip chip-{}">{}</span>', self.tone, self.words)


def evidence(result: str, why: str = "") -> Chip:
    """What the evidence check found about one fact."""
    return Chip(CHECKED.get(result, "changed"), CheckResult(result).label, why)
