"""The evidence check of the whole register as a table, and what in it is a failure; for the command that prints it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from lifesci.evidence.checking import Result
from lifesci.evidence.evaluation import Finding
from lifesci.evidence.models import Figure

NO_SOURCE = "(no source)"
RESULTS = (*Result, "")
HEADINGS = {
    Result.VERIFIED: "verified",
    Result.PERIOD_IN_DOUBT: "period",
    Result.OTHER_QUALIFIER: "qualifier",
    Result.OTHER_VALUE: "value",
    Result.NOT_FOUND: "not found",
    Result.NO_TEXT_HELD: "no text",
    "": "no words",
}


@dataclass
class Tally:
    """What the check found about the facts of one source: figures, and facts that are no figures, by result."""

    source: str
    figures: Counter = field(default_factory=Counter)
    others: Counter = field(default_factory=Counter)

    def add(self, finding: Finding) -> None:
        """Count one finding; a fact whose text is not held counts as such, whatever an earlier check found."""
        result = finding.result if finding.has_text or not finding.result else Result.NO_TEXT_HELD
        (self.figures if isinstance(finding.fact, Figure) else self.others)[result] += 1


def tallies(findings: Iterable[Finding]) -> list[Tally]:
    """One tally a source, by ref."""
    found = {}
    for finding in findings:
        ref = finding.fact.source.ref if finding.fact.source else NO_SOURCE
        found.setdefault(ref, Tally(ref)).add(finding)
    return [found[ref] for ref in sorted(found)]


def table(rows: Iterable[Tally]) -> list[str]:
    """Lines of a table with a heading and a last line that adds everything up; figures first, then other facts."""
    rows = list(rows)
    whole = Tally("all")
    for row in rows:
        whole.figures += row.figures
        whole.others += row.others
    width = max(len("source"), *(len(row.source) for row in [*rows, whole])) + 2
    heading = "".join(f"{HEADINGS[result]:>11}" for result in RESULTS)
    return [f"{'source':<{width}}{'':<8}{heading}"] + [line for row in [*rows, whole] for line in _lines(row, width)]


def _lines(row: Tally, width: int) -> list[str]:
    kinds = [(word, counts) for word, counts in (("figures", row.figures), ("others", row.others)) if counts]
    return [
        f"{row.source:<{width}}{word:<8}{''.join(f'{counts[result]:>11}' for result in RESULTS)}"
        for word, counts in kinds
    ]


def is_failure(finding: Finding) -> bool:
    """Is the text held, and does it not say what the fact says? A figure must be verified; other words must stand."""
    if not finding.has_text or finding.result in (Result.VERIFIED, ""):
        return False
    return isinstance(finding.fact, Figure) or finding.result == Result.NOT_FOUND


def sentence(finding: Finding) -> str:
    """Which fact, what the check found, and the words that explain it."""
    fact = finding.fact
    return f"{fact._meta.model_name} {' '.join(map(str, fact.natural_key()))}: {finding.result}. {finding.explanation}"
