"""Walking through the rows of a plan that are applied, a chunk at a time and in the order of tables."""

from collections.abc import Iterator

from lifesci.imports.models import Proposal, ProposedRow
from lifesci.imports.register import tables
from lifesci.imports.resource import CHUNK, RegisterResource

MOST_SAID = 50


class InTheWay(Exception):
    """Rows stand in the way; `sentences` says which and why, and nothing was done."""

    def __init__(self, sentences: list[str]):
        self.sentences = sentences
        super().__init__("\n".join(sentences))


class Obstacles:
    """Collects what stands in the way, up to as much as anybody reads."""

    def __init__(self):
        self.sentences, self.count = [], 0

    def add(self, resource: RegisterResource, row: ProposedRow, why: str) -> None:
        """This row stands in the way."""
        self.count += 1
        if self.count <= MOST_SAID:
            self.sentences.append(f"{resource.table}, “{row.key}” (row {row.number} of the file): {why}")

    def stop(self) -> None:
        """Raise InTheWay if anything does."""
        if self.count > MOST_SAID:
            self.sentences.append(f"And {self.count - MOST_SAID:,} rows more.")
        if self.count:
            raise InTheWay(self.sentences)


def chunks(
    proposal: Proposal, *, backwards: bool = False, **only
) -> Iterator[tuple[RegisterResource, list[ProposedRow]]]:
    """(table, rows) of all rows that applying writes; rows that are neither read nor written are left alone."""
    names = list(tables())
    for name in reversed(names) if backwards else names:
        rows = ProposedRow.objects.to_apply().filter(proposal=proposal, table=name, **only)
        after = 0
        while chunk := list(rows.filter(pk__gt=after).order_by("pk")[:CHUNK]):
            yield tables()[name], chunk
            after = chunk[-1].pk
